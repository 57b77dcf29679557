/**
 * IPv6 extension headers: the chain between the IPv6 header and the transport. Mobility, HIP and
 * Shim6 are shown as bytes. ESP is not here: what follows it is encrypted.
 *
 * Source: RFC 8200 section 4, RFC 4302 (AH), RFC 6275, RFC 7401, RFC 5533.
 */
import { formatIpv6, hexNumber } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { ipProtocolName, protocolOfIp, withName } from './names.ts'

const ROUTING = 43
const FRAGMENT = 44
const AUTHENTICATION = 51
const HOP_BY_HOP = 0
const DESTINATION = 60
const FRAGMENT_LENGTH = 8
/** Without its check value. */
const AUTHENTICATION_LENGTH = 12

const OPTIONS: ReadonlyMap<number, readonly [name: string, short: string]> = new Map([
  [0, ['Padding', 'pad']],
  [1, ['Padding', 'pad']],
  [0x05, ['Router alert', 'alert']],
  [0xc2, ['Jumbo payload', 'jumbo']],
  [0xc9, ['Home address', 'home']],
  [0x63, ['RPL', 'rpl']],
])

export function dissectIpv6Extension(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ipv6-extension', 'network')
  const nextHeader = reader.number(0, 1)
  const length = headerLength(part.number, reader.number(1, 1))
  if (reader.wantsFields) addFields(reader, part.number, length)

  const name = ipProtocolName(part.number) ?? 'extension header'
  const title = part.number === AUTHENTICATION ? name : `IPv6 ${name}`
  const header = reader.finish(title, length, () => `next is ${protocolText(nextHeader)}`)
  const from = part.from + length

  const fragment = part.number === FRAGMENT ? reader.number(2, 2) : 0
  const isLaterFragment = fragment >>> 3 !== 0
  // While segments are left the destination is a waypoint, and the checksum is over the last one.
  const hasWaypoints = part.number === ROUTING && reader.number(3, 1) !== 0
  // AH stands in IPv4 too.
  const version = part.pseudo?.size === 4 ? 4 : 6
  const next: Part = {
    ...part,
    protocol: isLaterFragment ? 'data' : protocolOfIp(nextHeader, version),
    from,
    to: part.to,
    complete: part.complete && !isLaterFragment && (fragment & 1) === 0,
    pseudo: hasWaypoints ? null : part.pseudo,
    number: nextHeader,
    note: isLaterFragment ? `${ipProtocolName(nextHeader) ?? 'IPv6'} fragment` : ipProtocolName(nextHeader),
  }
  return { header, next, summary: null }
}

/** In bytes. AH counts in words of four less two, all others in words of eight less one. */
function headerLength(header: number, field: number): number {
  if (header === FRAGMENT) return FRAGMENT_LENGTH
  return header === AUTHENTICATION ? Math.max(AUTHENTICATION_LENGTH, (field + 2) * 4) : (field + 1) * 8
}

function protocolText(number: number): string {
  return withName(`${number}`, ipProtocolName(number))
}

function addFields(reader: HeaderReader, header: number, length: number): void {
  const value = protocolText(reader.number(0, 1))
  reader.add(0, 1, { name: 'Next header', short: 'nxt', key: 'next', value })
  if (header === FRAGMENT) addFragmentFields(reader)
  else addOtherFields(reader, header, length)
}

function addFragmentFields(reader: HeaderReader): void {
  const fragment = reader.number(2, 2)
  const more = (fragment & 1) !== 0 ? 'more follow' : 'the last'
  reader.add(1, 1, { name: 'Reserved', short: 'res', key: 'reserved', value: `${reader.number(1, 1)}` })
  const value = `${(fragment >>> 3) * 8}, ${more}`
  reader.add(2, 2, {
    name: 'Fragment offset',
    short: 'frag',
    key: 'fragment',
    value,
    children: reader.bits(2, 2, [
      ['offset', 'Offset', 3, 13, (n) => `${n}, byte ${n * 8}`],
      ['more', 'More fragments', 0, 1],
    ]),
  })
  reader.add(4, 4, { name: 'Identification', short: 'id', key: 'id', value: hexNumber(reader.number(4, 4), 8) })
}

function addOtherFields(reader: HeaderReader, header: number, length: number): void {
  reader.add(1, 1, { name: 'Header length', short: 'len', key: 'length', value: countBytes(length) })
  if (header === ROUTING) {
    reader.add(2, 1, { name: 'Routing type', short: 'typ', key: 'type', value: `${reader.number(2, 1)}` })
    reader.add(3, 1, { name: 'Segments left', short: 'seg', key: 'segments', value: `${reader.number(3, 1)}` })
    addRoute(reader, length)
  } else if (header === AUTHENTICATION) {
    reader.num(2, 2, 'reserved', 'Reserved', 'res')
    reader.num(4, 4, 'spi', 'Security parameters index', 'spi', (n) => hexNumber(n, 8))
    reader.num(8, 4, 'sequence', 'Sequence number', 'seq')
    reader.add(12, length - 12, { name: 'Check value', short: 'icv', key: 'icv', value: countBytes(length - 12) })
  } else if (header === HOP_BY_HOP || header === DESTINATION) {
    addOptions(reader, length)
  } else {
    reader.add(2, length - 2, { name: 'Content', short: 'content', key: 'content', value: countBytes(length - 2) })
  }
}

/** Types 0, 2 and 4 have four bytes of their own and then whole addresses; others are shown as bytes. */
function addRoute(reader: HeaderReader, length: number): void {
  const type = reader.number(2, 1)
  const hasAddresses = type === 0 || type === 2 || type === 4
  let at = 4
  if (hasAddresses) {
    reader.num(4, 4, 'reserved', type === 4 ? 'Last entry, flags, tag' : 'Reserved', 'res', (n) => hexNumber(n, 8))
    for (at = 8; at + 16 <= length && at + 16 <= reader.available; at += 16) {
      const value = formatIpv6(reader.raw(at, 16))
      reader.add(at, 16, { name: 'Address', short: 'address', key: `address-${(at - 8) / 16 + 1}`, value })
    }
  }
  if (at < length)
    reader.add(at, length - at, { name: 'Route', short: 'route', key: 'content', value: countBytes(length - at) })
}

/** Options of type, length, body; type 0 is one byte of padding (RFC 8200 section 4.2). */
function addOptions(reader: HeaderReader, length: number): void {
  let at = 2
  for (let index = 1; at < Math.min(length, reader.available); index++) {
    const type = reader.number(at, 1)
    const rest = length - at
    const size = type === 0 || rest < 2 ? 1 : Math.min(2 + reader.number(at + 1, 1), rest)
    const [name, short] = OPTIONS.get(type) ?? [`Option ${hexNumber(type, 2)}`, 'opt']
    const number = size === 4 ? reader.number(at + 2, 2) : size === 6 ? reader.number(at + 2, 4) : null
    const value = type > 1 && number !== null ? `${number}` : countBytes(size)
    reader.add(at, size, { name, short, key: `option-${index}`, value })
    at += size
  }
}
