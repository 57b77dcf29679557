/**
 * The height of the source pane: what the person gave it, and on top of that what its problems ask for, up to a share
 * of the column; beyond it the problems scroll. A pane made smaller while problems are shown stays so until they are
 * gone.
 *
 * Grows and shrinks only after a pause in the changes, so that the panes do not jump at each key while somebody types.
 */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { PanelImperativeHandle } from 'react-resizable-panels'
import { useApp } from '../store/index.ts'

/** Milliseconds without a change before the pane follows. Slower down than up: a problem is often back at once. */
const GROW_AFTER = 250
const SHRINK_AFTER = 900

export interface SourcePanel {
  readonly defaultSize: string
  readonly panelRef: RefObject<PanelImperativeHandle | null>
  readonly columnRef: RefObject<HTMLDivElement | null>
  /** To be called when the column's panels have new sizes. */
  readonly onLayoutChanged: (layout: unknown, meta: { readonly isUserInteraction: boolean }) => void
  /** For the list of problems; measures it while it is there. */
  readonly problemsRef: (list: HTMLUListElement | null) => (() => void) | undefined
}

type Kind = 'filter' | 'long'

interface Heights {
  /** Given by the person, in pixels; null where the default holds. By kind of text. */
  readonly own: Record<Kind, number | null>
  /** Asked for by the problems, in pixels. */
  problems: number
  /** Not to grow beyond; set by a person who made the pane smaller. */
  limit: number
}

export interface SourcePanelSizes {
  /** Without problems, in pixels. */
  readonly filterHeight: number
  /** Of the column, from 0 to 1, without problems, where text needs room: assembly is longer than a filter. */
  readonly longShare: number
  /** Of the column, that the pane may grow to. */
  readonly share: number
}

export function useSourcePanel({ filterHeight, longShare, share }: SourcePanelSizes): SourcePanel {
  const kind: Kind = useApp((state) => state.language) === 'filter' ? 'filter' : 'long'
  const panelRef = useRef<PanelImperativeHandle>(null)
  const columnRef = useRef<HTMLDivElement>(null)
  const heights = useRef<Heights>({ own: { filter: null, long: null }, problems: 0, limit: Infinity })
  const shownKind = useRef<Kind>(kind)
  // To begin with; later sizes come from fit().
  const [defaultSize] = useState(kind === 'filter' ? `${String(filterHeight)}px` : `${String(longShare * 100)}%`)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const wanted = useCallback(() => {
    const room = columnRef.current?.clientHeight ?? 0
    const { own, problems, limit } = heights.current
    const base = own[shownKind.current] ?? (shownKind.current === 'filter' ? filterHeight : room * longShare)
    return { base, whole: Math.max(base, Math.min(base + problems, limit, room * share)), room }
  }, [filterHeight, longShare, share])

  const fit = useCallback(() => {
    const { whole, room } = wanted()
    const panel = panelRef.current
    if (panel === null || room === 0 || Math.abs(panel.getSize().inPixels - whole) < 1) return
    panel.resize(whole)
  }, [wanted])

  const ask = useCallback(
    (height: number, delay: number) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        if (height === 0) heights.current.limit = Infinity
        heights.current.problems = height
        fit()
      }, delay)
    },
    [fit],
  )

  const problemsRef = useCallback(
    (list: HTMLUListElement | null) => {
      if (list === null || typeof ResizeObserver === 'undefined') return undefined
      const observer = new ResizeObserver(() => {
        const height = list.offsetHeight
        ask(height, height > heights.current.problems ? GROW_AFTER : SHRINK_AFTER)
      })
      observer.observe(list)
      return () => {
        observer.disconnect()
        ask(0, SHRINK_AFTER)
      }
    },
    [ask],
  )

  useEffect(() => {
    if (shownKind.current === kind) return
    shownKind.current = kind
    heights.current.limit = Infinity
    fit()
  }, [kind, fit])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
    },
    [],
  )

  const onLayoutChanged = useCallback<SourcePanel['onLayoutChanged']>(
    (_, { isUserInteraction }) => {
      if (!isUserInteraction || panelRef.current === null) return
      const now = panelRef.current.getSize().inPixels
      const { base, whole } = wanted()
      if (Math.abs(now - whole) < 1) return
      if (now < whole && whole > base) heights.current.limit = now
      // What is above the problems' part is the text's.
      heights.current.own[shownKind.current] = now > whole ? base + now - whole : Math.min(base, now)
    },
    [wanted],
  )

  return { defaultSize, panelRef, columnRef, onLayoutChanged, problemsRef }
}
