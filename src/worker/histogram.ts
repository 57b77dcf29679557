/** Matches over time. */
import type { PacketIndex } from '../playground/index.ts'
import type { Histogram } from './protocol.ts'

const BARS = 48

/** Null where all packets have the same time. Those that have none are left out. */
export function histogramOf({ columns, count }: PacketIndex, verdicts: Uint32Array): Histogram | null {
  const { seconds, nanoseconds } = columns
  const timeOf = (row: number): number => (seconds[row] ?? 0) + (nanoseconds[row] ?? 0) * 1e-9
  let first = Infinity
  let last = -Infinity
  for (let row = 0; row < count; row++) {
    const time = timeOf(row)
    if (time === 0) continue
    if (time < first) first = time
    if (time > last) last = time
  }
  const span = last - first
  if (!(span > 0)) return null
  const scale = BARS / span
  const all = new Uint32Array(BARS)
  const matches = new Uint32Array(BARS)
  for (let row = 0; row < count; row++) {
    const time = timeOf(row)
    if (time === 0) continue
    const bar = Math.min(BARS - 1, Math.floor((time - first) * scale))
    all[bar] = (all[bar] ?? 0) + 1
    if (verdicts[row] !== 0) matches[bar] = (matches[bar] ?? 0) + 1
  }
  return { seconds: span, all, matches }
}
