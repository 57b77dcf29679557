/**
 * One instruction of the listing. Outline: just executed; fill: next. The arrows and lanes are pieces, so a line
 * can be drawn without its neighbours, and one that says the same as before is not rendered again at a step.
 */
import { memo, type KeyboardEvent, type ReactElement } from 'react'
import { BreakpointMark, DonePointer, ExecutedDot, NextPointer, clauseClass } from '../../marks/index.ts'
import { formatPc } from '../machine/index.ts'
import { ArrowCell } from './ArrowCell.tsx'
import type { ArrowPiece } from './arrows.ts'
import type { Heat } from './heat.ts'
import { HitCell } from './HitCell.tsx'
import { LaneCell } from './LaneCell.tsx'
import type { LanePiece } from './lanes.ts'
import styles from './listing.module.css'
import type { ListingHits, ListingRow } from './types.ts'
import { Words } from './Words.tsx'

/** What is done with a row, the same for all of them. */
export interface RowHandlers {
  readonly onToggle: (pc: number) => void
  readonly onRunTo: (pc: number) => void
  readonly onPointClause: (clause: number | null) => void
  readonly onPoint: (pc: number | null) => void
  readonly onKeyDown: (event: KeyboardEvent, pc: number) => void
  readonly onFocus: (pc: number) => void
}

export interface ListingLineProps extends RowHandlers {
  readonly row: ListingRow
  /** The program counter is here: the instruction is next, or the run ended with it. */
  readonly current: boolean
  readonly arrows: readonly ArrowPiece[]
  /** Of each piece of the arrows. */
  readonly heats: readonly Heat[]
  readonly lanes: readonly LanePiece[]
  readonly wide: boolean
  /** Null where there is no such column. */
  readonly hits: ListingHits | null
  /** It belongs to what is pointed at. */
  readonly lit: boolean
  /** The clause pointed at, for its colour. */
  readonly pointedClause: number | null
  /** The one line that Tab reaches. */
  readonly tabbable: boolean
  /** The run went from the line above into this one, from this one into the next. */
  readonly trailUp: boolean
  readonly trailDown: boolean
  /** Characters of a meaning that always fit. */
  readonly meaningFits: number
}

function lineClasses({ row, lit, pointedClause }: ListingLineProps): string {
  const state = row.state === null ? '' : (styles[row.state] ?? '')
  return [
    styles['line'],
    state,
    lit ? styles['lit'] : '',
    lit && pointedClause !== null ? clauseClass(pointedClause) : '',
  ].join(' ')
}

/** Characters that always fit into the column. Each element that clips costs at every frame, so these do not. */
const OPERAND_FITS = 12

function clipped(name: 'operand' | 'meaning', text: string, fits: number): string {
  return `${styles[name] ?? ''} ${text.length > fits ? (styles['long'] ?? '') : ''}`
}

function Target({ row, target }: { readonly row: ListingRow; readonly target: number | null }): ReactElement {
  const way = row.target === null ? '' : row.target !== target ? 'off' : row.state === 'next' ? 'will' : 'took'
  return (
    <span className={`${styles['target'] ?? ''} ${styles[way] ?? ''}`} role="cell">
      {target}
    </span>
  )
}

function Mark({ row }: { readonly row: ListingRow }): ReactElement | null {
  if (row.state === 'ran') return <DonePointer />
  if (row.state === 'next') return <NextPointer />
  return row.runs > 0 ? <ExecutedDot /> : null
}

export const ListingLine = memo(DrawnLine, (a, b) => {
  for (const key in b) {
    if (key === 'heats') continue
    if (!Object.is(a[key as keyof ListingLineProps], b[key as keyof ListingLineProps])) return false
  }
  return a.heats.every((heat, index) => heat === b.heats[index])
})

function DrawnLine(props: ListingLineProps): ReactElement {
  const { row, hits, trailUp, trailDown, onToggle, onKeyDown, onFocus, onPoint } = props
  return (
    <div
      role="row"
      className={lineClasses(props)}
      data-pc={row.pc}
      data-lit={props.lit ? true : undefined}
      aria-rowindex={row.pc + 2}
      aria-current={props.current ? 'step' : undefined}
      tabIndex={props.tabbable ? 0 : -1}
      onKeyDown={(event) => {
        onKeyDown(event, row.pc)
      }}
      onFocus={(event) => {
        onFocus(row.pc)
        if (event.currentTarget.matches(':focus-visible')) onPoint(row.pc)
      }}
      onBlur={() => {
        onPoint(null)
      }}
      onPointerEnter={() => {
        onPoint(row.pc)
      }}
      onPointerLeave={() => {
        onPoint(null)
      }}
      onDoubleClick={() => {
        props.onRunTo(row.pc)
      }}
    >
      <span role="cell" className={styles['gutter']}>
        <button
          type="button"
          tabIndex={-1}
          className={styles['breakpoint']}
          aria-pressed={row.breakpoint}
          aria-label={`Toggle breakpoint at ${formatPc(row.pc)}`}
          onClick={() => {
            onToggle(row.pc)
          }}
        >
          {row.breakpoint ? <BreakpointMark /> : <i className={styles['offer']} />}
        </button>
      </span>
      <LaneCell
        clauses={row.clauses}
        pieces={props.lanes}
        wide={props.wide}
        onPoint={(clause) => {
          // Off the lane the pointer is on the row still; leaving that too is told after this.
          if (clause === null) onPoint(row.pc)
          else props.onPointClause(clause)
        }}
      />
      <ArrowCell pieces={props.arrows} taken={row.target} heats={props.heats} />
      <span
        role="cell"
        className={`${styles['mark'] ?? ''} ${trailUp ? (styles['trailUp'] ?? '') : ''} ${trailDown ? (styles['trailDown'] ?? '') : ''}`}
      >
        <Mark row={row} />
      </span>
      <span role="cell" className={styles['pc']}>
        {formatPc(row.pc)}
      </span>
      <span role="cell" className={`${styles['op'] ?? ''} ${row.op.length > 4 ? (styles['longOp'] ?? '') : ''}`}>
        {row.op}
      </span>
      <span role="cell" className={clipped('operand', row.operand, OPERAND_FITS)}>
        {row.operand}
      </span>
      <Target row={row} target={row.jt} />
      <Target row={row} target={row.jf} />
      <span role="cell" className={clipped('meaning', row.meaning, props.meaningFits)} title={row.meaning}>
        <Words text={row.meaning} />
      </span>
      {hits !== null && (
        <HitCell hits={hits.rows[row.pc]} of={hits.of} ran={hits.ran} isTest={row.jt !== null && row.jf !== null} />
      )}
    </div>
  )
}
