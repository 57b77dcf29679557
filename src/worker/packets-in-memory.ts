/**
 * A capture's packets in memory, filled as the file is read: the beginnings of the packets in columns, so that a filter
 * touches little memory, and the rest of each elsewhere. What lies between packets in the file is not kept.
 */
import {
  HEAD_BYTES,
  MAX_BULK_PACKETS,
  headAt,
  heads,
  putHead,
  type BulkMemory,
  type PacketIndex,
} from '../playground/index.ts'
import { BATCH_BYTES, BatchRoom } from './batch-room.ts'
import { LinearMemory } from './linear-memory.ts'
import type { Batch, BytesOf, PacketStore } from './packet-store.ts'

/** Bytes that are kept in memory. */
export const MOST_IN_MEMORY = 1024 ** 3
/** Beside these a batch has room to be filtered in. */
const ROOM = 256 * 1024 * 1024
const TAILS_AT_A_TIME = 1024 * 1024
/** What the columns of a group take. */
const HEADS = (HEAD_BYTES / 4) * heads.stride
const PASSING = 512 * 1024

/** MAX_BULK_PACKETS packets; addresses of the columns of their heads, and of the table of how long these are. */
interface Group {
  readonly columns: number
  readonly caplens: number
  /** Addresses of what follows the heads. */
  readonly tails: Uint32Array
}

/** Bytes put one behind the other. */
interface Stretch {
  at: number
  end: number
}

export class PacketsInMemory implements PacketStore {
  private readonly linear: LinearMemory
  private readonly room: BatchRoom
  private readonly groups: Group[] = []
  private readonly rests: Stretch = { at: 0, end: 0 }
  /** Pieces of the file go through here: address, size, byte of the file that is first, bytes that are there. */
  private passing = { address: 0, size: 0, from: 0, length: 0 }
  private rows = 0
  private kept = 0

  private readonly most: number

  /** So many bytes of packets are expected, 0 where nobody knows, and `most` are kept. */
  constructor(expected: number, most = MOST_IN_MEMORY) {
    this.most = most
    this.linear = new LinearMemory(most + ROOM, expected)
    this.room = new BatchRoom(this.linear)
  }

  get place(): BulkMemory {
    return this.room.place
  }

  /**
   * The next piece of the file, which the reader has had: the packets that it has found since are kept. `neededFrom` is
   * the first byte of the file that a packet still to come may need. False where there is no room; the index is left
   * with the packets that there was room for.
   */
  append(bytes: Uint8Array, packets: PacketIndex, neededFrom: number): boolean {
    if (this.pass(bytes) && this.keepNew(packets)) {
      this.drop(neededFrom)
      return true
    }
    packets.keepFirst(this.rows)
    return false
  }

  stretch(packets: PacketIndex, _from: number, to: number): Promise<{ to: number; bytesOf: BytesOf }> {
    return Promise.resolve({ to, bytesOf: (row) => this.bytesOf(packets, row) })
  }

  heads({ columns, count }: PacketIndex, from: number, withLengths: boolean): Batch {
    const group = this.groups[from / MAX_BULK_PACKETS]
    if (group === undefined) throw new Error(`Broken invariant: no group begins at row ${from}`)
    const rows = Math.min(MAX_BULK_PACKETS, count - from)
    const { tables } = this.room
    if (withLengths) this.linear.table(tables.wirelens, rows).set(columns.lengths.subarray(from, from + rows))
    return { tables: { ...tables, packets: group.columns, caplens: group.caplens }, count: rows }
  }

  whole(packets: PacketIndex, rows: Uint32Array, take: (batch: Batch) => void): Promise<void> {
    const { caplens } = packets.columns
    let count = 0
    let size = 0
    for (; count < Math.min(rows.length, MAX_BULK_PACKETS); count++) {
      const caplen = caplens[rows[count] ?? 0] ?? 0
      if (count > 0 && size + caplen > BATCH_BYTES) break
      size += caplen
    }
    let end = this.room.bytes(size)
    const copied = (row: number): number => {
      const caplen = caplens[row] ?? 0
      this.copy(row, caplen, this.linear.bytes, end)
      end += caplen
      return end - caplen
    }
    take(this.room.batch(packets, rows, count, copied))
    return Promise.resolve()
  }

