/**
 * ICMPv6: errors with the packet that they quote, echo, multicast listener and neighbour discovery
 * with its options.
 *
 * Source: RFC 4443, RFC 4861, RFC 2710, RFC 3810; numbers from IANA's "ICMPv6 Parameters".
 */
import { formatIpv6, formatMac, hexNumber } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { withName } from './names.ts'
import { addTransportChecksum } from './transport-checksum.ts'

const HEADER_LENGTH = 8
const CHECKSUM_AT = 2
const PROTOCOL = 58
const ADDRESS_LENGTH = 16
const ROUTER_ADVERTISEMENT = 134
/** What a router advertisement has between its header and its options. */
const TIMERS_LENGTH = 8

const TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'Destination unreachable'],
  [2, 'Packet too big'],
  [3, 'Time exceeded'],
  [4, 'Parameter problem'],
  [128, 'Echo request'],
  [129, 'Echo reply'],
  [130, 'Multicast listener query'],
  [131, 'Multicast listener report'],
  [132, 'Multicast listener done'],
  [133, 'Router solicitation'],
  [ROUTER_ADVERTISEMENT, 'Router advertisement'],
  [135, 'Neighbour solicitation'],
  [136, 'Neighbour advertisement'],
  [137, 'Redirect'],
  [143, 'Multicast listener report, version 2'],
])

const UNREACHABLE = ['no route', 'prohibited', 'beyond scope', 'address', 'port', 'source policy', 'reject route']

/** Where the addresses and the options of a message start, from its own start; those of the others end at 8. */
const ADDRESSES: ReadonlyMap<number, readonly string[]> = new Map([
  [130, ['Group']],
  [131, ['Group']],
  [132, ['Group']],
  [135, ['Target']],
  [136, ['Target']],
  [137, ['Target', 'Destination']],
])
const HAS_OPTIONS = [133, ROUTER_ADVERTISEMENT, 135, 136, 137]

/** The name of an ICMPv6 type, or null. */
export function icmpv6TypeName(type: number): string | null {
  return TYPES.get(type) ?? null
}

export function dissectIcmpv6(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'icmpv6', 'transport')
  const type = reader.number(0, 1)
  const code = reader.number(1, 1)
  const names = ADDRESSES.get(type) ?? []
  const addressesAt = HEADER_LENGTH + (type === ROUTER_ADVERTISEMENT ? TIMERS_LENGTH : 0)
  const optionsAt = addressesAt + ADDRESS_LENGTH * names.length
  // Options go on to the message's end.
  const length = HAS_OPTIONS.includes(type) ? Math.max(optionsAt, reader.available) : optionsAt
  if (reader.wantsFields) {
    addFields(reader, part, type, code)
    for (const [index, name] of names.entries()) addAddress(reader, addressesAt + ADDRESS_LENGTH * index, name)
    if (HAS_OPTIONS.includes(type)) addOptions(reader, optionsAt)
  }
  const info = (): string => {
    const target = names.length === 0 ? '' : addressAt(reader, addressesAt)
    const isEcho = type === 128 || type === 129
    const detail = isEcho ? reader.say(6, 2, (n) => `seq ${n}`) : reader.say(1, 1, (n) => codeName(type, n))
    return withName(icmpv6TypeName(type) ?? `type ${type}`, target === '' ? detail : target)
  }
  const isQuote = type >= 1 && type <= 4
  const next: Part = {
    ...part,
    protocol: isQuote ? 'ipv6' : 'data',
    from: part.from + length,
    quoted: part.quoted || isQuote,
    note: null,
  }
  return { header: reader.finish('ICMPv6', length, info), next, summary: null }
}

/** Empty where the address is not whole. */
function addressAt(reader: HeaderReader, offset: number): string {
  return reader.sayBytes(offset, ADDRESS_LENGTH, formatIpv6)
}

function addAddress(reader: HeaderReader, offset: number, name: string): void {
  const key = name.toLowerCase()
  reader.add(offset, ADDRESS_LENGTH, { name, short: key, key, value: addressAt(reader, offset) })
}

function addFields(reader: HeaderReader, part: Part, type: number, code: number): void {
  reader.add(0, 1, { name: 'Type', short: 'typ', key: 'type', value: withName(`${type}`, icmpv6TypeName(type)) })
  reader.add(1, 1, { name: 'Code', short: 'cod', key: 'code', value: withName(`${code}`, codeName(type, code)) })
  addTransportChecksum(reader, part, CHECKSUM_AT, PROTOCOL, reader.available)
  addRest(reader, type)
}

