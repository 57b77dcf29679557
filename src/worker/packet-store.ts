/**
 * Where the bytes of a capture's packets are, as filters and as people ask for them.
 *
 * While a file is read the heads of its packets are kept in memory; that is what most filters need, and new memory is
 * what reading takes longest for. The rests come after it, in a second reading (`fetchRests`). A packet whose rest has
 * not come is read from the file when it is asked for; of a file that is too large for memory that is so for good, and
 * heads are kept while there is room. What is not in a file to be read again, since it was compressed, is kept at once.
 */
import { MAX_BULK_PACKETS, type BulkMemory, type PacketIndex } from '../playground/index.ts'
import { BATCH_BYTES, BatchRoom, type Batch } from './batch-room.ts'
import { chunksOf } from './file-chunks.ts'
import { LinearMemory } from './linear-memory.ts'
import { MOST_OF_HEADS, PacketHeads } from './packet-heads.ts'
import { PacketRests } from './packet-rests.ts'
import { PassingBytes } from './passing-bytes.ts'

/** Bytes of packets that are kept in memory. */
export const MOST_IN_MEMORY = 1024 ** 3
/** Beside these a batch has room to be filtered in. */
const ROOM = 256 * 1024 * 1024

/** Bytes of some packets in a row. */
export type BytesOf = (row: number) => Uint8Array

/** Packets of the file from byte `start` on. */
interface Piece {
  readonly count: number
  readonly start: number
  readonly bytes: Uint8Array
}

export class PacketStore {
  private readonly file: Blob | null
  private readonly linear: LinearMemory
  private readonly room: BatchRoom
  private readonly passing: PassingBytes
  private readonly keptHeads: PacketHeads
  private readonly keptRests: PacketRests
  private hasRoomForHeads = true

  /**
   * `file` is null where the bytes that come are not those of a file, and packets of `most` bytes are kept. So many bytes
   * of packets are expected in memory, 0 where nobody knows.
   */
  constructor(file: Blob | null, expected = 0, most = MOST_IN_MEMORY) {
    this.file = file
    this.linear = new LinearMemory(MOST_OF_HEADS + most + ROOM, expected)
    this.room = new BatchRoom(this.linear)
    this.passing = new PassingBytes(this.linear)
    this.keptHeads = new PacketHeads(this.linear)
    this.keptRests = new PacketRests(this.linear, most)
  }

  get place(): BulkMemory {
    return this.room.place
  }

  /** Packets, from the first on, that are in memory whole. */
  get rows(): number {
    return Math.min(this.keptHeads.rows, this.keptRests.rows)
  }

  /**
   * The next piece of the file, which the reader has had: of the packets that it has found since is kept what can be.
   * `neededFrom` is the first byte of the file that a packet still to come may need. False where packets would be lost
   * for want of room; the index is left with those that there was room for.
   */
  append(bytes: Uint8Array, packets: PacketIndex, neededFrom: number): boolean {
    const { passing, keptHeads, keptRests, file } = this
    if (this.hasRoomForHeads) {
      const isKept = passing.add(bytes) && keptHeads.keep(packets, passing)
      if (isKept && (file !== null || keptRests.keep(packets, passing))) {
        passing.drop(neededFrom)
        return true
      }
      this.hasRoomForHeads = false
    }
    if (file === null) packets.keepFirst(this.rows)
    return file !== null
  }

  /**
   * Fetches the rests of the packets from the file, as many as there is room for. `rest` comes after each piece, and ends
   * it by false. Throws what reading the file throws.
   */
  async fetchRests(packets: PacketIndex, rest: () => Promise<boolean>): Promise<void> {
    const { file, passing, keptRests } = this
    if (file === null) return
    passing.restart()
    for await (const bytes of chunksOf(file, () => undefined)) {
      if (!passing.add(bytes) || !keptRests.keep(packets, passing) || keptRests.rows === packets.count) return
      passing.drop(packets.columns.offsets[keptRests.rows] ?? passing.end)
      if (!(await rest())) return
    }
    if (keptRests.rows < packets.count) throw new Error('it has changed since it was opened')
  }

