/**
 * Packets of a capture as a pcap file: little-endian, microseconds or finer. In microseconds it is what tcpdump -w
 * writes on the machines of today, byte for byte.
 *
 * Left out on purpose: pcapng, and packets of several link types; a pcap file has one.
 */
import type { PacketIndex } from './packet-index.ts'
import type { CaptureInterface } from './types.ts'

const FILE_HEADER = 24
const RECORD_HEADER = 16

export function pcapHeader(only: CaptureInterface, nanoseconds: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(FILE_HEADER)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, true)
  view.setUint16(4, 2, true)
  view.setUint16(6, 4, true)
  view.setUint32(16, only.snaplen, true)
  view.setUint32(20, only.fileLinkType, true)
  return bytes
}

/** The records of some rows, one behind the other. */
export function pcapRecords(
  { columns }: PacketIndex,
  rows: ArrayLike<number>,
  nanoseconds: boolean,
  bytesOf: (row: number) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  let size = 0
  for (let at = 0; at < rows.length; at++) size += RECORD_HEADER + (columns.caplens[rows[at] ?? 0] ?? 0)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  let to = 0
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    const fraction = columns.nanoseconds[row] ?? 0
    const caplen = columns.caplens[row] ?? 0
    view.setUint32(to, columns.seconds[row] ?? 0, true)
    view.setUint32(to + 4, nanoseconds ? fraction : Math.floor(fraction / 1000), true)
    view.setUint32(to + 8, caplen, true)
    view.setUint32(to + 12, columns.lengths[row] ?? 0, true)
    bytes.set(bytesOf(row), to + RECORD_HEADER)
    to += RECORD_HEADER + caplen
  }
  return bytes
}
