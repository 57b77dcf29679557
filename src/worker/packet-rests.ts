/** What follows the heads of a capture's packets (packet-heads.ts), one behind the other in a linear memory. */
import { HEAD_BYTES, MAX_BULK_PACKETS, type PacketIndex } from '../playground/index.ts'
import type { LinearMemory } from './linear-memory.ts'
import type { PassingBytes } from './passing-bytes.ts'

/** Bytes that are reserved together. */
const RESERVED = 1024 * 1024

export class PacketRests {
  /** Packets whose rests are here: those from the first on. */
  rows = 0
  /** For each MAX_BULK_PACKETS packets their addresses. */
  private readonly groups: Uint32Array[] = []
  private readonly linear: LinearMemory
  private readonly most: number
  private kept = 0
  private at = 0
  private end = 0

  /** Those of packets that have `most` bytes together at most. */
  constructor(linear: LinearMemory, most: number) {
    this.linear = linear
    this.most = most
  }

  /** Of the packets that have passed whole since; false where there is no room. */
  keep({ count, columns: { offsets, caplens } }: PacketIndex, { shift, end: passed }: PassingBytes): boolean {
    let { bytes } = this.linear
    for (let row = this.rows; row < count; this.rows = ++row) {
      const caplen = caplens[row] ?? 0
      const offset = offsets[row] ?? 0
      if (offset + caplen > passed) break
      this.kept += caplen
      if (this.kept > this.most) return false
      const length = Math.max(0, caplen - HEAD_BYTES)
      if (length > this.end - this.at) {
        if (!this.extend(length)) return false
        ;({ bytes } = this.linear)
      }
      const group = (this.groups[Math.floor(row / MAX_BULK_PACKETS)] ??= new Uint32Array(MAX_BULK_PACKETS))
      group[row % MAX_BULK_PACKETS] = this.at
      if (length === 0) continue
      const from = offset + HEAD_BYTES + shift
      bytes.copyWithin(this.at, from, from + length)
      this.at += length
    }
    return true
  }

  /** The packets up to `count` have no rests from now on. */
  goWithout(count: number): void {
    this.rows = count
  }

  /** Copies so many bytes of what follows a packet's head to another place. */
  copy(row: number, length: number, into: Uint8Array, to: number): void {
    const at = this.groups[Math.floor(row / MAX_BULK_PACKETS)]?.[row % MAX_BULK_PACKETS] ?? 0
    into.set(this.linear.bytes.subarray(at, at + length), to)
  }

  /** Room for so many bytes behind those that are here. */
  private extend(length: number): boolean {
    const size = Math.max(length, RESERVED)
    const address = this.linear.reserve(size)
    if (address === null) return false
    this.at = address
    this.end = address + size
    return true
  }
}
