/**
 * UDP. Over IPv4 a checksum of zero means that there is none; over IPv6 there must be one, but for
 * tunnels.
 *
 * Source: RFC 768, RFC 8200 section 8.1, RFC 6935.
 */
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part, ProtocolName } from './layer.ts'
import { portName, portsText, withName } from './names.ts'
import { addTransportChecksum, rightTransportChecksum } from './transport-checksum.ts'

const HEADER_LENGTH = 8
const CHECKSUM_AT = 6
const PROTOCOL = 17
/** DNS, mDNS, LLMNR: the same header on each. */
const DNS_PORTS = [53, 5353, 5355]
/** 8472 is what Linux had before VXLAN was given a port. */
const BY_PORT: ReadonlyMap<number, ProtocolName> = new Map([
  [4789, 'vxlan'],
  [8472, 'vxlan'],
  [6081, 'geneve'],
])

export function dissectUdp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'udp', 'transport')
  const source = reader.number(0, 2)
  const destination = reader.number(2, 2)
  const length = reader.number(4, 2)
  if (reader.wantsFields) addFields(reader, part)
  const header = reader.finish('UDP', HEADER_LENGTH, () => portsText(reader))
  const from = part.from + HEADER_LENGTH
  const isDns = DNS_PORTS.includes(source) || DNS_PORTS.includes(destination)
  // A tunnel's source port is any: it spreads flows, and may happen to be that of DNS.
  const protocol: ProtocolName = BY_PORT.get(destination) ?? (isDns ? 'dns' : 'data')
  // Data is what bears the note, and nobody who is brief gets to data.
  const note = part.brief ? null : (portName(destination, 'udp') ?? portName(source, 'udp'))
  // A length that cannot be is not followed: all there is belongs to the datagram.
  const to = length < HEADER_LENGTH ? part.to : Math.min(part.from + length, part.to)
  const { complete, quoted, brief, pseudo, number } = part
  return { header, next: { protocol, from, to, complete, quoted, brief, pseudo, number, note }, summary: null }
}

function addFields(reader: HeaderReader, part: Part): void {
  const source = reader.number(0, 2)
  const destination = reader.number(2, 2)
  const length = reader.number(4, 2)
  const sourceText = withName(`${source}`, portName(source, 'udp'))
  const destinationText = withName(`${destination}`, portName(destination, 'udp'))
  reader.add(0, 2, { name: 'Source port', short: 'sport', key: 'source', value: sourceText })
  reader.add(2, 2, { name: 'Destination port', short: 'dport', key: 'destination', value: destinationText })
  reader.add(4, 2, {
    name: 'Length',
    short: 'length',
    key: 'length',
    value: `${length}`,
    warning: lengthWarning(length, reader.available, part.complete),
    right: part.complete && !part.quoted && reader.available <= 0xffff ? reader.available : null,
  })
  addChecksum(reader, part, Math.max(length, HEADER_LENGTH), BY_PORT.has(destination))
}

function addChecksum(reader: HeaderReader, part: Part, length: number, isTunnel: boolean): void {
  if (reader.number(CHECKSUM_AT, 2) !== 0 || reader.available < HEADER_LENGTH) {
    addTransportChecksum(reader, part, CHECKSUM_AT, PROTOCOL, length)
    return
  }
  const isWrong = part.pseudo?.size === 16 && !isTunnel
  reader.add(CHECKSUM_AT, 2, {
    name: 'Checksum',
    short: 'cksum',
    key: 'checksum',
    value: '0x0000, none',
    warning: isWrong ? 'must not be zero over IPv6' : null,
    right: isWrong ? rightTransportChecksum(reader, part, CHECKSUM_AT, PROTOCOL, length) : null,
  })
}

function lengthWarning(length: number, available: number, complete: boolean): string | null {
  if (length < HEADER_LENGTH) return 'should be 8 or more'
  return complete && length > available ? `the packet has ${available}` : null
}
