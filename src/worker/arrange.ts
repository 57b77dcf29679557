/**
 * The packets in view, in their order: rows of the index, sorted by a column of numbers.
 */
import type { Arrangement } from './protocol.ts'
import { sortRows } from './sort-rows.ts'

/** What can be asked of a packet without its bytes. */
export interface SortKeys {
  readonly count: number
  /** Null for the order of the file. */
  readonly keyOf: ((row: number) => number) | null
  /** Whether the packet is in view. */
  readonly shows: ((row: number) => boolean) | null
}

/** Whether all packets are in view, in the order of the file. */
export function isOfFile({ sort, descending, show }: Arrangement): boolean {
  return sort === 'number' && !descending && show === 'all'
}

export function arrange({ count, keyOf, shows }: SortKeys, { descending }: Arrangement): Uint32Array {
  const rows = new Uint32Array(count)
  let shown = 0
  for (let row = 0; row < count; row++) if (shows === null || shows(row)) rows[shown++] = row
  const seen = rows.subarray(0, shown)
  if (keyOf === null) return descending ? seen.reverse() : seen
  const keys = new Float64Array(count)
  for (const row of seen) keys[row] = keyOf(row)
  // Equal ones stay in the order of the file, whichever way it is sorted.
  return sortRows(seen, keys, descending)
}
