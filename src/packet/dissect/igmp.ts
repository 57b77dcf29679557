/**
 * IGMP versions 1 to 3. Records of a version 3 report are listed with their first sources only by count.
 *
 * Source: RFC 1112 appendix I, RFC 2236, RFC 3376 section 4.
 */
import { formatIpv4Number } from '../addresses.ts'
import { addPlainChecksum } from './transport-checksum.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import { type Dissected, type Part, dataAfter } from './layer.ts'
import { withName } from './names.ts'

const QUERY = 0x11
const REPORT_V3 = 0x22

const TYPES: ReadonlyMap<number, string> = new Map([
  [QUERY, 'Membership query'],
  [0x12, 'Membership report, version 1'],
  [0x16, 'Membership report, version 2'],
  [0x17, 'Leave group'],
  [REPORT_V3, 'Membership report, version 3'],
])

const RECORD_TYPES = ['', 'is include', 'is exclude', 'to include', 'to exclude', 'allow', 'block']

export function dissectIgmp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'igmp', 'transport')
  const type = reader.number(0, 1)
  const name = TYPES.get(type) ?? null
  const size = reader.available
  reader.num(0, 1, 'type', 'Type', 'typ', (n) => withName(`${n}`, name))
  reader.num(1, 1, 'response', type === QUERY ? 'Maximum response time' : 'Reserved', 'max', (n) =>
    type === QUERY ? `${n}, tenths of a second` : `${n}`,
  )
  if (reader.wantsFields) addPlainChecksum(reader, part, 2, size)
  if (type === REPORT_V3) {
    reader.num(4, 2, 'reserved', 'Reserved', 'res')
    const count = reader.num(6, 2, 'records', 'Group records', 'recs')
    const length = addRecords(reader, count)
    const header = reader.finish('IGMP', length, () =>
      withName(
        name ?? '',
        reader.say(6, 2, (n) => (n === 1 ? '1 group' : `${n} groups`)),
      ),
    )
    return { header, next: dataAfter(part, part.from + length), summary: null }
  }
  reader.num(4, 4, 'group', 'Group', 'group', formatIpv4Number)
  let length = 8
  if (type === QUERY && size >= 12) {
    reader.num(8, 1, 'robustness', 'Suppress, robustness', 's, qrv')
    reader.num(9, 1, 'interval', 'Query interval code', 'qqic')
    const sources = reader.num(10, 2, 'sources', 'Sources', 'srcs')
    length = 12 + addSources(reader, 12, sources, 'source')
  }
  const info = (): string => withName(name ?? `type ${type}`, reader.say(4, 4, formatIpv4Number))
  return { header: reader.finish('IGMP', length, info), next: dataAfter(part, part.from + length), summary: null }
}

/** Adds as many addresses as are there; gives their length in bytes. */
function addSources(reader: HeaderReader, offset: number, count: number, key: string): number {
  const there = Math.min(count, Math.floor((reader.available - offset) / 4))
  for (let index = 0; index < there; index++)
    reader.num(offset + index * 4, 4, `${key}-${index + 1}`, 'Source', 'src', formatIpv4Number)
  return Math.max(0, there) * 4
}

function addRecords(reader: HeaderReader, count: number): number {
  let at = 8
  for (let index = 1; index <= count && at < reader.available; index++) {
    const length = 8 + reader.number(at + 2, 2) * 4 + reader.number(at + 1, 1) * 4
    if (reader.wantsFields) addRecord(reader, at, length, index)
    at += length
  }
  return at
}

function addRecord(reader: HeaderReader, at: number, length: number, index: number): void {
  const kind = reader.number(at, 1)
  const words = RECORD_TYPES[kind] ?? `type ${kind}`
  const group = formatIpv4Number(reader.number(at + 4, 4))
  reader.add(at, length, {
    name: `Group record ${index}`,
    short: 'record',
    key: `record-${index}`,
    value: `${group}, ${words}, ${countBytes(length)}`,
  })
}
