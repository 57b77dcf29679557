/**
 * The columns of the packets table: how each value of a row is shown and changed.
 * Handlers come through the table's meta, so that the column definitions stay one constant.
 */
import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table'
import { AcceptDisc, CheckIcon, CrossIcon, DropRing, WarningIcon } from '../../marks/index.ts'
import { ClauseHeads, ClauseMarks } from './ClauseMarks.tsx'
import type { Expected, PacketHandlers, PacketRowProps } from './types.ts'
import styles from './packets.module.css'

export const features = tableFeatures({ tableMeta: metaHelper<PacketHandlers>() })

const column = createColumnHelper<typeof features, PacketRowProps>()

export const columns = column.columns([
  column.accessor('holds', {
    header: () => <span className="visually-hidden">As expected</span>,
    cell: ({ getValue }) => <Holds holds={getValue()} />,
  }),
  column.accessor('name', {
    header: 'Frame',
    cell: ({ row, table }) => (
      <button
        type="button"
        className={styles['pick']}
        aria-pressed={row.original.selected}
        onClick={() => table.options.meta?.onSelect(row.original.id)}
      >
        {row.original.name}
      </button>
    ),
  }),
  column.accessor('clauses', {
    header: ({ table }) => <ClauseHeads count={clausesIn(table.options.data)} />,
    cell: ({ getValue }) => <ClauseMarks marks={getValue()} />,
  }),
  column.accessor('verdict', { header: 'Verdict', cell: ({ getValue }) => <Verdict verdict={getValue()} /> }),
  column.accessor('expected', {
    header: 'Expected',
    cell: ({ row, table }) => (
      <select
        aria-label={`Expected verdict of ${row.original.name}`}
        value={row.original.expected}
        onChange={(event) => {
          const expected = EXPECTATIONS.find((choice) => choice.value === event.target.value)
          if (expected !== undefined) table.options.meta?.onExpect(row.original.id, expected.value)
        }}
      >
        {EXPECTATIONS.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    ),
  }),
  column.accessor('steps', { header: 'Steps', cell: ({ getValue }) => getValue()?.toLocaleString('en') ?? '' }),
])

/** So many have marks in each row. */
export function clausesIn(rows: readonly PacketRowProps[]): number {
  return rows[0]?.clauses.length ?? 0
}

const EXPECTATIONS: readonly { readonly value: Expected; readonly title: string }[] = [
  { value: 'any', title: 'Any' },
  { value: 'accept', title: 'Accept' },
  { value: 'drop', title: 'Drop' },
]

function Holds({ holds }: { readonly holds: boolean | null }) {
  if (holds === null) return null
  return holds ? <CheckIcon small label="as expected" /> : <CrossIcon small label="not as expected" />
}

function Verdict({ verdict }: { readonly verdict: PacketRowProps['verdict'] }) {
  if (verdict === null) return null
  return (
    <span className={`${styles['verdict']} ${verdict.kind === 'error' ? styles['error'] : ''}`} title={verdict.text}>
      {verdict.kind === 'accept' ? <AcceptDisc /> : null}
      {verdict.kind === 'drop' ? <DropRing /> : null}
      {verdict.kind === 'error' ? <WarningIcon small /> : null}
      {VERDICT_WORDS[verdict.kind]}
    </span>
  )
}

const VERDICT_WORDS = { accept: 'Accept', drop: 'Drop', error: 'Error' }