function codeName(type: number, code: number): string | null {
  if (type === 1) return UNREACHABLE[code] ?? null
  if (type === 3) return code === 0 ? 'in transit' : code === 1 ? 'in reassembly' : null
  return null
}

/** Bytes 4 to 7, whose meaning hangs on the type, and a router advertisement's two timers. */
function addRest(reader: HeaderReader, type: number): void {
  if (type === 128 || type === 129) {
    reader.num(4, 2, 'id', 'Identifier', 'id', (n) => hexNumber(n, 4))
    reader.num(6, 2, 'sequence', 'Sequence number', 'seq')
  } else if (type === 2) {
    reader.num(4, 4, 'mtu', 'MTU', 'mtu')
  } else if (type === 4) {
    reader.num(4, 4, 'pointer', 'Pointer', 'pointer')
  } else if (type >= 130 && type <= 132) {
    reader.num(4, 2, 'delay', 'Maximum response delay', 'delay', (n) => `${n}, milliseconds`)
    reader.num(6, 2, 'reserved', 'Reserved', 'res')
  } else if (type === 143) {
    reader.num(4, 2, 'reserved', 'Reserved', 'res')
    reader.num(6, 2, 'records', 'Group records', 'recs')
  } else if (type === ROUTER_ADVERTISEMENT) {
    reader.num(4, 1, 'hop-limit', 'Hop limit', 'hop')
    const flags = reader.number(5, 1)
    const words = `${(flags & 0x80) === 0 ? '' : 'managed, '}${(flags & 0x40) === 0 ? '' : 'other configuration, '}`
    reader.num(5, 1, 'flags', 'Flags', 'flg', () => (words === '' ? 'none' : words.slice(0, -2)))
    reader.num(6, 2, 'lifetime', 'Router lifetime', 'life', (n) => `${n}, seconds`)
    reader.num(8, 4, 'reachable', 'Reachable time', 'reach', (n) => `${n}, milliseconds`)
    reader.num(12, 4, 'retransmit', 'Retransmit time', 'retrans', (n) => `${n}, milliseconds`)
  } else {
    reader.num(4, 4, 'rest', 'Rest of header', 'rest', (n) => hexNumber(n, 8))
  }
}

const OPTIONS: ReadonlyMap<number, readonly [name: string, short: string]> = new Map([
  [1, ['Source link-layer address', 'src MAC']],
  [2, ['Target link-layer address', 'tgt MAC']],
  [3, ['Prefix information', 'prefix']],
  [4, ['Redirected header', 'header']],
  [5, ['MTU', 'mtu']],
  [25, ['DNS servers', 'dns']],
  [31, ['DNS search list', 'search']],
])

/** Options count their length in words of eight; one of zero would never end. */
function addOptions(reader: HeaderReader, start: number): void {
  let at = start
  for (let index = 1; at < reader.available; index++) {
    const type = reader.number(at, 1)
    const claimed = reader.number(at + 1, 1) * 8
    const rest = reader.available - at
    const length = claimed === 0 ? rest : Math.min(claimed, rest)
    const [name, short] = OPTIONS.get(type) ?? [`Option ${type}`, 'opt']
    const warning = claimed === 0 ? 'length should be 1 or more' : claimed > length ? `the packet has ${length}` : null
    // A capture's end is no fault of the option's: it is as long as it says, or has a length at least.
    const size = reader.complete ? length : rest < 2 ? 2 : Math.max(claimed, length)
    reader.add(at, size, {
      name,
      short,
      key: `option-${index}`,
      value: optionText(type, reader.raw(at, length)),
      warning,
    })
    at += length
  }
}

/** `option` is whole, with type and length. */
function optionText(type: number, option: Uint8Array): string {
  if ((type === 1 || type === 2) && option.length === 8) return formatMac(option.subarray(2))
  if (type === 3 && option.length === 32) return `${formatIpv6(option.subarray(16))}/${option[2] ?? 0}`
  if (type === 5 && option.length === 8) return `${option.subarray(4).reduce((n, byte) => n * 256 + byte, 0)}`
  return countBytes(option.length)
}
