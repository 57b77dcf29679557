/** The rows of a capture that are in view: where the person has scrolled to, and what the worker gave for it. */
import { useEffect, useState, type RefObject } from 'react'
import { useApp, type Arrangement, type CapturedRow } from '../../../store/index.ts'
import { ROW_HEIGHT, rowWindow, type RowWindow } from '../../views/captures/index.ts'
import { scrollPlace } from './scroll-place.ts'

export interface CaptureWindow {
  readonly total: number
  readonly window: RowWindow
  readonly from: number
  readonly rows: readonly CapturedRow[]
}

interface Answer {
  readonly total: number
  readonly from: number
  readonly rows: readonly CapturedRow[]
}

export function useCaptureWindow(scroller: RefObject<HTMLElement | null>, arrangement: Arrangement): CaptureWindow {
  const client = useApp((state) => state.capture?.client)
  const revision = useApp((state) => state.capture?.revision)
  const [answer, setAnswer] = useState<Answer>({ total: 0, from: 0, rows: [] })
  const { scrolled, view } = useScroll(scroller)
  const window = rowWindow(answer.total, ROW_HEIGHT, scrolled, view)
  const { from } = window
  // Before anything is known of the total, enough to fill the view.
  const count = Math.max(window.count, Math.ceil(view / ROW_HEIGHT))
  useEffect(() => {
    let stale = false
    client?.rows(arrangement, from, count).then(
      (rows) => {
        if (!stale) setAnswer(rows)
      },
      // The capture was closed meanwhile.
      () => undefined,
    )
    return () => {
      stale = true
    }
  }, [client, revision, arrangement, from, count])
  return { total: answer.total, window, from: answer.from, rows: answer.rows }
}

/** How far the body of the rows is scrolled beneath the heads, and the height of what is in view. */
function useScroll(scroller: RefObject<HTMLElement | null>): { readonly scrolled: number; readonly view: number } {
  const [place, setPlace] = useState({ scrolled: 0, view: 400 })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => {
      const { scrolled, view } = scrollPlace(element)
      setPlace((before) => (before.scrolled === scrolled && before.view === view ? before : { scrolled, view }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroller])
  return place
}
