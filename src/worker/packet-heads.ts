/**
 * The beginnings of a capture's packets in columns of a linear memory, so that a filter touches little of it
 * (`heads` in playground/bulk-filter.ts).
 */
import { HEAD_BYTES, MAX_BULK_PACKETS, copyHead, heads, putHead, type PacketIndex } from '../playground/index.ts'
import type { LinearMemory } from './linear-memory.ts'

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
  /** Byte of the file that comes next. */
  private position = 0
  /** What has come of the head of a packet that is not there yet, and the byte of the file that it begins with. */
  private readonly begun = new DataView(new ArrayBuffer(HEAD_BYTES))
  private begunFrom = 0

  constructor(linear: LinearMemory) {
    this.linear = linear
  }

  /**
   * The next piece of the file, in which more packets were found; false where there is no room for their heads. From
   * byte `neededFrom` of the file on there may be a packet that is still to be found.
   */
  keep({ count, columns: { offsets, caplens } }: PacketIndex, piece: Uint8Array, neededFrom: number): boolean {
    const { position } = this
    const bytes = new DataView(piece.buffer, piece.byteOffset, piece.length)
    while (this.rows < count) {
      const group = this.groupOf(this.rows)
      if (group === null) return false
      const first = this.rows - (this.rows % MAX_BULK_PACKETS)
      const end = Math.min(count, first + MAX_BULK_PACKETS)
      const { words } = this.linear
      for (let row = this.rows; row < end; row++) {
        const from = (offsets[row] ?? 0) - position
        const address = group.columns + (row - first) * 4
        words[group.caplens / 4 + row - first] = Math.min(caplens[row] ?? 0, HEAD_BYTES)
        if (from >= 0 && from + HEAD_BYTES <= piece.length) putHead(bytes, from, words, address)
        else putHead(this.collected(piece, from + position), 0, words, address)
      }
      this.rows = end
    }
    this.collected(piece, neededFrom)
    this.position += piece.length
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
    copyHead(this.linear.bytes, group.columns + (row % MAX_BULK_PACKETS) * 4, length, into, to)
    return length
  }

  /** What there is of a head that begins at a byte of the file, in this piece or in those before. */
  private collected(piece: Uint8Array, offset: number): DataView {
    const { begun, position } = this
    if (offset !== this.begunFrom) {
      if (offset < position) throw new Error(`Broken invariant: byte ${offset} of the file has gone by`)
      this.begunFrom = offset
    }
    const from = Math.max(offset, position)
    const end = offset + HEAD_BYTES
    if (from < end) new Uint8Array(begun.buffer).set(piece.subarray(from - position, end - position), from - offset)
    return begun
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
