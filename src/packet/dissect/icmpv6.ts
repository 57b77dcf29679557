/**
 * ICMPv6, with neighbour discovery's fixed parts; its options are shown as bytes.
 *
 * Source: RFC 4443, RFC 4861; numbers from IANA's "ICMPv6 Parameters".
 */
import { formatIpv6, hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { withName } from './names.ts'
import { addTransportChecksum } from './transport-checksum.ts'

const HEADER_LENGTH = 8
const CHECKSUM_AT = 2
const PROTOCOL = 58

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
  [134, 'Router advertisement'],
  [135, 'Neighbour solicitation'],
  [136, 'Neighbour advertisement'],
  [137, 'Redirect'],
  [143, 'Multicast listener report, version 2'],
])

/** The name of an ICMPv6 type, or null. */
export function icmpv6TypeName(type: number): string | null {
  return TYPES.get(type) ?? null
}

export function dissectIcmpv6(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'icmpv6', 'transport')
  const type = reader.number(0, 1)
  const code = reader.number(1, 1)
  const typeName = icmpv6TypeName(type)
  reader.add(0, 1, { name: 'Type', short: 'typ', key: 'type', value: withName(`${type}`, typeName) })
  reader.add(1, 1, { name: 'Code', short: 'cod', key: 'code', value: `${code}` })
  addTransportChecksum(reader, part, CHECKSUM_AT, PROTOCOL, reader.available)
  const isEcho = type === 128 || type === 129
  const hasTarget = type === 135 || type === 136
  if (isEcho) {
    reader.add(4, 2, { name: 'Identifier', short: 'id', key: 'id', value: hexNumber(reader.number(4, 2), 4) })
    reader.add(6, 2, { name: 'Sequence number', short: 'seq', key: 'sequence', value: `${reader.number(6, 2)}` })
  } else if (type === 2) {
    reader.add(4, 4, { name: 'MTU', short: 'mtu', key: 'mtu', value: `${reader.number(4, 4)}` })
  } else {
    const value = hexNumber(reader.number(4, 4), 8)
    reader.add(4, 4, { name: 'Rest of header', short: 'rest', key: 'rest', value })
  }
  const target = hasTarget && reader.available >= 24 ? formatIpv6(reader.raw(8, 16)) : ''
  if (hasTarget) reader.add(8, 16, { name: 'Target', short: 'target', key: 'target', value: target })
  const detail = isEcho ? `seq ${reader.number(6, 2)}` : target === '' ? null : target
  const length = hasTarget ? HEADER_LENGTH + 16 : HEADER_LENGTH
  const field = reader.finish('ICMPv6', length, withName(typeName ?? `type ${type}`, detail))
  const from = part.from + length
  const note = type < 128 ? 'start of the packet it answers' : hasTarget ? 'options' : null
  return { field, next: { ...part, protocol: 'data', from, note }, summary: null }
}
