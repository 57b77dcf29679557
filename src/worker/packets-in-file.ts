/** A capture's packets in a file that is too large for memory: read when they are asked for. */
import { MAX_BULK_PACKETS, type BulkMemory, type PacketIndex } from '../playground/index.ts'
import { BATCH_BYTES, BatchRoom } from './batch-room.ts'
import { LinearMemory } from './linear-memory.ts'
import type { Batch, BytesOf, PacketStore } from './packet-store.ts'

const MOST = 1024 ** 3

export class PacketsInFile implements PacketStore {
  private readonly file: Blob
  private readonly linear = new LinearMemory(MOST, 2 * BATCH_BYTES)
  private readonly room = new BatchRoom(this.linear)

  constructor(file: Blob) {
    this.file = file
  }

  get place(): BulkMemory {
    return this.room.place
  }

  async stretch({ columns }: PacketIndex, from: number, to: number): Promise<{ to: number; bytesOf: BytesOf }> {
    const rows = Uint32Array.from({ length: to - from }, (_, index) => from + index)
    const { count, start, bytes } = await this.read(columns, rows)
    const bytesOf: BytesOf = (row) => {
      const at = (columns.offsets[row] ?? 0) - start
      return bytes.subarray(at, at + (columns.caplens[row] ?? 0))
    }
    return { to: from + count, bytesOf }
  }

  heads(): null {
    return null
  }

  async whole(packets: PacketIndex, rows: Uint32Array, take: (batch: Batch) => void): Promise<void> {
    const { columns } = packets
    const { count, start, bytes } = await this.read(columns, rows.subarray(0, MAX_BULK_PACKETS))
    const address = this.room.bytes(bytes.length)
    this.linear.bytes.set(bytes, address)
    take(this.room.batch(packets, rows, count, (row) => address + (columns.offsets[row] ?? 0) - start))
  }

  /** As many of the rows, which ascend, as lie within one piece; `start` is the byte of the file where it begins. */
  private async read(columns: PacketIndex['columns'], rows: Uint32Array) {
    const start = columns.offsets[rows[0] ?? 0] ?? 0
    let end = start
    let count = 0
    for (; count < rows.length; count++) {
      const row = rows[count] ?? 0
      const next = (columns.offsets[row] ?? 0) + (columns.caplens[row] ?? 0)
      if (count > 0 && next - start > BATCH_BYTES) break
      end = next
    }
    return { count, start, bytes: new Uint8Array(await this.file.slice(start, end).arrayBuffer()) }
  }
}
