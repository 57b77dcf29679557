/**
 * The beginnings of a capture's packets in columns of a linear memory, so that a filter touches little of it
 * (playground/head-columns.ts).
 */
import {
  HEAD_BYTES,
  MAX_BULK_PACKETS,
  copyHead,
  createPutHeads,
  heads,
  type PacketIndex,
  type PutHeads,
} from '../playground/index.ts'
import { PART_BYTES } from './file-chunks.ts'
import { reserved, type LinearMemory } from './linear-memory.ts'

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
  private readonly putHeads: PutHeads
  /** Address of a table of addresses of packets, of which three more may be looked at than there are. */
  private readonly table: number
  /** Room for a piece of the file, and for HEAD_BYTES behind it. */
  private room: { readonly address: number; readonly size: number }
  /** Byte of the file that comes next. */
  private position = 0
  /** Address of what has come of a head that is not there yet, and the byte of the file that it begins with. */
  private readonly begun: number
  private begunFrom = 0

  constructor(linear: LinearMemory) {
    this.linear = linear
    this.putHeads = createPutHeads(linear.memory)
    this.table = reserved(linear, LENGTHS + 12)
    this.begun = reserved(linear, HEAD_BYTES)
    this.room = { address: reserved(linear, PART_BYTES + HEAD_BYTES), size: PART_BYTES }
  }

  /**
   * Takes the next piece of the file, PART_BYTES at best, and gives a copy to find packets in. It is near when it is
   * looked into: one must have a packet's header before one knows where the next one is.
   */
  bringNear(piece: Uint8Array): Uint8Array<ArrayBuffer> {
    const { linear } = this
    const { length } = piece
    if (length > this.room.size) this.room = { address: reserved(linear, length + HEAD_BYTES), size: length }
    const near = linear.bytes.subarray(this.room.address, this.room.address + length)
    near.set(piece)
    return near
  }

  /**
   * Of a piece of `length` bytes that `bringNear` has taken: keeps the heads of the packets that were found in it; false
   * where there is no room for them. From byte `neededFrom` of the file on there may be a packet that is still to be
   * found.
   */
  keep({ count, columns: { offsets, caplens } }: PacketIndex, length: number, neededFrom: number): boolean {
    const { position, room, table, begun } = this
    const missing = HEAD_BYTES - (position - this.begunFrom)
    if (missing > 0) this.copyNear(0, missing, begun + HEAD_BYTES - missing)
    const shift = room.address - position
    while (this.rows < count) {
      const group = this.groupOf(this.rows)
      if (group === null) return false
      const at = this.rows % MAX_BULK_PACKETS
      const packets = Math.min(count - this.rows, MAX_BULK_PACKETS - at)
      const { words } = this.linear
      for (let index = 0; index < packets; index++) {
        const row = this.rows + index
        const offset = offsets[row] ?? 0
        words[table / 4 + index] = offset < position ? begun : offset + shift
        words[group.caplens / 4 + at + index] = Math.min(caplens[row] ?? 0, HEAD_BYTES)
      }
      this.putHeads(table, packets, group.columns + at * 4)
      this.rows += packets
    }
    if (neededFrom >= position) {
      this.copyNear(neededFrom - position, HEAD_BYTES, begun)
      this.begunFrom = neededFrom
    }
    this.position += length
    return true
  }

  private copyNear(from: number, length: number, to: number): void {
    const at = this.room.address + from
    this.linear.bytes.copyWithin(to, at, at + length)
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
