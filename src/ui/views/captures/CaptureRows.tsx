/**
 * The packets of a capture, as two row groups of the packets table: their heads, which sort, and those of the rows
 * that are in view. Roles are written out, since browsers forget them for tables that are laid out otherwise.
 */
import { FlexRender, useTable, type Row } from '@tanstack/react-table'
import {
  memo,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { columns, features } from './capture-columns.tsx'
import { farAndNear, spaceHeight, type RowWindow } from './row-window.ts'
import type { CaptureColumn, CaptureRowProps, CaptureSort } from './types.ts'
import styles from './captures.module.css'

export const ROW_HEIGHT = 44

export interface CaptureRowsProps {
  readonly total: number
  readonly window: RowWindow
  /** Those in the window and around it, or of one a moment ago. */
  readonly rows: readonly CaptureRowProps[]
  /** Where the first of them stands. */
  readonly from: number
  readonly sort: CaptureSort
  /** The order is being made; how far that is, 0 … 1, where it takes a while. */
  readonly busy: boolean
  readonly progress: number | null
  /** Number of the packet in view, if it is one of the capture. */
  readonly chosen: number | null
  readonly onSort: (sort: CaptureSort) => void
  readonly onChoose: (number: number) => void
  /** An arrow key: the packet so many rows further. */
  readonly onMove: (from: number, by: number) => void
}

export function CaptureRows(props: CaptureRowsProps) {
  const { total, window, rows, from, sort, busy, progress, chosen, onSort } = props
  const table = useTable({ features, columns, data: rows, getRowId: (row) => String(row.number) })
  // Where none of them is in the window, as while the scroll bar is dragged, they stand in for those that will be.
  const overlaps = from < window.from + window.count && from + rows.length > window.from
  const first = overlaps ? from : window.from
  const shown = table.getRowModel().rows.slice(Math.max(0, window.from - first), window.from + window.count - first)
  const skipped = Math.max(0, window.from - first)
  const { far, near } = farAndNear(window.top + (first - window.from) * ROW_HEIGHT)
  const latest = useLatest(props)
  const space = useRef<HTMLTableSectionElement>(null)
  /** Place of the row that has the focus, or had it when it was scrolled away; nobody has gone elsewhere since. */
  const focused = useRef<number | null>(null)
  useLayoutEffect(() => {
    // The row is gone and the focus with it: the next key is heard all the same, and goes on from there.
    if (focused.current !== null && document.activeElement === document.body) {
      space.current?.focus({ preventScroll: true })
    }
  })
  const handlers = useMemo(
    (): RowHandlers => ({
      onChoose: (number) => {
        latest.current.onChoose(number)
      },
      onMove: (place, by) => {
        latest.current.onMove(place, by)
      },
      onFocus: (place) => {
        focused.current = place
      },
    }),
    [latest],
  )
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
                <Head id={header.column.id} sort={sort} busy={busy} progress={progress} onSort={onSort}>
                  <table.FlexRender header={header} />
                </Head>
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody
        ref={space}
        role="rowgroup"
        className={styles['space']}
        data-capture-space=""
        aria-busy={busy}
        // It has the focus while the row that had it, or is to have it, is not there.
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.target === event.currentTarget) move(event, focused.current ?? window.from, latest.current.onMove)
        }}
        // React tells of no blur for what it takes away itself.
        onBlur={() => {
          focused.current = null
        }}
        style={
          {
            height: spaceHeight(total, ROW_HEIGHT),
            '--far': `${String(far)}px`,
            '--shift': `${String(near)}px`,
          } as CSSProperties
        }
      >
        {shown.map((row, index) => (
          <CaptureRow
            key={row.id}
            row={row}
            place={first + skipped + index}
            top={(skipped + index) * ROW_HEIGHT}
            isChosen={row.original.number === chosen}
            {...handlers}
          />
        ))}
      </tbody>
    </>
  )
}

interface RowHandlers extends Pick<CaptureRowsProps, 'onChoose' | 'onMove'> {
  readonly onFocus: (place: number) => void
}

interface CaptureRowOwnProps extends RowHandlers {
  readonly row: Row<typeof features, CaptureRowProps>
  /** In the order of the table, from 0. */
  readonly place: number
  /** Pixels below the first of the rows that were given. */
  readonly top: number
  readonly isChosen: boolean
}

/** Scrolling moves all rows together, by properties of what holds them: none is rendered again for it. */
const CaptureRow = memo(function CaptureRow(props: CaptureRowOwnProps) {
  const { row, place, top, isChosen, onChoose, onMove, onFocus } = props
  const { number, holds } = row.original
  return (
    <tr
      role="row"
      className={styles['row']}
      style={{ '--top': `${String(top)}px` } as CSSProperties}
      aria-current={isChosen ? 'true' : undefined}
      data-selected={isChosen ? '' : undefined}
      data-fails={holds === false ? '' : undefined}
      onFocus={() => {
        onFocus(place)
      }}
    >
      {row.getAllCells().map((cell) => (
        <td key={cell.id} role={cell.column.id === 'number' ? 'rowheader' : 'cell'} data-column={cell.column.id}>
          {cell.column.id === 'number' ? (
            <button
              type="button"
              className={styles['pick']}
              aria-label={`Packet ${number.toLocaleString('en')}`}
              aria-pressed={isChosen}
              data-packet={number}
              onClick={() => {
                onChoose(number)
              }}
              onKeyDown={(event) => {
                move(event, place, onMove)
              }}
            >
              <FlexRender cell={cell} />
            </button>
          ) : (
            <FlexRender cell={cell} />
          )}
        </td>
      ))}
    </tr>
  )
})

/** What it was given last, for handlers that stay the same. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}

function move(event: KeyboardEvent, place: number, onMove: CaptureRowsProps['onMove']): void {
  const by = MOVES[event.key]
  if (by === undefined) return
  event.preventDefault()
  onMove(place, by)
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
  readonly busy: boolean
  readonly progress: number | null
  readonly onSort: (sort: CaptureSort) => void
  readonly children: ReactNode
}

function Head({ id, sort, busy, progress, onSort, children }: HeadProps) {
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
      {sorted && busy && (
        <span role="status" className={styles['sorting']}>
          {progress === null ? (
            'sorting…'
          ) : (
            // For the eye: a status would say each of them, and there is no room for both.
            <>
              <span className="visually-hidden">sorting…</span>
              <span aria-hidden="true">{Math.floor(100 * progress)} %</span>
            </>
          )}
        </span>
      )}
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
