/** Packets of a store written down, in whichever order they are wanted. */
import { pcapHeader, pcapRecords, type CaptureReader, type PacketIndex } from '../playground/index.ts'
import { CSV_HEAD } from './csv.ts'
import type { BytesOf, PacketStore } from './packet-store.ts'
import type { Rest } from './writing.ts'

/** Packets that are fetched together at most. */
export const SLICE = 1024

/** Null where no more was wanted. Throws where the packets do not fit into one pcap file. */
export async function pcapOf(
  { interfaces, packets }: CaptureReader,
  store: PacketStore,
  rows: Uint32Array,
  rest: Rest,
): Promise<Blob | null> {
  const interfaceOf = (row: number | undefined) => interfaces[packets.columns.interfaces[row ?? 0] ?? 0]
  const first = interfaceOf(rows[0])
  if (first === undefined) throw new Error('There are no packets to write.')
  const fileLinkTypes = new Set(Array.from(rows, (row) => interfaceOf(row)?.fileLinkType))
  if (fileLinkTypes.size > 1) throw new Error('A pcap file has one link type, and these packets have several.')
  const nanoseconds = interfaces.some((each) => each.nanoseconds)
  const parts: BlobPart[] = [pcapHeader(first, nanoseconds)]
  for await (const { part, done, bytesOf } of stretchesOf(packets, store, rows)) {
    parts.push(pcapRecords(packets, part, nanoseconds, bytesOf))
    if (!(await rest(done))) return null
  }
  return new Blob(parts, { type: 'application/vnd.tcpdump.pcap' })
}

/** Null where no more was wanted. */
export async function csvOf(
  packets: PacketIndex,
  store: PacketStore,
  rows: Uint32Array,
  lineOf: (row: number, bytesOf: BytesOf) => string,
  rest: Rest,
): Promise<Blob | null> {
  const parts: string[] = [CSV_HEAD]
  for await (const { part, done, bytesOf } of stretchesOf(packets, store, rows)) {
    parts.push(Array.from(part, (row) => lineOf(row, bytesOf)).join(''))
    if (!(await rest(done))) return null
  }
  return new Blob(parts, { type: 'text/csv' })
}

/** The rows in pieces that can be had together; `done` are those up to the piece's end. */
export async function* stretchesOf(
  packets: PacketIndex,
  store: PacketStore,
  rows: Uint32Array,
): AsyncGenerator<{ readonly part: Uint32Array; readonly done: number; readonly bytesOf: BytesOf }> {
  for (let at = 0; at < rows.length;) {
    let until = at + 1
    // A run of ascending neighbours; sorted otherwise, a packet at a time.
    while (until < rows.length && until - at < SLICE && (rows[until] ?? 0) > (rows[until - 1] ?? 0)) until++
    const { count, bytesOf } = await store.stretch(packets, rows.subarray(at, until))
    yield { part: rows.subarray(at, at + count), done: at + count, bytesOf }
    at += count
  }
}
