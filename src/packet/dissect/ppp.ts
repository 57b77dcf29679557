/**
 * PPP: the protocol number, and the address and control bytes of HDLC framing where they are there;
 * what LCP and its kin negotiate is shown as data. Cisco's HDLC has EtherTypes in their place.
 *
 * Source: RFC 1661, RFC 1662, IANA's "PPP Numbers".
 */
import { hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part, ProtocolName } from './layer.ts'
import { withName } from './names.ts'
import { addTypeField, partAfterType } from './ether-type.ts'

const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [0x0021, 'IPv4'],
  [0x0057, 'IPv6'],
  [0x0281, 'MPLS'],
  [0x8021, 'IPCP'],
  [0x8057, 'IPV6CP'],
  [0x80fd, 'CCP'],
  [0xc021, 'LCP'],
  [0xc023, 'PAP'],
  [0xc223, 'CHAP'],
])
const DISSECTED: ReadonlyMap<number, ProtocolName> = new Map([
  [0x0021, 'ipv4'],
  [0x0057, 'ipv6'],
  [0x0281, 'mpls'],
])

/** `IPv4` for 0x0021, or null. */
export function pppProtocolName(number: number): string | null {
  return PROTOCOLS.get(number) ?? null
}

export function dissectPpp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ppp', 'link')
  let at = 0
  // No number is compressed to 0xff (RFC 1661 section 6.5): where the capture ends there, it is the address.
  if (reader.number(0, 1) === 0xff && (reader.number(1, 1) === 3 || !reader.has(1, 1))) {
    reader.num(0, 1, 'address', 'Address', 'addr', (n) => hexNumber(n, 2))
    reader.num(1, 1, 'control', 'Control', 'ctl', (n) => hexNumber(n, 2))
    at = 2
  }
  // A first byte that is odd is a number compressed to that one byte.
  const size = (reader.number(at, 1) & 1) === 1 ? 1 : 2
  const number = reader.num(at, size, 'protocol', 'Protocol', 'proto', (n) =>
    withName(hexNumber(n, 4), PROTOCOLS.get(n) ?? null),
  )
  const length = at + size
  const name = PROTOCOLS.get(number) ?? null
  const next: Part = {
    ...part,
    protocol: DISSECTED.get(number) ?? 'data',
    from: part.from + length,
    pseudo: null,
    number: 0,
    note: name,
  }
  return {
    header: reader.finish('PPP', length, () => reader.say(at, size, (n) => name ?? hexNumber(n, 4)) ?? ''),
    next,
    summary: null,
  }
}

/** Address 0x0f or 0x8f, control, EtherType. */
export function dissectCiscoHdlc(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'hdlc', 'link')
  const address = reader.num(0, 1, 'address', 'Address', 'addr', (n) =>
    withName(hexNumber(n, 2), n === 0x0f ? 'unicast' : n === 0x8f ? 'multicast' : null),
  )
  if (address !== 0x0f && address !== 0x8f) return dissectPpp(bytes, part)
  reader.num(1, 1, 'control', 'Control', 'ctl', (n) => hexNumber(n, 2))
  addTypeField(reader, 2)
  return { header: reader.finish('Cisco HDLC', 4, () => ''), next: partAfterType(reader, part, 2), summary: null }
}
