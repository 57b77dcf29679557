/**
 * Which rows of a long listing to build: those in sight and some around them. A short listing is built whole, so
 * that find-in-page and screen readers have all of it.
 *
 * Where the scroller stands is remembered from its events: to ask it at a step, just after the rows have changed, would
 * lay the whole page out on the spot.
 *
 * A run goes on by pages: where its next row is out of sight, the listing moves so far that most of the steps after it
 * find theirs in sight. Each move draws the listing anew, and so would each step if it moved by a row.
 *
 * Rows are built ahead of the eye, after the frame that moved: a step waits for them only where it goes beyond them.
 *
 * Leaves out rows of differing heights: every row is `rowHeight` pixels tall.
 */
import { startTransition, useCallback, useEffect, useRef, useState, type RefObject } from 'react'

/** Up to here everything is built. */
const WHOLE = 300
const AROUND = 8
/** Rows that stay in sight where a run goes on to the next page. */
const CONTEXT = 3

export interface RowWindow {
  /** Half-open, in rows. */
  readonly from: number
  readonly to: number
}

interface Place {
  /** Of the scroller: what is scrolled away, and what is in sight. */
  top: number
  height: number
  /** Of the first row in what is scrolled; so much is covered by the heads, which do not scroll. */
  first: number
}

export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): { readonly shown: RowWindow; readonly reveal: (row: number, by: 'least' | 'page') => void } {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: WHOLE })
  const place = useRef<Place | null>(null)
  const box = useRef<HTMLElement | null>(null)
  /** The row that was last brought into sight, or should have been while the listing was not shown. */
  const revealed = useRef<number | null>(null)
  const long = count > WHOLE
  const built = useRef(shown)
  useEffect(() => {
    built.current = shown
  }, [shown])

  const look = useCallback((): void => {
    const known = place.current
    if (!long || known === null) return
    const top = known.top - known.first
    const first = Math.max(0, Math.floor(top / rowHeight))
    const last = Math.ceil((top + known.height) / rowHeight)
    // Below, where a run goes on, the whole next page.
    const wanted = { from: Math.max(0, first - AROUND), to: last + Math.max(AROUND, last - first) }
    const old = built.current
    // Moving by a few rows changes nothing that can be seen; do not render for it.
    if (Math.abs(old.from - wanted.from) < AROUND / 2 && Math.abs(old.to - wanted.to) < AROUND / 2) return
    const move = (): void => {
      setShown(wanted)
    }
    if (old.from <= first && last <= old.to) startTransition(move)
    else move()
  }, [long, rowHeight])

  const scrollTo = useCallback(
    (wanted: number): void => {
      const known = place.current
      const element = box.current
      if (element === null || known === null || wanted === known.top) return
      known.top = wanted
      look()
      // After the rows that belong there have been built: to scroll lays out, and this way once.
      queueMicrotask(() => {
        element.scrollTop = wanted
        // Near the end it does not go so far.
        if (element.scrollTop === wanted) return
        known.top = element.scrollTop
        look()
      })
    },
    [look],
  )
  /** Brings a row into sight by scrolling the scroller alone: as little as needed, or to the run's next page. */
  const reveal = useCallback(
    (row: number, by: 'least' | 'page'): void => {
      const known = place.current
      if (known === null) return
      revealed.current = row
      if (known.height === 0) return
      const top = known.first + row * rowHeight
      const bottom = top + rowHeight
      const above = top < known.top + known.first
      if (!above && bottom <= known.top + known.height) return
      const most = Math.floor((known.height - known.first) / rowHeight / 4)
      const beside = (by === 'page' ? Math.min(CONTEXT, most) : 1) * rowHeight
      const atTop = (by === 'page') !== above
      scrollTo(Math.max(0, atTop ? top - known.first - beside : bottom - known.height + beside))
    },
    [rowHeight, scrollTo],
  )
  useEffect(() => {
    const element = scroller.current
    box.current = element
    if (element === null) return
    const isInSight = (row: number, { top, height, first }: Place): boolean =>
      row * rowHeight >= top && first + (row + 1) * rowHeight <= top + height
    const measure = (): void => {
      const before = place.current
      const { current: row } = revealed
      const wasInSight = row !== null && (before === null || before.height === 0 || isInSight(row, before))
      place.current = { top: element.scrollTop, height: element.clientHeight, first: body.current?.offsetTop ?? 0 }
      look()
      // Who makes the listing lower, or shows it again, still sees where the run is.
      if (wasInSight) reveal(row, 'page')
    }
    const scrolled = (): void => {
      if (place.current !== null) place.current.top = element.scrollTop
      look()
    }
    measure()
    element.addEventListener('scroll', scrolled, { passive: true })
    window.addEventListener('resize', measure)
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure)
    observer?.observe(element)
    return () => {
      element.removeEventListener('scroll', scrolled)
      window.removeEventListener('resize', measure)
      observer?.disconnect()
    }
  }, [scroller, body, look, reveal, rowHeight])

  if (!long) return { shown: { from: 0, to: count }, reveal }
  return { shown: { from: Math.min(shown.from, count), to: Math.min(shown.to, count) }, reveal }
}
