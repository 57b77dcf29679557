/**
 * One row of bytes: offset, cells, the captions under them, and the same bytes as text.
 */
import { memo, type CSSProperties, type ReactElement } from 'react'
import { asciiOf, type ByteCell, type ByteRow, type Bytes } from './byte-layout.ts'
import styles from './bytes.module.css'

export interface ByteLineProps {
  readonly row: ByteRow
  readonly perRow: 8 | 16
  readonly load: Bytes | null
  readonly earlier: readonly Bytes[]
  readonly lit: readonly Bytes[]
  readonly focused: number
  readonly pending: { readonly offset: number; readonly digit: number } | null
  readonly onGo: (offset: number) => void
  readonly onFocus: (offset: number) => void
  readonly onPoint: (bytes: Bytes | null) => void
}

function within(bytes: Bytes | null, offset: number): boolean {
  return bytes !== null && offset >= bytes.from && offset < bytes.to
}

/** Sixteen bytes have a gap in the middle, which is a column of its own. */
function columnOf(index: number, perRow: number): number {
  return index + 1 + (perRow === 16 && index >= 8 ? 1 : 0)
}

function cellClasses(cell: ByteCell, { load, earlier, lit, pending }: ByteLineProps): string {
  const loaded = within(load, cell.offset)
  const names = [
    'byte',
    cell.first ? 'first' : '',
    cell.last ? 'last' : '',
    loaded ? 'load' : earlier.some((range) => within(range, cell.offset)) ? 'read' : '',
    loaded && cell.offset === load?.from ? 'loadFirst' : '',
    loaded && cell.offset + 1 === load?.to ? 'loadLast' : '',
    lit.some((range) => within(range, cell.offset)) ? 'lit' : '',
    pending?.offset === cell.offset ? 'pending' : '',
  ]
  return names.map((name) => styles[name] ?? '').join(' ')
}

function Cell({ cell, column, line }: { cell: ByteCell; column: number; line: ByteLineProps }): ReactElement {
  const hex = cell.value.toString(16).padStart(2, '0')
  const text = line.pending?.offset === cell.offset ? `${line.pending.digit.toString(16)}_` : hex
  const pointed = cell.field ?? { from: cell.offset, to: cell.offset + 1 }
  const tint = cell.tint === null ? undefined : `var(${cell.tint})`
  return (
    <span
      role="gridcell"
      aria-selected={within(line.load, cell.offset)}
      aria-colindex={(cell.offset % line.perRow) + 1}
      tabIndex={cell.offset === line.focused ? 0 : -1}
      title={`byte ${String(cell.offset)}${cell.field === null ? '' : `, ${cell.field.name}`}`}
      className={cellClasses(cell, line)}
      style={{ gridColumn: column, '--f': tint } as CSSProperties}
      data-offset={cell.offset}
      data-lit={line.lit.some((range) => within(range, cell.offset)) ? '' : undefined}
      onFocus={(event) => {
        line.onFocus(cell.offset)
        if (event.currentTarget.matches(':focus-visible')) line.onPoint(pointed)
      }}
      onClick={() => {
        line.onGo(cell.offset)
      }}
      onPointerEnter={() => {
        line.onPoint(pointed)
      }}
    >
      {text}
    </span>
  )
}

function Ascii({ cells, load }: { cells: readonly ByteCell[]; load: Bytes | null }): ReactElement {
  return (
    <span className={styles['ascii']} aria-hidden="true">
      {cells.map(({ offset, value }) => {
        const text = asciiOf(value)
        const names = [
          text === '.' ? 'dot' : '',
          within(load, offset) ? 'load' : '',
          offset === load?.from ? 'loadFirst' : '',
          offset + 1 === load?.to ? 'loadLast' : '',
        ]
        return (
          <i key={offset} className={names.map((name) => styles[name] ?? '').join(' ')}>
            {text}
          </i>
        )
      })}
    </span>
  )
}

/** What of the bytes lies in the row. */
function part(bytes: Bytes, { offset, cells }: ByteRow): string {
  const from = Math.max(bytes.from, offset)
  const to = Math.min(bytes.to, offset + cells.length)
  return from < to ? `${String(from)}-${String(to)}` : ''
}

/** What the row says of all that changes from step to step; a row that says the same is not rendered again. */
function saidBy({ row, load, earlier, lit, focused, pending }: ByteLineProps): string {
  const isHere = (offset: number): boolean => within({ from: row.offset, to: row.offset + row.cells.length }, offset)
  const parts = (list: readonly Bytes[]): string =>
    list
      .map((each) => part(each, row))
      .filter((each) => each !== '')
      .join()
  const here = isHere(focused) ? focused : ''
  const typed = pending !== null && isHere(pending.offset) ? `${String(pending.offset)}=${String(pending.digit)}` : ''
  return [load === null ? '' : part(load, row), parts(earlier), parts(lit), here, typed].join(' ')
}

export const ByteLine = memo(
  DrawnRow,
  (a, b) =>
    a.row === b.row &&
    a.perRow === b.perRow &&
    a.onGo === b.onGo &&
    a.onFocus === b.onFocus &&
    a.onPoint === b.onPoint &&
    saidBy(a) === saidBy(b),
)

function DrawnRow(props: ByteLineProps): ReactElement {
  const { row, perRow } = props
  return (
    <div role="row" className={styles['row']}>
      <span role="rowheader" className={styles['offset']}>
        {row.offset.toString(16).padStart(4, '0')}
      </span>
      <div role="presentation" className={styles['cells']}>
        {row.cells.map((cell, index) => (
          <Cell key={cell.offset} cell={cell} column={columnOf(index, perRow)} line={props} />
        ))}
        {row.captions.map((caption) => (
          <span
            key={caption.from}
            aria-hidden="true"
            className={styles['caption']}
            style={{
              gridColumn: `${String(columnOf(caption.from, perRow))} / ${String(columnOf(caption.to - 1, perRow) + 1)}`,
            }}
          >
            {caption.text}
          </span>
        ))}
      </div>
      <Ascii cells={row.cells} load={props.load} />
    </div>
  )
}
