/**
 * The packets of a capture, as two row groups of the packets table: their heads, which sort, and those of the rows
 * that are in view. Roles are written out, since browsers forget them for tables that are laid out otherwise.
 */
import { useTable } from '@tanstack/react-table'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { columns, features } from './capture-columns.tsx'
import { spaceHeight, type RowWindow } from './row-window.ts'
import type { CaptureColumn, CaptureRowProps, CaptureSort } from './types.ts'
import styles from './captures.module.css'

export const ROW_HEIGHT = 44

export interface CaptureRowsProps {
  readonly total: number
  readonly window: RowWindow
  /** Those in the window, or of one a moment ago. */
  readonly rows: readonly CaptureRowProps[]
  /** Where the first of them stands. */
  readonly from: number
  readonly sort: CaptureSort
  /** Number of the packet in view, if it is one of the capture. */
  readonly chosen: number | null
  readonly onSort: (sort: CaptureSort) => void
  readonly onChoose: (number: number) => void
  /** An arrow key: the packet so many rows further. */
  readonly onMove: (from: number, by: number) => void
}

export function CaptureRows(props: CaptureRowsProps) {
  const { total, window, rows, from, sort, chosen, onSort, onChoose, onMove } = props
  const table = useTable({ features, columns, data: rows, getRowId: (row) => String(row.number) })
  const move = (event: KeyboardEvent, index: number): void => {
    const by = MOVES[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(index, by)
  }
  return (
    <>
      <thead role="rowgroup" className={styles['heads']}>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row" className={styles['headRow']}>
            {group.headers.map((header) => (
              <th
                key={header.id}
                role="columnheader"
                data-column={header.column.id}
                aria-sort={header.column.id !== sort.sort ? undefined : sort.descending ? 'descending' : 'ascending'}
              >
                <Head id={header.column.id} sort={sort} onSort={onSort}>
                  <table.FlexRender header={header} />
                </Head>
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody
        role="rowgroup"
        className={styles['space']}
        data-capture-space=""
        style={{ height: spaceHeight(total, ROW_HEIGHT) }}
      >
        {table.getRowModel().rows.map((row, index) => {
          const { number } = row.original
          const place = from + index
          const top = window.top + (place - window.from) * ROW_HEIGHT
          return (
            <tr
              key={row.id}
              role="row"
              className={styles['row']}
              style={{ '--top': `${String(top)}px` } as CSSProperties}
              aria-current={number === chosen ? 'true' : undefined}
              data-selected={number === chosen ? '' : undefined}
              data-fails={row.original.holds === false ? '' : undefined}
            >
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  role={cell.column.id === 'number' ? 'rowheader' : 'cell'}
                  data-column={cell.column.id}
                >
                  {cell.column.id === 'number' ? (
                    <button
                      type="button"
                      className={styles['pick']}
                      aria-label={`Packet ${number.toLocaleString('en')}`}
                      aria-pressed={number === chosen}
                      data-packet={number}
                      onClick={() => {
                        onChoose(number)
                      }}
                      onKeyDown={(event) => {
                        move(event, place)
                      }}
                    >
                      <table.FlexRender cell={cell} />
                    </button>
                  ) : (
                    <table.FlexRender cell={cell} />
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </>
  )
}

const MOVES: Readonly<Partial<Record<string, number>>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
}

const SORTED: readonly string[] = ['number', 'time', 'source', 'destination', 'protocol', 'length', 'verdict', 'steps']

function isSorted(id: string): id is CaptureColumn {
  return SORTED.includes(id)
}

interface HeadProps {
  readonly id: string
  readonly sort: CaptureSort
  readonly onSort: (sort: CaptureSort) => void
  readonly children: ReactNode
}

function Head({ id, sort, onSort, children }: HeadProps) {
  if (!isSorted(id)) return children
  const sorted = sort.sort === id
  return (
    <button
      type="button"
      className={styles['sort']}
      onClick={() => {
        onSort({ sort: id, descending: sorted && !sort.descending })
      }}
    >
      {children}
      <svg
        className={styles['arrow']}
        data-sorted={sorted ? '' : undefined}
        width="7"
        height="5"
        viewBox="0 0 7 5"
        aria-hidden="true"
      >
        <path d={sorted && sort.descending ? 'M0 0h7L3.500 5z' : 'M0 5h7L3.500 0z'} />
      </svg>
    </button>
  )
}
