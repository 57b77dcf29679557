/**
 * Where the packets of a capture lie: a column of numbers for each property, never an object a packet, so that a
 * million packets take some 30 MB and no time of the garbage collector.
 *
 * Left out on purpose: the packets' bytes. They stay where they were read, in memory or in the file.
 */

/** The columns; only the first `count` rows mean anything. Another set of arrays after each growth. */
export interface PacketColumns {
  /** Byte of the (uncompressed) file where the packet's bytes begin. */
  readonly offsets: Float64Array
  /** Bytes of the packet that the file holds. */
  readonly caplens: Uint32Array
  /** Bytes that the packet had on the wire. */
  readonly lengths: Uint32Array
  /** Time of capture, whole seconds since 1970; NO_TIME where the file has none. */
  readonly seconds: Float64Array
  /** And the part of a second: 0 … 999,999,999. */
  readonly nanoseconds: Uint32Array
  /** Index into the capture's interfaces. */
  readonly interfaces: Uint16Array
}

/** In the place of seconds: before all times. Simple packets of pcapng have none. */
export const NO_TIME = -Infinity

const FIRST_ROWS = 1024
/** How many times as large it grows, at least and at most: a longer beginning tells better how many packets follow. */
const LEAST_GROWTH = 9 / 8
const MOST_GROWTH = 64
/** Rows at most, beyond twice those that are there. */
const MOST_AHEAD = 2_000_000
/** Rows too many for each that is expected; so much room left over is not given back. */
const MARGIN = 1 / 64

export class PacketIndex {
  count = 0
  columns: PacketColumns = emptyColumns(FIRST_ROWS)
  private readonly fileSize: number | null

  /** Of a file of so many bytes, if that is known: the room is made for as many packets as it may have. */
  constructor(fileSize: number | null = null) {
    this.fileSize = fileSize
  }

  add(
    offset: number,
    caplen: number,
    length: number,
    seconds: number,
    nanoseconds: number,
    interfaceIndex: number,
  ): void {
    const row = this.count
    if (row === this.columns.offsets.length) this.resize(this.roomFor(offset))
    const { columns } = this
    columns.offsets[row] = offset
    columns.caplens[row] = caplen
    columns.lengths[row] = length
    columns.seconds[row] = seconds
    columns.nanoseconds[row] = nanoseconds
    columns.interfaces[row] = interfaceIndex
    this.count = row + 1
  }

  /** Forgets the packets, and keeps the room for others. */
  clear(): void {
    this.count = 0
  }

  /** Forgets the packets behind the first `count`. */
  keepFirst(count: number): void {
    this.count = Math.min(count, this.count)
  }

  /** Of the packets from a row on only the first `most` bytes are there from now on. */
  cutFrom(row: number, most: number): void {
    const { caplens } = this.columns
    for (let at = row; at < this.count; at++) caplens[at] = Math.min(caplens[at] ?? 0, most)
  }

  /** Gives back the room that growing left over. */
  trim(): void {
    if (this.columns.offsets.length > this.count * (1 + 2 * MARGIN)) this.resize(this.count)
  }

  /** Gives back the room of where the packets lie, which nobody asks for any more. */
  forgetOffsets(): void {
    this.columns = { ...this.columns, offsets: new Float64Array(0) }
  }

  /** Rows to have next, where the packet at `offset` finds no room. */
  private roomFor(offset: number): number {
    const { count, fileSize } = this
    if (fileSize === null) return count * 2
    const growth = (fileSize / offset) * (1 + MARGIN)
    const wanted = Math.ceil(count * Math.max(LEAST_GROWTH, Math.min(growth, MOST_GROWTH)))
    // What comes may be less crowded than what came.
    return Math.min(wanted, 2 * count + MOST_AHEAD)
  }

  private resize(rows: number): void {
    const old = this.columns
    const kept = Math.min(rows, this.count)
    const columns = emptyColumns(rows)
    columns.offsets.set(old.offsets.subarray(0, kept))
    columns.caplens.set(old.caplens.subarray(0, kept))
    columns.lengths.set(old.lengths.subarray(0, kept))
    columns.seconds.set(old.seconds.subarray(0, kept))
    columns.nanoseconds.set(old.nanoseconds.subarray(0, kept))
    columns.interfaces.set(old.interfaces.subarray(0, kept))
    this.columns = columns
  }
}

function emptyColumns(rows: number): PacketColumns {
  return {
    offsets: new Float64Array(rows),
    caplens: new Uint32Array(rows),
    lengths: new Uint32Array(rows),
    seconds: new Float64Array(rows),
    nanoseconds: new Uint32Array(rows),
    interfaces: new Uint16Array(rows),
  }
}
