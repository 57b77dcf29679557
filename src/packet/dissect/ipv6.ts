/**
 * The IPv6 header, 40 bytes. The extension headers that may follow are in ipv6-extension.ts.
 *
 * Source: RFC 8200 section 3.
 */
import { formatIpv6, hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import { lengthWithPadding } from './ether-type.ts'
import { type Dissected, type Ends, type Part, endsText } from './layer.ts'
import { ipProtocolName, protocolOfIp, withName } from './names.ts'

const HEADER_LENGTH = 40

export function dissectIpv6(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ipv6', 'network')
  const payloadLength = reader.number(4, 2)
  const nextHeader = reader.number(6, 1)
  if (reader.wantsFields) addFields(reader, part.quoted || !part.complete)
  const ends = (): Ends => [addressAt(reader, 8), addressAt(reader, 24)]
  const summary = (): string => endsText(ends())
  if (reader.available < HEADER_LENGTH) {
    const header = reader.finish('IPv6', HEADER_LENGTH, summary)
    return reader.has(8, 16) ? { header, next: null, summary, ends } : { header, next: null, summary: null }
  }
  const from = part.from + HEADER_LENGTH
  const end = isJumbo(reader) ? part.to : from + payloadLength
  const next: Part = {
    protocol: protocolOfIp(nextHeader, 6),
    from,
    to: Math.min(end, part.to),
    complete: part.complete && end <= part.to,
    quoted: part.quoted,
    brief: part.brief,
    pseudo: { from: part.from + 8, size: 16 },
    number: nextHeader,
    note: ipProtocolName(nextHeader),
  }
  return { header: reader.finish('IPv6', HEADER_LENGTH, summary), next, summary, ends }
}

/** A jumbo packet says zero where its length should be, and its length in a hop-by-hop option. */
function isJumbo(reader: HeaderReader): boolean {
  return reader.number(4, 2) === 0 && reader.number(6, 1) === 0
}

/** Empty where the address is not whole. */
function addressAt(reader: HeaderReader, offset: number): string {
  return reader.sayBytes(offset, 16, formatIpv6)
}

/** `isCut` where the packet's end is elsewhere. */
function addFields(reader: HeaderReader, isCut: boolean): void {
  const first = reader.number(0, 4)
  const version = first >>> 28
  const trafficClass = (first >>> 20) & 0xff
  const payloadLength = reader.number(4, 2)
  const nextHeader = reader.number(6, 1)
  const room = reader.available - HEADER_LENGTH
  reader.add(0, 4, {
    name: 'Version, traffic class, flow label',
    short: 'ver, flow',
    key: 'version',
    value: `${version}, ${trafficClass}, ${hexNumber(first & 0xfffff, 5)}`,
    warning: version === 6 ? null : 'should be version 6',
    children: reader.bits(0, 4, [
      ['version-number', 'Version', 28, 4],
      ['class', 'Traffic class', 20, 8],
      ['flow', 'Flow label', 0, 20, (n) => hexNumber(n, 5)],
    ]),
  })
  reader.add(4, 2, {
    name: 'Payload length',
    short: 'length',
    key: 'length',
    value: `${payloadLength}`,
    warning: payloadLength > room && !isCut ? `the frame has ${Math.max(0, room)}` : null,
    right: isCut || isJumbo(reader) || room < 0 || room > 0xffff ? null : lengthWithPadding(payloadLength, room),
  })
  const nextText = withName(`${nextHeader}`, ipProtocolName(nextHeader))
  reader.add(6, 1, { name: 'Next header', short: 'nxt', key: 'next', value: nextText })
  reader.add(7, 1, { name: 'Hop limit', short: 'hop', key: 'hop-limit', value: `${reader.number(7, 1)}` })
  reader.add(8, 16, { name: 'Source', short: 'source', key: 'source', value: addressAt(reader, 8) })
  reader.add(24, 16, { name: 'Destination', short: 'dest', key: 'destination', value: addressAt(reader, 24) })
}
