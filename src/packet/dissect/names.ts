/**
 * Names for people of the numbers that headers carry, and which of them have a dissector here.
 * The numbers are net's; what is added is the plain name where net's is a filter's word.
 */
import { ETHERTYPE, IPPROTO, ethertypeTitle, ipProtocolTitle, serviceName } from '../../net/index.ts'
import type { HeaderReader } from './header-reader.ts'
import { type Part, type ProtocolName, arrow } from './layer.ts'

const PLAIN_PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map([
  [IPPROTO.HOPOPTS, 'hop-by-hop options'],
  [4, 'IPv4 in IP'],
  [41, 'IPv6 in IP'],
  [IPPROTO.ROUTING, 'routing header'],
  [IPPROTO.FRAGMENT, 'fragment header'],
  [IPPROTO.ESP, 'ESP'],
  [IPPROTO.AH, 'AH'],
  [IPPROTO.ICMPV6, 'ICMPv6'],
  [IPPROTO.NONE, 'no next header'],
  [IPPROTO.DSTOPTS, 'destination options'],
  [89, 'OSPF'],
  [135, 'mobility header'],
])

/** The name of an EtherType, or null where it has none here. */
export function etherTypeName(number: number): string | null {
  return ethertypeTitle(number) ?? null
}

/** The name of an IP protocol or IPv6 next header. */
export function ipProtocolName(number: number): string | null {
  return PLAIN_PROTOCOL_NAMES.get(number) ?? ipProtocolTitle(number) ?? null
}

/** The usual service of a port, as a filter would spell it: `https`. */
export function portName(number: number, protocol: 'tcp' | 'udp' | 'sctp'): string | null {
  return serviceName(number, protocol) ?? null
}

/** `1234 → 80`: the two ports that a header of TCP, UDP or SCTP begins with, as far as they are there. */
export function portsText(reader: HeaderReader): string {
  return arrow(reader.say(0, 2) ?? '', reader.say(2, 2) ?? '')
}

/** `6, TCP`, or the number alone. */
export function withName(text: string, name: string | null): string {
  return name === null ? text : `${text}, ${name}`
}

/** The EtherTypes that put a VLAN tag before the real one. */
export const VLAN_ETHER_TYPES: readonly number[] = [ETHERTYPE.VLAN, ETHERTYPE.QINQ_AD, ETHERTYPE.QINQ_OLD]

export function protocolOfEtherType(number: number): ProtocolName {
  if (VLAN_ETHER_TYPES.includes(number)) return 'vlan'
  if (number === ETHERTYPE.IP) return 'ipv4'
  if (number === ETHERTYPE.IPV6) return 'ipv6'
  if (number === ETHERTYPE.ARP || number === ETHERTYPE.REVARP) return 'arp'
  if (number === ETHERTYPE.MPLS || number === ETHERTYPE.MPLS_MULTI) return 'mpls'
  return number === ETHERTYPE.PPPOED || number === ETHERTYPE.PPPOES ? 'pppoe' : 'data'
}

/** What begins at `from` under an EtherType. */
export function partOfEtherType(part: Part, from: number, number: number): Part {
  const { to, complete, quoted, brief } = part
  const protocol = protocolOfEtherType(number)
  return { protocol, from, to, complete, quoted, brief, pseudo: null, number, note: etherTypeName(number) }
}

/** Those of IPv6 that have the common form, or AH's: mobility, HIP and Shim6 are 135, 139 and 140. */
const EXTENSION_HEADERS: readonly number[] = [
  IPPROTO.HOPOPTS,
  IPPROTO.ROUTING,
  IPPROTO.FRAGMENT,
  IPPROTO.AH,
  IPPROTO.DSTOPTS,
  135,
  139,
  140,
]

const BY_IP_PROTOCOL: ReadonlyMap<number, ProtocolName> = new Map([
  [IPPROTO.IGMP, 'igmp'],
  [4, 'ipv4'],
  [IPPROTO.TCP, 'tcp'],
  [IPPROTO.UDP, 'udp'],
  [41, 'ipv6'],
  [47, 'gre'],
  [IPPROTO.AH, 'ipv6-extension'],
  [IPPROTO.SCTP, 'sctp'],
  [137, 'mpls'],
])

/** `version` is that of the IP header the number stands in: ICMP and extension headers belong to one each. */
export function protocolOfIp(number: number, version: 4 | 6): ProtocolName {
  if (version === 4 && number === IPPROTO.ICMP) return 'icmp'
  if (version === 6 && number === IPPROTO.ICMPV6) return 'icmpv6'
  if (version === 6 && EXTENSION_HEADERS.includes(number)) return 'ipv6-extension'
  return BY_IP_PROTOCOL.get(number) ?? 'data'
}
