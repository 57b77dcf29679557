/** Room in a memory for one batch of packets: its tables, its bytes, and what a filter needs for itself. */
import {
  MAX_BULK_PACKETS,
  WORKSPACE_BYTES,
  type BulkMemory,
  type PacketIndex,
  type PacketTables,
} from '../playground/index.ts'
import { reserved, type LinearMemory } from './linear-memory.ts'

const TABLE_BYTES = MAX_BULK_PACKETS * 4
/** Bytes of packets in a batch, unless one is larger by itself. */
export const BATCH_BYTES = 8 * 1024 * 1024

/** First byte of a row's packet that a filter sees; null where it is not run on it. */
export type StartOf = (row: number) => number | null

/** Packets that lie in the memory, as one call of a filter takes them; soon others lie there. */
export interface Batch {
  readonly tables: PacketTables
  /** Packets; the filter's first is 0. */
  readonly count: number
}

export class BatchRoom {
  readonly place: BulkMemory
  readonly tables: PacketTables
  private readonly linear: LinearMemory
  private room: { readonly address: number; readonly size: number }

  constructor(linear: LinearMemory) {
    this.linear = linear
    const workspace = reserved(linear, WORKSPACE_BYTES)
    // At once: what is kept may take all the rest. What is not written to takes no memory of the machine.
    this.room = { address: reserved(linear, BATCH_BYTES), size: BATCH_BYTES }
    const table = () => reserved(linear, TABLE_BYTES)
    this.place = { memory: linear.memory, workspace }
    this.tables = { packets: table(), caplens: table(), wirelens: table(), verdicts: table(), steps: table() }
  }

  /** The first `count` of the rows, whose bytes lie where `addressOf` says, each from the byte on that `startOf` tells. */
  batch(
    { columns }: PacketIndex,
    rows: Uint32Array,
    count: number,
    addressOf: (row: number) => number,
    startOf: StartOf,
  ): Batch {
    const table = (address: number) => this.linear.table(address, count)
    const { tables } = this
    const [addresses, caplens, wirelens] = [table(tables.packets), table(tables.caplens), table(tables.wirelens)]
    for (let index = 0; index < count; index++) {
      const row = rows[index] ?? 0
      const start = startOf(row) ?? 0
      addresses[index] = addressOf(row) + start
      caplens[index] = (columns.caplens[row] ?? 0) - start
      wirelens[index] = Math.max(0, (columns.lengths[row] ?? 0) - start)
    }
    return { tables, count }
  }

  /** Address of so many bytes for packets; those of the batch before are lost. */
  bytes(size: number): number {
    if (size > this.room.size) {
      this.room = { address: reserved(this.linear, size), size }
    }
    return this.room.address
  }
}
