/** The columns of a capture's packets, in the order in which a screen reader tells them. */
import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { AcceptDisc, CheckIcon, CrossIcon, DropRing } from '../../marks/index.ts'
import type { CaptureRowProps } from './types.ts'
import styles from './captures.module.css'

export const features = tableFeatures({})

const column = createColumnHelper<typeof features, CaptureRowProps>()

export const columns = column.columns([
  column.accessor('number', { header: 'No.', cell: ({ getValue }) => getValue().toLocaleString('en') }),
  column.accessor('time', { header: 'Time', cell: ({ getValue }) => getValue()?.toFixed(6) ?? '' }),
  column.accessor('source', { header: 'Source' }),
  column.accessor('destination', { header: 'Destination' }),
  column.accessor('protocol', { header: 'Protocol', cell: ({ getValue }) => getValue() || 'data' }),
  column.accessor('info', { header: 'Summary' }),
  column.accessor('length', { header: 'Length', cell: ({ row }) => <Length {...row.original} /> }),
  column.accessor('verdict', { header: 'Verdict', cell: ({ row }) => <Verdict {...row.original} /> }),
  column.accessor('steps', {
    header: 'Steps',
    cell: ({ row }) => (row.original.verdict === null ? '' : row.original.steps),
  }),
])

function Length({ length, caplen }: CaptureRowProps) {
  if (caplen === length) return length
  return (
    <span
      title={`${String(caplen)} of its ${String(length)} bytes were captured`}
    >{`${String(caplen)}/${String(length)}`}</span>
  )
}

function Verdict({ verdict, holds }: CaptureRowProps) {
  if (verdict === null) return <span title="The program does not get this packet to see">not run</span>
  return (
    <span className={styles['verdict']}>
      {verdict === 0 ? <DropRing /> : <AcceptDisc />}
      {verdict === 0 ? 'Drop' : 'Accept'}
      {holds === true && <CheckIcon small label="as expected" />}
      {holds === false && <CrossIcon small label="not as expected" />}
    </span>
  )
}
