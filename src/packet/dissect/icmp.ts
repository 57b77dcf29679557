/**
 * ICMP. The datagram that an error message quotes is the next header.
 *
 * Source: RFC 792, RFC 1191 (next-hop MTU), RFC 1812; numbers from IANA's "ICMP Parameters".
 */
import { formatIpv4, hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { withName } from './names.ts'
import { addPlainChecksum } from './transport-checksum.ts'

const HEADER_LENGTH = 8
const CHECKSUM_AT = 2

const TYPES: ReadonlyMap<number, string> = new Map([
  [0, 'Echo reply'],
  [3, 'Destination unreachable'],
  [4, 'Source quench'],
  [5, 'Redirect'],
  [8, 'Echo request'],
  [9, 'Router advertisement'],
  [10, 'Router solicitation'],
  [11, 'Time exceeded'],
  [12, 'Parameter problem'],
  [13, 'Timestamp request'],
  [14, 'Timestamp reply'],
  [17, 'Address mask request'],
  [18, 'Address mask reply'],
])

const UNREACHABLE_CODES = [
  'network',
  'host',
  'protocol',
  'port',
  'fragmentation needed',
  'source route failed',
  'network unknown',
  'host unknown',
  'source host isolated',
  'network prohibited',
  'host prohibited',
  'network for this service',
  'host for this service',
  'prohibited by a filter',
]

const REDIRECTS = ['network', 'host', 'service and network', 'service and host']
const WITH_IDENTIFIER = [0, 8, 13, 14, 15, 16, 17, 18]
const QUOTES_DATAGRAM = [3, 4, 5, 11, 12]

/** The name of an ICMP type, or null. */
export function icmpTypeName(type: number): string | null {
  return TYPES.get(type) ?? null
}

export function dissectIcmp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'icmp', 'transport')
  const type = reader.number(0, 1)
  const code = reader.number(1, 1)
  if (reader.wantsFields) addFields(reader, part, type, code)
  const info = (): string => {
    const detail = WITH_IDENTIFIER.includes(type)
      ? reader.say(6, 2, (n) => `seq ${n}`)
      : reader.say(1, 1, (n) => codeName(type, n))
    return withName(icmpTypeName(type) ?? `type ${type}`, detail)
  }
  const length = type === 13 || type === 14 ? 20 : type === 17 || type === 18 ? 12 : HEADER_LENGTH
  const header = reader.finish('ICMP', length, info)
  const from = part.from + length
  // An error message quotes the start of the datagram that it answers.
  const isQuote = QUOTES_DATAGRAM.includes(type)
  const next: Part = { ...part, protocol: isQuote ? 'ipv4' : 'data', from, quoted: part.quoted || isQuote, note: null }
  return { header, next, summary: null }
}

function addFields(reader: HeaderReader, part: Part, type: number, code: number): void {
  reader.add(0, 1, { name: 'Type', short: 'typ', key: 'type', value: withName(`${type}`, icmpTypeName(type)) })
  reader.add(1, 1, { name: 'Code', short: 'cod', key: 'code', value: withName(`${code}`, codeName(type, code)) })
  addPlainChecksum(reader, part, CHECKSUM_AT, reader.available)
  addRest(reader, type, code)
}

/** Bytes 4 to 7, whose meaning hangs on the type. */
function addRest(reader: HeaderReader, type: number, code: number): void {
  if (WITH_IDENTIFIER.includes(type)) {
    reader.add(4, 2, { name: 'Identifier', short: 'id', key: 'id', value: hexNumber(reader.number(4, 2), 4) })
    reader.add(6, 2, { name: 'Sequence number', short: 'seq', key: 'sequence', value: `${reader.number(6, 2)}` })
    if (type === 13 || type === 14) {
      for (const [index, name] of ['Originate', 'Receive', 'Transmit'].entries())
        reader.num(8 + 4 * index, 4, name.toLowerCase(), `${name} timestamp`, name.toLowerCase().slice(0, 4))
    } else if (type === 17 || type === 18) {
      reader.add(8, 4, { name: 'Address mask', short: 'mask', key: 'mask', value: formatIpv4(reader.raw(8, 4)) })
    }
  } else if (type === 12) {
    reader.num(4, 1, 'pointer', 'Pointer', 'ptr')
    reader.add(5, 3, { name: 'Unused', short: 'unused', key: 'unused', value: `${reader.number(4, 4) % 0x1000000}` })
  } else if (type === 5) {
    const gateway = formatIpv4(reader.raw(4, 4))
    reader.add(4, 4, { name: 'Gateway', short: 'gateway', key: 'gateway', value: gateway })
  } else if (type === 3 && code === 4) {
    reader.add(4, 2, { name: 'Unused', short: null, key: 'unused', value: `${reader.number(4, 2)}` })
    reader.add(6, 2, { name: 'Next-hop MTU', short: 'mtu', key: 'mtu', value: `${reader.number(6, 2)}` })
  } else {
    const value = hexNumber(reader.number(4, 4), 8)
    reader.add(4, 4, { name: 'Rest of header', short: 'rest', key: 'rest', value })
  }
}

function codeName(type: number, code: number): string | null {
  if (type === 3) return UNREACHABLE_CODES[code] ?? null
  if (type === 5) return REDIRECTS[code] ?? null
  if (type === 11) return code === 0 ? 'in transit' : code === 1 ? 'in reassembly' : null
  return null
}
