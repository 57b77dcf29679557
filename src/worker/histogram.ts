/** Packets over time, in stretches of the same length: which one each packet falls into, and how many match. */
import { NO_TIME, type PacketIndex } from '../playground/index.ts'
import type { Histogram } from './protocol.ts'

const BARS = 48
/** In the place of a bar's number: some packets of pcapng have no time. */
const UNTIMED = 255

/** Rows that are looked at between two rests. */
const SLICE = 65_536

interface PacketBars {
  /** From the first packet to the last; not above 0 where there are not two times. */
  readonly seconds: number
  /** For each row the number of its bar. */
  readonly bars: Uint8Array
  /** For each bar its packets. */
  readonly all: Uint32Array
}

/** The bars of a capture that has been read: found once, since the times of its packets do not change. */
export class Bars {
  found: PacketBars | null = null
  private finding: Promise<PacketBars> | null = null

  async of(packets: PacketIndex, rest: () => Promise<void>): Promise<PacketBars> {
    if (this.found !== null) return this.found
    this.finding ??= barsOf(packets, rest)
    try {
      return (this.found = await this.finding)
    } finally {
      this.finding = null
    }
  }
}

/** Packets that have no time are left out. */
async function barsOf({ columns, count }: PacketIndex, rest: () => Promise<void>): Promise<PacketBars> {
  const timeOf = (row: number): number => (columns.seconds[row] ?? 0) + (columns.nanoseconds[row] ?? 0) * 1e-9
  let first = Infinity
  let last = -Infinity
  for (let from = 0; from < count; from += SLICE) {
    const to = Math.min(from + SLICE, count)
    for (let row = from; row < to; row++) {
      const time = timeOf(row)
      if (time === NO_TIME) continue
      if (time < first) first = time
      if (time > last) last = time
    }
    await rest()
  }
  const seconds = last - first
  const scale = BARS / seconds
  const bars = new Uint8Array(count).fill(UNTIMED)
  const all = new Uint32Array(BARS)
  for (let from = 0; from < count; from += SLICE) {
    const to = Math.min(from + SLICE, count)
    for (let row = from; row < to; row++) {
      const time = timeOf(row)
      if (time === NO_TIME) continue
      const bar = Math.min(BARS - 1, Math.floor((time - first) * scale))
      bars[row] = bar
      all[bar] = (all[bar] ?? 0) + 1
    }
    await rest()
  }
  return { seconds, bars, all }
}

/** Null where all packets have the same time. */
export function histogramOf({ seconds, bars, all }: PacketBars, verdicts: Uint32Array): Histogram | null {
  if (!(seconds > 0)) return null
  const matches = new Uint32Array(UNTIMED + 1)
  bars.forEach((bar, row) => {
    if (verdicts[row] !== 0) matches[bar] = (matches[bar] ?? 0) + 1
  })
  return { seconds, all, matches: matches.slice(0, BARS) }
}
