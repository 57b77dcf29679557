/**
 * IPv6 extension headers: the chain between the IPv6 header and the transport. Options inside them
 * are shown as bytes. ESP is not here: what follows it is encrypted.
 *
 * Source: RFC 8200 section 4, RFC 4302 (AH), RFC 6275, RFC 7401, RFC 5533.
 */
import { hexNumber } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { ipProtocolName, protocolOfIp, withName } from './names.ts'

const ROUTING = 43
const FRAGMENT = 44
const AUTHENTICATION = 51
const FRAGMENT_LENGTH = 8

export function dissectIpv6Extension(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ipv6-extension', 'network')
  const nextHeader = reader.number(0, 1)
  const nextText = withName(`${nextHeader}`, ipProtocolName(nextHeader))
  reader.add(0, 1, { name: 'Next header', short: 'nxt', key: 'next', value: nextText })
  const length = headerLength(part.number, reader.number(1, 1))
  if (part.number === FRAGMENT) addFragmentFields(reader)
  else addOtherFields(reader, part.number, length)

  const name = ipProtocolName(part.number) ?? 'extension header'
  const field = reader.finish(`IPv6 ${name}`, length, `next is ${nextText}`)
  const from = part.from + length

  const fragment = part.number === FRAGMENT ? reader.number(2, 2) : 0
  const isLaterFragment = fragment >>> 3 !== 0
  // While segments are left the destination is a waypoint, and the checksum is over the last one.
  const hasWaypoints = part.number === ROUTING && reader.number(3, 1) !== 0
  const next: Part = {
    protocol: isLaterFragment ? 'data' : protocolOfIp(nextHeader, 6),
    from,
    to: part.to,
    complete: part.complete && !isLaterFragment && (fragment & 1) === 0,
    pseudo: hasWaypoints ? null : part.pseudo,
    number: nextHeader,
    note: isLaterFragment ? `${ipProtocolName(nextHeader) ?? 'IPv6'} fragment` : ipProtocolName(nextHeader),
  }
  return { field, next, summary: null }
}

/** In bytes. AH counts in words of four less two, all others in words of eight less one. */
function headerLength(header: number, field: number): number {
  if (header === FRAGMENT) return FRAGMENT_LENGTH
  return header === AUTHENTICATION ? (field + 2) * 4 : (field + 1) * 8
}

function addFragmentFields(reader: HeaderReader): void {
  const fragment = reader.number(2, 2)
  const more = (fragment & 1) !== 0 ? 'more follow' : 'the last'
  reader.add(1, 1, { name: 'Reserved', short: 'res', key: 'reserved', value: `${reader.number(1, 1)}` })
  const value = `${(fragment >>> 3) * 8}, ${more}`
  reader.add(2, 2, { name: 'Fragment offset', short: 'frag', key: 'fragment', value })
  reader.add(4, 4, { name: 'Identification', short: 'id', key: 'id', value: hexNumber(reader.number(4, 4), 8) })
}

function addOtherFields(reader: HeaderReader, header: number, length: number): void {
  reader.add(1, 1, { name: 'Header length', short: 'len', key: 'length', value: countBytes(length) })
  if (header === ROUTING) {
    reader.add(2, 1, { name: 'Routing type', short: 'typ', key: 'type', value: `${reader.number(2, 1)}` })
    reader.add(3, 1, { name: 'Segments left', short: 'seg', key: 'segments', value: `${reader.number(3, 1)}` })
    reader.add(4, length - 4, { name: 'Route', short: 'route', key: 'content', value: countBytes(length - 4) })
  } else {
    reader.add(2, length - 2, { name: 'Content', short: 'content', key: 'content', value: countBytes(length - 2) })
  }
}
