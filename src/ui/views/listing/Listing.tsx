/**
 * The program as a table, one row an instruction, with clause lanes, jump lines and the trail of the run. Arrow
 * keys, Home, End and Page move between rows; Enter and F9 toggle the row's breakpoint; Ctrl or Cmd
 * with Enter, or a double click, runs to the row.
 *
 * Leaves out the store (it is given rows) and other spellings of the program. Long programs are built in part,
 * see use-row-window.ts.
 */
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react'
import { useWidth } from '../../use-width.ts'
import { usePhone } from '../machine/index.ts'
import { traceHeat } from './heat.ts'
import {
  hasRoomForHits,
  hitsWidth,
  isTooNarrow,
  laneWidth,
  meaningFits,
  targetWidth,
  type ListingLayout,
} from './layout.ts'
import { ListingHead } from './ListingHead.tsx'
import { BLOCK, ListingBlock } from './ListingBlock.tsx'
import styles from './listing.module.css'
import { rowForKey } from './row-keys.ts'
import type { ListingHits, ListingRow } from './types.ts'
import { useRowWindow } from './use-row-window.ts'

export interface ListingProps {
  readonly rows: readonly ListingRow[]
  readonly layout: ListingLayout
  readonly hits: ListingHits
  /** Instructions that belong to what is pointed at. */
  readonly lit: ReadonlySet<number>
  /** What is not lit has no part in what was asked, and is grey. */
  readonly greyOthers: boolean
  /** The clause pointed at, which gives its colour; null where it is something else. */
  readonly pointedClause: number | null
  /** Where the machine stands; null where it has no program. */
  readonly currentPc: number | null
  /** What scrolls the listing. */
  readonly scroller: RefObject<HTMLElement | null>
  readonly onToggleBreakpoint: (pc: number) => void
  /** Goes to where the instruction runs next. */
  readonly onRunTo: (pc: number) => void
  readonly onPointClause: (clause: number | null) => void
  readonly onPointInstruction: (pc: number | null) => void
}

export function Listing(props: ListingProps): ReactElement {
  const { rows, layout, pointedClause, currentPc, scroller, onToggleBreakpoint, onRunTo } = props
  const body = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  // The row that a key asked for and that may have to be built before it can have the focus.
  const wanted = useRef<number | null>(null)
  const phone = usePhone()
  const width = useWidth(scroller, 600)
  const forHits = hitsWidth(props.hits)
  const stacked = phone || isTooNarrow(layout, width, props.hits.insists ? forHits : 0)
  const hits = props.hits.insists || (!stacked && hasRoomForHits(layout, width, forHits)) ? props.hits : null
  const fits = stacked ? 0 : meaningFits(layout, width, hits === null ? 0 : forHits)
  const rowHeight = phone ? 56 : stacked ? 44 : 30
  const { shown, reveal } = useRowWindow(scroller, body, rows.length, rowHeight)
  const count = rows.length

  useEffect(() => {
    if (currentPc !== null) reveal(currentPc, 'page')
  }, [currentPc, reveal])

  const focusWanted = useCallback((): void => {
    if (wanted.current === null) return
    const row = body.current?.querySelector<HTMLElement>(`[data-pc="${String(wanted.current)}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  }, [])
  useEffect(focusWanted)

  const onKeyDown = useCallback(
    (event: KeyboardEvent, pc: number): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        onRunTo(pc)
      } else if (event.key === 'F9' || (event.key === 'Enter' && event.target === event.currentTarget)) {
        onToggleBreakpoint(pc)
      } else {
        const target = rowForKey(event.key, pc, count)
        if (target === null || event.ctrlKey || event.metaKey || event.altKey) return
        reveal(target, 'least')
        setFocused(target)
        wanted.current = target
        focusWanted()
      }
      event.preventDefault()
      event.stopPropagation()
    },
    [count, reveal, focusWanted, onRunTo, onToggleBreakpoint],
  )

  const heatOf = traceHeat(rows)
  const first = Math.floor(shown.from / BLOCK) * BLOCK
  const blocks = Array.from({ length: Math.ceil((shown.to - first) / BLOCK) }, (_, index) => first + index * BLOCK)
  // The row that had the focus last, or one that is there.
  const wantedStop = Math.min(focused, rows.length - 1)
  const tabStop = wantedStop < first || wantedStop >= first + blocks.length * BLOCK ? first : wantedStop
  const sizes = {
    '--lane-count': layout.lanes.lanes,
    '--lane-w': `${String(laneWidth(layout))}px`,
    '--row-h': `${String(rowHeight)}px`,
    '--arrow-count': layout.arrows.lanes,
    '--target': `${String(targetWidth(layout.count))}px`,
    '--hits': `${String(hits === null ? 0 : forHits)}px`,
  } as CSSProperties
  return (
    <div
      role="table"
      aria-label="Program listing"
      aria-rowcount={rows.length + 1}
      className={`${styles['table'] ?? ''} ${stacked ? (styles['stacked'] ?? '') : ''}`}
      data-grey={props.greyOthers ? '' : undefined}
      style={sizes}
    >
      <ListingHead lanes={layout.lanes} hits={hits} onPoint={props.onPointClause} />
      <div role="rowgroup" ref={body} style={{ height: rows.length * rowHeight }}>
        <div style={{ height: first * rowHeight }} />
        {blocks.map((from) => (
          <ListingBlock
            key={from}
            from={from}
            rows={rows}
            layout={layout}
            heatOf={heatOf}
            hits={hits}
            lit={props.lit}
            pointedClause={pointedClause}
            currentPc={currentPc}
            tabStop={tabStop}
            meaningFits={fits}
            onToggle={onToggleBreakpoint}
            onRunTo={onRunTo}
            onPointClause={props.onPointClause}
            onPoint={props.onPointInstruction}
            onKeyDown={onKeyDown}
            onFocus={setFocused}
          />
        ))}
      </div>
    </div>
  )
}
