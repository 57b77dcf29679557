/** Matches over time. */
import type { PacketIndex } from '../playground/index.ts'
import type { Histogram } from './protocol.ts'

const BARS = 48

/** Null where all packets have the same time. */
export function histogramOf({ columns, count }: PacketIndex, verdicts: Uint32Array): Histogram | null {
  const timeOf = (row: number): number => (columns.seconds[row] ?? 0) + (columns.nanoseconds[row] ?? 0) / 1e9
  let first = Infinity
  let last = -Infinity
  for (let row = 0; row < count; row++) {
    first = Math.min(first, timeOf(row))
    last = Math.max(last, timeOf(row))
  }
  const seconds = last - first
  if (!(seconds > 0)) return null
  const all = new Uint32Array(BARS)
  const matches = new Uint32Array(BARS)
  for (let row = 0; row < count; row++) {
    const bar = Math.min(BARS - 1, Math.floor(((timeOf(row) - first) / seconds) * BARS))
    all[bar] = (all[bar] ?? 0) + 1
    if (verdicts[row] !== 0) matches[bar] = (matches[bar] ?? 0) + 1
  }
  return { seconds, all, matches }
}
