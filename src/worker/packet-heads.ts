/**
 * The beginnings of a capture's packets in columns of a linear memory, so that a filter touches little of it
 * (`heads` in playground/bulk-filter.ts).
 */
import { HEAD_BYTES, MAX_BULK_PACKETS, headAt, heads, putHead, type PacketIndex } from '../playground/index.ts'
import type { LinearMemory } from './linear-memory.ts'
import type { PassingBytes } from './passing-bytes.ts'

/** Bytes that heads take at most: those of some fifteen million packets. */
export const MOST_OF_HEADS = 1024 ** 3
const COLUMNS = (HEAD_BYTES / 4) * heads.stride
const LENGTHS = MAX_BULK_PACKETS * 4

/** MAX_BULK_PACKETS packets: addresses of the columns of their heads, and of the table of how long these are. */
export interface HeadGroup {
  readonly columns: number
  readonly caplens: number
}

export class PacketHeads {
  /** Packets whose heads are here: those from the first on. */
  rows = 0
  private readonly groups: HeadGroup[] = []
  private readonly linear: LinearMemory

  constructor(linear: LinearMemory) {
    this.linear = linear
  }

  /** Of the packets found since, which have passed whole; false where there is no room. */
  keep({ count, columns: { offsets, caplens } }: PacketIndex, { shift }: PassingBytes): boolean {
    while (this.rows < count) {
      const group = this.groupOf(this.rows)
      if (group === null) return false
      const first = this.rows - (this.rows % MAX_BULK_PACKETS)
      const end = Math.min(count, first + MAX_BULK_PACKETS)
      const { words, view } = this.linear
      for (let row = this.rows; row < end; row++) {
        const length = Math.min(caplens[row] ?? 0, HEAD_BYTES)
        putHead(view, words, (offsets[row] ?? 0) + shift, length, group.columns + (row - first) * 4)
        words[group.caplens / 4 + row - first] = length
      }
      this.rows = end
    }
    return true
  }

  /** The group that begins at a row; null where not all of its packets, `rows` in number, have their heads here. */
  groupAt(row: number, rows: number): HeadGroup | null {
    return row + rows <= this.rows ? (this.groups[row / MAX_BULK_PACKETS] ?? null) : null
  }

  /** Copies the head of a packet of so many bytes to another place, and tells how long it is. */
  copy(row: number, caplen: number, into: Uint8Array, to: number): number {
    const group = this.groups[Math.floor(row / MAX_BULK_PACKETS)]
    if (group === undefined) throw new Error(`Broken invariant: the head of row ${row} is not here`)
    const length = Math.min(caplen, HEAD_BYTES)
    into.set(headAt(this.linear.bytes, group.columns + (row % MAX_BULK_PACKETS) * 4, length), to)
    return length
  }

  private groupOf(row: number): HeadGroup | null {
    const number = Math.floor(row / MAX_BULK_PACKETS)
    const there = this.groups[number]
    if (there !== undefined) return there
    if ((number + 1) * (COLUMNS + LENGTHS) > MOST_OF_HEADS) return null
    const columns = this.linear.reserve(COLUMNS)
    const caplens = this.linear.reserve(LENGTHS)
    if (columns === null || caplens === null) return null
    return (this.groups[number] = { columns, caplens })
  }
}
