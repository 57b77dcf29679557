/**
 * Some rows of the listing that are laid out and painted on their own: a step touches one or two blocks, and what the
 * others were drawn as is taken over whole. A row is not on its own: to take it over would cost what it takes to draw.
 */
import { memo, type ReactElement } from 'react'
import type { Heat } from './heat.ts'
import type { ListingLayout } from './layout.ts'
import { ListingLine, type RowHandlers } from './ListingLine.tsx'
import styles from './listing.module.css'
import type { ListingHits, ListingRow } from './types.ts'
import type { ArrowPiece } from './arrows.ts'

/** Rows of a block. */
export const BLOCK = 8

export interface ListingBlockProps extends RowHandlers {
  /** Its first row. */
  readonly from: number
  /** Of the whole program. */
  readonly rows: readonly ListingRow[]
  readonly layout: ListingLayout
  readonly heatOf: (pc: number, piece: ArrowPiece) => Heat
  readonly hits: ListingHits | null
  readonly lit: ReadonlySet<number>
  readonly pointedClause: number | null
  readonly currentPc: number | null
  /** The row that Tab reaches. */
  readonly tabStop: number
  /** Characters of a meaning that always fit. */
  readonly meaningFits: number
}

const NOTHING: readonly never[] = []

function isIn(from: number, pc: number | null): boolean {
  return pc !== null && pc >= from && pc < from + BLOCK
}

/** Whether a block says what it said before. Where there are jump lines its rows are asked instead. */
function isSame(a: ListingBlockProps, b: ListingBlockProps): boolean {
  if (b.layout.arrows.lanes > 0) return false
  for (const key in b) {
    const [old, fresh] = [a[key as keyof ListingBlockProps], b[key as keyof ListingBlockProps]]
    if (key === 'rows' || key === 'heatOf' || Object.is(old, fresh)) continue
    if (key !== 'currentPc' && key !== 'tabStop') return false
    if (isIn(a.from, old as number | null) || isIn(b.from, fresh as number | null)) return false
  }
  // The row before says whether the trail comes from there.
  for (let pc = b.from - 1; pc < b.from + BLOCK; pc++) if (a.rows[pc] !== b.rows[pc]) return false
  return true
}

export const ListingBlock = memo(DrawnBlock, isSame)

function DrawnBlock(props: ListingBlockProps): ReactElement {
  const { from, rows, layout, heatOf } = props
  const went = (pc: number): boolean => (rows[pc]?.runs ?? 0) > 0 && rows[pc]?.target === pc + 1
  return (
    <div className={styles['block']}>
      {rows.slice(from, from + BLOCK).map((row) => (
        <ListingLine
          key={row.pc}
          row={row}
          current={row.pc === props.currentPc}
          arrows={layout.arrows.pieces[row.pc] ?? NOTHING}
          heats={layout.arrows.pieces[row.pc]?.map((piece) => heatOf(row.pc, piece)) ?? NOTHING}
          lanes={layout.lanes.pieces[row.pc] ?? NOTHING}
          wide={layout.lanes.wide}
          hits={props.hits}
          lit={props.lit.has(row.pc)}
          pointedClause={props.pointedClause}
          tabbable={row.pc === props.tabStop}
          trailUp={went(row.pc - 1)}
          trailDown={went(row.pc)}
          meaningFits={props.meaningFits}
          onToggle={props.onToggle}
          onRunTo={props.onRunTo}
          onPointClause={props.onPointClause}
          onPoint={props.onPoint}
          onKeyDown={props.onKeyDown}
          onFocus={props.onFocus}
        />
      ))}
    </div>
  )
}
