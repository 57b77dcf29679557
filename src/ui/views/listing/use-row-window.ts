/**
 * Which rows of a long listing to build: those in sight and some around them. A short listing is built whole, so
 * that find-in-page and screen readers have all of it.
 *
 * Leaves out rows of differing heights: every row is `rowHeight` pixels tall.
 */
import { useEffect, useState, type RefObject } from 'react'

/** Up to here everything is built. */
const WHOLE = 300
const AROUND = 20

export interface RowWindow {
  /** Half-open, in rows. */
  readonly from: number
  readonly to: number
}

export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: WHOLE })
  const long = count > WHOLE
  useEffect(() => {
    const element = scroller.current
    if (!long || element === null) return
    const measure = (): void => {
      const top = element.scrollTop - (body.current?.offsetTop ?? 0)
      const from = Math.max(0, Math.floor(top / rowHeight) - AROUND)
      const to = Math.ceil((top + element.clientHeight) / rowHeight) + AROUND
      // Moving by a few rows changes nothing that can be seen; do not render for it.
      setShown((old) =>
        Math.abs(old.from - from) < AROUND / 2 && Math.abs(old.to - to) < AROUND / 2 ? old : { from, to },
      )
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    window.addEventListener('resize', measure)
    return () => {
      element.removeEventListener('scroll', measure)
      window.removeEventListener('resize', measure)
    }
  }, [scroller, body, long, rowHeight])
  if (!long) return { from: 0, to: count }
  return { from: Math.min(shown.from, count), to: Math.min(shown.to, count) }
}
