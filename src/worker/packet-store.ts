/**
 * Where the bytes of a capture's packets are, as filters and as people ask for them.
 *
 * While a file is read the heads of its packets are kept in memory; that is what most filters need, and new memory is
 * what reading takes longest for. The rests come after it, in a second reading (`fetchRests`), which lets filters and the
 * rows in view go first. A packet whose rest has not come is read from the file when it is asked for; of a file that is
 * too large for memory that is so for good, and heads are kept while there is room. What is not in a file to be read
 * again, since it was compressed, is kept at once.
 */
import {
  HEAD_BYTES,
  MAX_BULK_PACKETS,
  type BulkMemory,
  type CaptureReader,
  type PacketIndex,
} from '../playground/index.ts'
import { BATCH_BYTES, BatchRoom, type Batch, type StartOf } from './batch-room.ts'
import { chunksOf, partsOf } from './file-chunks.ts'
import { LinearMemory } from './linear-memory.ts'
import { MOST_OF_HEADS, PacketHeads } from './packet-heads.ts'
import { PacketRests } from './packet-rests.ts'
import { PassingBytes } from './passing-bytes.ts'

/** Bytes of packets that are kept in memory. */
export const MOST_IN_MEMORY = 1024 ** 3
/** Beside these a batch has room to be filtered in. */
const ROOM = 256 * 1024 * 1024

/** Bytes that nobody has asked for which may be read along between two packets. */
const MOST_BETWEEN = 64 * 1024

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
  private readonly hasRoomForRests: boolean
  private hasRoomForHeads = true

  /**
   * `file` is null where the bytes that come are not those of a file. Packets of `most` bytes are kept, and of a larger
   * file only heads.
   */
  constructor(file: Blob | null, most = MOST_IN_MEMORY) {
    this.file = file
    this.hasRoomForRests = file === null || file.size <= most
    const expected = file !== null && this.hasRoomForRests ? file.size : 0
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
  get inMemory(): number {
    return Math.min(this.keptHeads.rows, this.keptRests.rows)
  }

  /**
   * The next piece of the file: has the reader find packets in it, and keeps of them what can be kept. False where packets
   * would be lost for want of room; the index is left with those that there was room for.
   */
  append(piece: Uint8Array, reader: CaptureReader): boolean {
    const { file, passing, keptHeads, keptRests } = this
    reader.push(keptHeads.bringNear(piece))
    const { packets, neededFrom } = reader
    this.hasRoomForHeads &&= keptHeads.keep(packets, piece.length, neededFrom)
    if (file !== null) return true
    if (this.hasRoomForHeads && passing.add(piece) && keptRests.keep(packets, passing)) {
      passing.drop(neededFrom)
      return true
    }
    packets.keepFirst(this.inMemory)
    return false
  }

  /**
   * Fetches the rests of the packets from the file, as many as there is room for; `rest` comes after each part of a
   * piece. False where the file cannot be read any more, or is another one.
   */
  async fetchRests(packets: PacketIndex, rest: () => Promise<void>): Promise<boolean> {
    const { file, passing, keptHeads, keptRests } = this
    const rows = Math.min(packets.count, keptHeads.rows)
    if (file === null || !this.hasRoomForRests || rows === 0) return true
    passing.restart()
    const pieces = chunksOf(file)
    try {
      for (;;) {
        const { value, done } = await this.readable(pieces.next())
        if (done === true) return false
        for (const piece of partsOf(value)) {
          if (!passing.add(piece) || !keptRests.keep(packets, passing) || keptRests.rows >= rows) return true
          passing.drop(packets.columns.offsets[keptRests.rows] ?? passing.end)
          await rest()
        }
      }
    } catch (error) {
      if (error instanceof UnreadableFile) return false
      throw error
    } finally {
      await pieces.return(undefined)
    }
  }

  /** Of packets whose rests are not in memory only the heads are left. */
  keepHeadsOnly(packets: PacketIndex): void {
    packets.cutFrom(this.keptRests.rows, HEAD_BYTES)
    this.keptRests.goWithout(packets.count)
  }

  /** As many of the rows, which ascend, as can be had together, at least one; and the bytes of these. */
  async stretch(packets: PacketIndex, rows: Uint32Array): Promise<{ count: number; bytesOf: BytesOf }> {
    const { columns } = packets
    if ((rows[0] ?? 0) < this.inMemory) {
      let count = 0
      while (count < rows.length && (rows[count] ?? 0) < this.inMemory) count++
      return { count, bytesOf: (row) => this.packet(packets, row) }
    }
    const { count, start, bytes } = await this.fetch(packets, rows)
    const bytesOf: BytesOf = (row) => {
      const at = (columns.offsets[row] ?? 0) - start
      return bytes.subarray(at, at + (columns.caplens[row] ?? 0))
    }
    return { count, bytesOf }
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
   * Whole packets, in the order of `rows`, which ascend: as many of these as there is room for, at least one; each from
   * the byte on that `startOf` tells. `take` is called as soon as they are there.
   */
  async whole(packets: PacketIndex, rows: Uint32Array, startOf: StartOf, take: (batch: Batch) => void): Promise<void> {
    const wanted = rows.subarray(0, MAX_BULK_PACKETS)
    if ((wanted[0] ?? 0) < this.inMemory) return take(this.batchInMemory(packets, wanted, startOf))
    const { offsets } = packets.columns
    const { count, start, bytes } = await this.fetch(packets, wanted)
    const address = this.room.bytes(bytes.length)
    this.linear.bytes.set(bytes, address)
    const addressOf = (row: number): number => address + (offsets[row] ?? 0) - start
    take(this.room.batch(packets, rows, count, addressOf, startOf))
  }

  private batchInMemory(packets: PacketIndex, rows: Uint32Array, startOf: StartOf): Batch {
    const { caplens } = packets.columns
    let count = 0
    let size = 0
    for (const row of rows) {
      const caplen = caplens[row] ?? 0
      if (row >= this.inMemory || (count > 0 && size + caplen > BATCH_BYTES)) break
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
    return this.room.batch(packets, rows, count, copied, startOf)
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

  /** From the file: as many of the rows, which ascend, as lie near to each other and within one piece. */
  private async fetch({ columns }: PacketIndex, rows: Uint32Array): Promise<Piece> {
    const { file } = this
    if (file === null) throw new Error('Broken invariant: packets without a file are in memory')
    const start = columns.offsets[rows[0] ?? 0] ?? 0
    let end = start
    let count = 0
    for (const row of rows) {
      const offset = columns.offsets[row] ?? 0
      const next = offset + (columns.caplens[row] ?? 0)
      if (count > 0 && (next - start > BATCH_BYTES || offset - end > MOST_BETWEEN)) break
      end = next
      count++
    }
    const bytes = new Uint8Array(await this.readable(file.slice(start, end).arrayBuffer()))
    if (bytes.length < end - start) throw new UnreadableFile()
    return { count, start, bytes }
  }

  private async readable<Read>(reading: Promise<Read>): Promise<Read> {
    try {
      return await reading
    } catch (error) {
      throw new UnreadableFile({ cause: error })
    }
  }
}

class UnreadableFile extends Error {
  constructor(options?: ErrorOptions) {
    super('The file has changed since it was opened, or is gone. Open it again to go on.', options)
  }
}
