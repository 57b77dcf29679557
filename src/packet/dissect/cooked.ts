/**
 * The pseudo headers that stand in for a link layer: Linux cooked versions 1 and 2, and the four
 * bytes of BSD loopback, in either byte order.
 *
 * Source: LINKTYPE_LINUX_SLL, _SLL2, _NULL and _LOOP of the tcpdump group's link-layer header types.
 */
import { hexNumber, joinBytes, formatMac } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part, ProtocolName } from './layer.ts'
import { etherTypeName, partOfEtherType, withName } from './names.ts'

const PACKET_TYPES: readonly (string | null)[] = ['to us', 'broadcast', 'multicast', 'to another host', 'sent by us']

function packetType(number: number): string {
  return withName(`${number}`, PACKET_TYPES[number] ?? null)
}

function hardware(number: number): string {
  return withName(`${number}`, number === 1 ? 'Ethernet' : number === 772 ? 'loopback' : null)
}

function address(reader: HeaderReader, offset: number, length: number): string {
  const bytes = reader.raw(offset, Math.min(length, 8))
  return length === 6 ? formatMac(bytes) : joinBytes(bytes, ' ')
}

function addProtocol(reader: HeaderReader, offset: number): number {
  return reader.num(offset, 2, 'type', 'Protocol', 'type', (n) => withName(hexNumber(n, 4), etherTypeName(n)))
}

function addAddress(reader: HeaderReader, offset: number, length: number): void {
  const used = Math.min(length, 8)
  const value = address(reader, offset, used)
  if (used > 0) reader.add(offset, used, { name: 'Sender address', short: 'address', key: 'address', value })
  if (used < 8)
    reader.add(offset + used, 8 - used, {
      name: 'Unused',
      short: 'unused',
      key: 'unused',
      value: joinBytes(reader.raw(offset + used, 8 - used), ' '),
    })
}

function kindText(kind: number): string {
  return PACKET_TYPES[kind] ?? `${kind}`
}

/** The sender's address, and the length of it just before; empty where they are not whole, or the length is zero. */
function senderText(reader: HeaderReader, offset: number, length: number): string {
  return reader.has(offset, Math.min(length, 8)) ? address(reader, offset, length) : ''
}

/** `from nobody` where the length is there and zero. */
function fromText(reader: HeaderReader, offset: number, length: number): string | null {
  const sender = senderText(reader, offset, length)
  if (sender !== '') return `from ${sender}`
  return length === 0 && reader.has(0, offset) ? 'from nobody' : null
}

export function dissectCooked(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'sll', 'link')
  reader.num(0, 2, 'packet', 'Packet type', 'pkt', packetType)
  reader.num(2, 2, 'hardware', 'Hardware type', 'hw', hardware)
  const length = reader.num(4, 2, 'address-length', 'Address length', 'al')
  if (reader.wantsFields) addAddress(reader, 6, length)
  const type = addProtocol(reader, 14)
  return {
    header: reader.finish('Linux cooked', 16, () =>
      withName(reader.say(0, 2, kindText) ?? '', fromText(reader, 6, length)),
    ),
    next: partOfEtherType(part, part.from + 16, type),
    summary: null,
    ends: () => [senderText(reader, 6, length), ''],
  }
}

export function dissectCooked2(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'sll2', 'link')
  const type = addProtocol(reader, 0)
  reader.num(2, 2, 'reserved', 'Reserved', 'res')
  reader.num(4, 4, 'interface', 'Interface', 'if')
  reader.num(8, 2, 'hardware', 'Hardware type', 'hw', hardware)
  reader.num(10, 1, 'packet', 'Packet type', 'pkt', packetType)
  const length = reader.num(11, 1, 'address-length', 'Address length', 'al')
  if (reader.wantsFields) addAddress(reader, 12, length)
  return {
    header: reader.finish('Linux cooked, version 2', 20, () =>
      withName(reader.say(10, 1, kindText) ?? '', fromText(reader, 12, length)),
    ),
    next: partOfEtherType(part, part.from + 20, type),
    summary: null,
    ends: () => [senderText(reader, 12, length), ''],
  }
}

/** AF_INET is 2 everywhere; AF_INET6 is 24 on NetBSD and OpenBSD, 28 on FreeBSD, 30 on macOS, 10 on Linux. */
const FAMILIES: ReadonlyMap<number, ProtocolName> = new Map([
  [2, 'ipv4'],
  [10, 'ipv6'],
  [24, 'ipv6'],
  [28, 'ipv6'],
  [30, 'ipv6'],
])

/** `IPv4`, or null for a family that is no IP. */
export function addressFamilyName(number: number): string | null {
  const protocol = FAMILIES.get(number)
  return protocol === undefined ? null : protocol === 'ipv4' ? 'IPv4' : 'IPv6'
}

export function dissectLoopback(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'loopback', 'link')
  const big = reader.number(0, 4)
  // The number is small, so the order in which it is small is the one of the machine that captured.
  const isLittle = (big & 0xffff) === 0 && big !== 0
  const family = isLittle ? (big >>> 24) | ((big >>> 8) & 0xff00) : big
  const protocol = FAMILIES.get(family) ?? 'data'
  const name = addressFamilyName(family)
  reader.num(0, 4, 'family', 'Address family', 'family', () => {
    return `${withName(`${family}`, name)}${isLittle ? ', little-endian' : ''}`
  })
  return {
    header: reader.finish('Loopback', 4, () => (reader.has(0, 4) ? (name ?? `family ${family}`) : '')),
    next: { ...part, protocol, from: part.from + 4, number: 0, note: null },
    summary: null,
  }
}