  private bytesOf({ columns }: PacketIndex, row: number): Uint8Array {
    const caplen = columns.caplens[row] ?? 0
    const packet = new Uint8Array(caplen)
    this.copy(row, caplen, packet, 0)
    return packet
  }

  /** A whole packet to another place. */
  private copy(row: number, caplen: number, into: Uint8Array, to: number): void {
    const { head, tail } = this.addresses(row)
    const { bytes } = this.linear
    const headlen = Math.min(caplen, HEAD_BYTES)
    into.set(headAt(bytes, head, headlen), to)
    if (caplen > headlen) into.set(bytes.subarray(tail, tail + caplen - headlen), to + headlen)
  }

  private addresses(row: number): { readonly head: number; readonly tail: number } {
    const group = this.groups[Math.floor(row / MAX_BULK_PACKETS)]
    const index = row % MAX_BULK_PACKETS
    if (group === undefined) throw new Error(`Broken invariant: row ${row} is not here`)
    return { head: group.columns + index * 4, tail: group.tails[index] ?? 0 }
  }

  /** Keeps the packets found since the last piece; false where there is no room. */
  private keepNew({ count, columns: { offsets, caplens } }: PacketIndex): boolean {
    const { rests } = this
    const offset = this.passing.address - this.passing.from
    while (this.rows < count) {
      const group = this.groupOf(this.rows)
      if (group === null) return false
      const first = this.rows - (this.rows % MAX_BULK_PACKETS)
      const end = Math.min(count, first + MAX_BULK_PACKETS)
      // Good until the memory grows.
      let { bytes, words, view } = this.linear
      for (let row = this.rows; row < end; this.rows = ++row) {
        const at = (offsets[row] ?? 0) + offset
        const caplen = caplens[row] ?? 0
        const headlen = Math.min(caplen, HEAD_BYTES)
        const restlen = caplen - headlen
        this.kept += caplen
        if (this.kept > this.most) return false
        if (restlen > rests.end - rests.at) {
          if (!this.extend(rests, restlen)) return false
          ;({ bytes, words, view } = this.linear)
        }
        const index = row - first
        putHead(view, words, at, headlen, group.columns + index * 4)
        words[group.caplens / 4 + index] = headlen
        group.tails[index] = rests.at
        if (restlen === 0) continue
        bytes.copyWithin(rests.at, at + headlen, at + caplen)
        rests.at += restlen
      }
    }
    return true
  }

  /** Room for so many bytes behind those that are there; false where there is none. */
  private extend(rests: Stretch, size: number): boolean {
    const wanted = Math.max(size, TAILS_AT_A_TIME)
    const address = this.linear.reserve(wanted)
    if (address === null) return false
    rests.at = address
    rests.end = address + wanted
    return true
  }

  /** Null where there is no room. */
  private groupOf(row: number): Group | null {
    const number = Math.floor(row / MAX_BULK_PACKETS)
    const there = this.groups[number]
    if (there !== undefined) return there
    const columns = this.linear.reserve(HEADS)
    const caplens = this.linear.reserve(MAX_BULK_PACKETS * 4)
    if (columns === null || caplens === null) return null
    return (this.groups[number] = { columns, caplens, tails: new Uint32Array(MAX_BULK_PACKETS) })
  }

  /** Puts a piece of the file behind what is still needed of those before; false where there is no room. */
  private pass(piece: Uint8Array): boolean {
    const { address, size, from, length } = this.passing
    const wanted = length + piece.length
    if (wanted > size) {
      const room = Math.max(2 * wanted, PASSING)
      const other = this.linear.reserve(room)
      if (other === null) return false
      this.linear.bytes.copyWithin(other, address, address + length)
      this.passing = { address: other, size: room, from, length }
    }
    this.linear.bytes.set(piece, this.passing.address + length)
    this.passing.length = wanted
    return true
  }

  /** Forgets what lies before a byte of the file. */
  private drop(neededFrom: number): void {
    const { address, from, length } = this.passing
    const gone = Math.min(neededFrom - from, length)
    this.linear.bytes.copyWithin(address, address + gone, address + length)
    this.passing.from = from + gone
    this.passing.length = length - gone
  }
}
