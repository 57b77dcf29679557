/**
 * The packets as a table: each frame with its verdict, the expected one, and the steps it took.
 * The table's model is TanStack's; the markup is ours. Roles are written out because the rows are laid out as grids,
 * and browsers do not keep a table's meaning through `display: grid`.
 */
import { useTable } from '@tanstack/react-table'
import type { CSSProperties, ReactNode } from 'react'
import { clausesIn, columns, features } from './columns.tsx'
import type { PacketHandlers, PacketRowProps } from './types.ts'
import styles from './packets.module.css'

export interface PacketTableProps {
  readonly rows: readonly PacketRowProps[]
  readonly handlers: PacketHandlers
  /** Further row groups: the packets of a capture. */
  readonly captured: ReactNode
  /** The frames are out of view, for the sake of those. */
  readonly folded: boolean
}

export function PacketTable({ rows, handlers, captured, folded }: PacketTableProps) {
  const clauses = clausesIn(rows)
  const table = useTable({ features, columns, data: rows, meta: handlers, getRowId: (row) => row.id })
  return (
    <table
      role="table"
      aria-label="Packets"
      className={styles['table']}
      style={{ '--marks': clauses } as CSSProperties}
      data-clauses={clauses > 3 ? 'many' : clauses > 0 ? 'some' : undefined}
    >
      <thead role="rowgroup" hidden={folded}>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row" className={styles['headRow']}>
            {group.headers.map((header) => (
              <th key={header.id} role="columnheader" data-column={header.column.id}>
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" hidden={folded}>
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            role="row"
            className={styles['row']}
            aria-current={row.original.selected ? 'true' : undefined}
            data-selected={row.original.selected ? '' : undefined}
            data-fails={row.original.holds === false ? '' : undefined}
          >
            {row.getAllCells().map((cell) => (
              <td key={cell.id} role={cell.column.id === 'name' ? 'rowheader' : 'cell'} data-column={cell.column.id}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
            <td role="cell" className={styles['detail']}>
              <Detail row={row.original} handlers={handlers} />
            </td>
          </tr>
        ))}
      </tbody>
      {captured}
    </table>
  )
}

function Detail({ row, handlers }: { readonly row: PacketRowProps; readonly handlers: PacketHandlers }) {
  return (
    <>
      <span className={styles['summary']}>{row.summary}</span>
      <span className={styles['own']}>
        {row.own === 'edited' ? (
          <button
            type="button"
            aria-label={`Revert ${row.name}`}
            onClick={() => {
              handlers.onRevert(row.id)
            }}
          >
            Revert
          </button>
        ) : null}
        {row.own === 'added' ? (
          <button
            type="button"
            aria-label={`Remove ${row.name}`}
            onClick={() => {
              handlers.onRemove(row.id)
            }}
          >
            Remove
          </button>
        ) : null}
        <span className={styles['facts']}>
          {row.file === null ? null : (
            <>
              <span className={styles['file']} title={row.file}>
                of {row.file}
              </span>
              {', '}
            </>
          )}
          {row.own === 'edited' ? 'edited, ' : ''}
          {row.remark === null ? '' : `${row.remark}, `}
          {row.length} bytes
        </span>
      </span>
    </>
  )
}
