/**
 * Where the bytes of a capture's packets are, as filters and as people ask for them: all in memory
 * (packets-in-memory.ts), or in the file and read when they are asked for (packets-in-file.ts).
 */
import type { BulkMemory, PacketIndex, PacketTables } from '../playground/index.ts'

/** Bytes of some packets in a row. */
export type BytesOf = (row: number) => Uint8Array

/** Packets that lie in the store's memory, as one call of a filter takes them; soon others lie there. */
export interface Batch {
  readonly tables: PacketTables
  /** Packets; the filter's first is 0. */
  readonly count: number
}

export interface PacketStore {
  readonly place: BulkMemory
  /** The rows from `from` on that can be had together, `to` at most, and their bytes. */
  readonly stretch: (packets: PacketIndex, from: number, to: number) => Promise<{ to: number; bytesOf: BytesOf }>
  /**
   * The beginnings of the packets from row `from` on, a multiple of MAX_BULK_PACKETS, in the columns `heads`. Their
   * lengths on the wire are there if they are asked for. Null where only whole packets are to be had.
   */
  readonly heads: (packets: PacketIndex, from: number, withLengths: boolean) => Batch | null
  /**
   * Whole packets, in the order of `rows`, which ascend: as many of these as there is room for, at least one. `take` is
   * called as soon as they are there.
   */
  readonly whole: (packets: PacketIndex, rows: Uint32Array, take: (batch: Batch) => void) => Promise<void>
}