  /** The rows from `from` on that can be had together, `to` at most, and their bytes. */
  async stretch(packets: PacketIndex, from: number, to: number): Promise<{ to: number; bytesOf: BytesOf }> {
    const { columns } = packets
    if (from < this.rows) return { to: Math.min(to, this.rows), bytesOf: (row) => this.packet(packets, row) }
    const rows = Uint32Array.from({ length: to - from }, (_, index) => from + index)
    const { count, start, bytes } = await this.fetch(packets, rows)
    const bytesOf: BytesOf = (row) => {
      const at = (columns.offsets[row] ?? 0) - start
      return bytes.subarray(at, at + (columns.caplens[row] ?? 0))
    }
    return { to: from + count, bytesOf }
  }

  /**
   * The heads of the packets from row `from` on, a multiple of MAX_BULK_PACKETS, in the columns `heads`. Their lengths on
   * the wire are there if they are asked for. Null where there was no room for heads.
   */
  heads({ columns, count }: PacketIndex, from: number, withLengths: boolean): Batch | null {
    const rows = Math.min(MAX_BULK_PACKETS, count - from)
    const group = this.keptHeads.groupAt(from, rows)
    if (group === null) return null
    const { tables } = this.room
    if (withLengths) this.linear.table(tables.wirelens, rows).set(columns.lengths.subarray(from, from + rows))
    return { tables: { ...tables, packets: group.columns, caplens: group.caplens }, count: rows }
  }

  /**
   * Whole packets, in the order of `rows`, which ascend: as many of these as there is room for, at least one. `take` is
   * called as soon as they are there.
   */
  async whole(packets: PacketIndex, rows: Uint32Array, take: (batch: Batch) => void): Promise<void> {
    const wanted = rows.subarray(0, MAX_BULK_PACKETS)
    if ((wanted[0] ?? 0) < this.rows) return take(this.batchInMemory(packets, wanted))
    const { offsets } = packets.columns
    const { count, start, bytes } = await this.fetch(packets, wanted)
    const address = this.room.bytes(bytes.length)
    this.linear.bytes.set(bytes, address)
    take(this.room.batch(packets, rows, count, (row) => address + (offsets[row] ?? 0) - start))
  }

  private batchInMemory(packets: PacketIndex, rows: Uint32Array): Batch {
    const { caplens } = packets.columns
    let count = 0
    let size = 0
    for (const row of rows) {
      const caplen = caplens[row] ?? 0
      if (row >= this.rows || (count > 0 && size + caplen > BATCH_BYTES)) break
      size += caplen
      count++
    }
    let end = this.room.bytes(size)
    const copied = (row: number): number => {
      const caplen = caplens[row] ?? 0
      this.copy(row, caplen, this.linear.bytes, end)
      end += caplen
      return end - caplen
    }
    return this.room.batch(packets, rows, count, copied)
  }

  private packet({ columns }: PacketIndex, row: number): Uint8Array {
    const caplen = columns.caplens[row] ?? 0
    const packet = new Uint8Array(caplen)
    this.copy(row, caplen, packet, 0)
    return packet
  }

  /** A packet that is in memory whole, to another place. */
  private copy(row: number, caplen: number, into: Uint8Array, to: number): void {
    const head = this.keptHeads.copy(row, caplen, into, to)
    if (caplen > head) this.keptRests.copy(row, caplen - head, into, to + head)
  }

  /** From the file: as many of the rows, which ascend, as lie within one piece. */
  private async fetch({ columns }: PacketIndex, rows: Uint32Array): Promise<Piece> {
    const start = columns.offsets[rows[0] ?? 0] ?? 0
    let end = start
    let count = 0
    for (const row of rows) {
      const next = (columns.offsets[row] ?? 0) + (columns.caplens[row] ?? 0)
      if (count > 0 && next - start > BATCH_BYTES) break
      end = next
      count++
    }
    if (this.file === null) throw new Error('Broken invariant: packets without a file are in memory')
    return { count, start, bytes: new Uint8Array(await this.file.slice(start, end).arrayBuffer()) }
  }
}
