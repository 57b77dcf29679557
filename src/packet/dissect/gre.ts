/**
 * GRE with its optional fields, version 0 and PPTP's version 1. ERSPAN is shown as data.
 *
 * Source: RFC 2784, RFC 2890, RFC 2637.
 */
import { ETHERTYPE } from '../../net/index.ts'
import { hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { etherTypeName, protocolOfEtherType, withName } from './names.ts'
import { addPlainChecksum } from './transport-checksum.ts'

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x880b, 'PPP'],
  [0x88be, 'ERSPAN, type II'],
  [0x22eb, 'ERSPAN, type III'],
])

export function dissectGre(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'gre', 'network')
  const flags = reader.number(0, 2)
  const version = flags & 7
  const has = (bit: number): boolean => (flags & bit) !== 0
  if (reader.wantsFields) addFlags(reader, flags)
  const name = (n: number): string | null => NAMES.get(n) ?? etherTypeName(n)
  const type = reader.num(2, 2, 'type', 'Protocol', 'type', (n) => withName(hexNumber(n, 4), name(n)))
  let at = 4
  if (has(0x8000)) {
    if (reader.wantsFields) addPlainChecksum(reader, part, at, reader.available)
    reader.num(at + 2, 2, 'reserved', 'Reserved', 'res')
    at += 4
  }
  if (has(0x2000) && version === 1) {
    reader.num(at, 2, 'payload', 'Payload length', 'length')
    reader.num(at + 2, 2, 'call', 'Call', 'call')
    at += 4
  } else if (has(0x2000)) {
    reader.num(at, 4, 'key', 'Key', 'key', (n) => hexNumber(n, 8))
    at += 4
  }
  if (has(0x1000)) {
    reader.num(at, 4, 'sequence', 'Sequence number', 'seq')
    at += 4
  }
  if (version === 1 && has(0x0080)) {
    reader.num(at, 4, 'acknowledgement', 'Acknowledgement', 'ack')
    at += 4
  }
  const from = part.from + at
  const protocol = type === 0x880b ? 'ppp' : type === ETHERTYPE.TEB ? 'ethernet' : protocolOfEtherType(type)
  const next: Part = { ...part, protocol, from, pseudo: null, number: type, note: name(type) }
  return {
    header: reader.finish('GRE', at, () => reader.say(2, 2, (n) => name(n) ?? hexNumber(n, 4)) ?? ''),
    next,
    summary: null,
  }
}

function addFlags(reader: HeaderReader, flags: number): void {
  const words = [
    (flags & 0x8000) !== 0 ? 'checksum' : null,
    (flags & 0x2000) !== 0 ? 'key' : null,
    (flags & 0x1000) !== 0 ? 'sequence' : null,
  ].filter((word) => word !== null)
  reader.add(0, 2, {
    name: 'Flags, version',
    short: 'flags',
    key: 'flags',
    value: `${words.length === 0 ? 'none' : words.join(', ')}, version ${flags & 7}`,
    children: reader.bits(0, 2, [
      ['flag-checksum', 'Checksum present', 15, 1],
      ['flag-key', 'Key present', 13, 1],
      ['flag-sequence', 'Sequence present', 12, 1],
      ['version', 'Version', 0, 3],
    ]),
  })
}
