/**
 * The IPv6 header, 40 bytes. The extension headers that may follow are in ipv6-extension.ts.
 *
 * Source: RFC 8200 section 3.
 */
import { formatIpv6, hexNumber } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import { lengthWithPadding } from './ether-type.ts'
import type { Dissected, Part } from './layer.ts'
import { ipProtocolName, protocolOfIp, withName } from './names.ts'

const HEADER_LENGTH = 40

export function dissectIpv6(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ipv6', 'network')
  const first = reader.number(0, 4)
  const version = first >>> 28
  const trafficClass = (first >>> 20) & 0xff
  const payloadLength = reader.number(4, 2)
  const nextHeader = reader.number(6, 1)
  const room = reader.available - HEADER_LENGTH
  // A jumbo packet says zero here and its length in a hop-by-hop option.
  const isJumbo = payloadLength === 0 && nextHeader === 0
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
    warning: payloadLength > room && !part.quoted ? `the frame has ${Math.max(0, room)}` : null,
    right: part.quoted || isJumbo || room < 0 || room > 0xffff ? null : lengthWithPadding(payloadLength, room),
  })
  const nextText = withName(`${nextHeader}`, ipProtocolName(nextHeader))
  reader.add(6, 1, { name: 'Next header', short: 'nxt', key: 'next', value: nextText })
  reader.add(7, 1, { name: 'Hop limit', short: 'hop', key: 'hop-limit', value: `${reader.number(7, 1)}` })
  const isWhole = reader.available >= HEADER_LENGTH
  const source = isWhole ? formatIpv6(reader.raw(8, 16)) : ''
  const destination = isWhole ? formatIpv6(reader.raw(24, 16)) : ''
  const sourceText = reader.available >= 24 ? formatIpv6(reader.raw(8, 16)) : ''
  reader.add(8, 16, { name: 'Source', short: 'source', key: 'source', value: sourceText })
  reader.add(24, 16, { name: 'Destination', short: 'dest', key: 'destination', value: destination })
  if (!isWhole) {
    return { field: reader.finish('IPv6', HEADER_LENGTH, countBytes(reader.available)), next: null, summary: null }
  }
  const summary = `${source} → ${destination}`
  const from = part.from + HEADER_LENGTH
  const end = isJumbo ? part.to : from + payloadLength
  const next: Part = {
    ...part,
    protocol: protocolOfIp(nextHeader, 6),
    from,
    to: Math.min(end, part.to),
    complete: part.complete && end <= part.to,
    pseudo: { source: reader.raw(8, 16), destination: reader.raw(24, 16) },
    number: nextHeader,
    note: ipProtocolName(nextHeader),
  }
  return { field: reader.finish('IPv6', HEADER_LENGTH, summary), next, summary, ends: [source, destination] }
}
