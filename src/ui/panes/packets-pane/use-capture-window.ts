/** The rows of a capture that are in view: where the person has scrolled to, and what the worker gave for it. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useApp, type Arrangement, type CaptureClient, type CapturedRow } from '../../../store/index.ts'
import { ROW_HEIGHT, rowWindow, type RowWindow } from '../../views/captures/index.ts'
import { scrollPlace } from './scroll-place.ts'

/** Rows beyond each edge of the view that are asked for with it: a turn of the wheel finds them there. */
const AROUND = 40

export interface CaptureWindow {
  readonly total: number
  readonly window: RowWindow
  readonly from: number
  readonly rows: readonly CapturedRow[]
  /** The rows are of the order before; those of this one are on their way. */
  readonly busy: boolean
}

interface Answer {
  readonly arrangement: Arrangement | null
  readonly total: number
  readonly from: number
  readonly rows: readonly CapturedRow[]
}

interface Wish {
  readonly client: CaptureClient
  readonly arrangement: Arrangement
  readonly from: number
  readonly count: number
}

export function useCaptureWindow(scroller: RefObject<HTMLElement | null>, arrangement: Arrangement): CaptureWindow {
  const client = useApp((state) => state.capture?.client)
  const revision = useApp((state) => state.capture?.revision)
  const [answer, setAnswer] = useState<Answer>({ arrangement: null, total: 0, from: 0, rows: [] })
  const { scrolled, view } = useScroll(scroller)
  const window = rowWindow(answer.total, ROW_HEIGHT, scrolled, view)
  // In steps, so that most scrolling asks for nothing.
  const from = Math.max(0, Math.floor(window.from / AROUND - 1) * AROUND)
  // Before anything is known of the total, enough to fill the view.
  const count = Math.ceil(view / ROW_HEIGHT / AROUND) * AROUND + 3 * AROUND
  const ask = useNewest(setAnswer)
  useEffect(() => {
    if (client !== undefined) ask({ client, arrangement, from, count })
  }, [ask, client, revision, arrangement, from, count])
  return { ...answer, window, busy: answer.arrangement !== arrangement && answer.arrangement !== null }
}

/**
 * One question at a time, and then the newest: while somebody drags the scroll bar each answer is shown, late by one
 * question, and none is waited for in vain. Another order does not wait for the one before, which may take its time.
 */
function useNewest(told: (answer: Answer) => void): (wish: Wish) => void {
  const state = useRef<{ asking: Arrangement | null; next: Wish | null }>({ asking: null, next: null })
  return useCallback(
    (wish: Wish) => {
      const { current } = state
      current.next = wish
      const { arrangement } = wish
      if (current.asking === arrangement) return
      current.asking = arrangement
      void (async () => {
        while (current.next !== null) {
          const { client, from, count } = current.next
          current.next = null
          // The capture may be closed meanwhile.
          const rows = await client.rows(arrangement, from, count).catch(() => null)
          if (current.asking !== arrangement) return
          if (rows !== null) told({ arrangement, ...rows })
        }
        current.asking = null
      })()
    },
    [told],
  )
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
    // Within the frame that shows the scrolling: a frame later, rows far from where they were would not be in view.
    const follow = (): void => {
      flushSync(look)
    }
    look()
    element.addEventListener('scroll', follow, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', follow)
      observer.disconnect()
    }
  }, [scroller])
  return place
}
