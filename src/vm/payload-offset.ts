/**
 * `poff`: where the packet's payload begins, past the headers that Linux can see through.
 *
 * It starts at the network header with the ethertype the socket buffer states (`proto`), not with the
 * one in the bytes; so without a proto the answer is 0, as it is for a protocol the dissector does
 * not know and for a header cut short. Of a fragment the answer is the end of the network header.
 *
 * Known here: IPv4, IPv6 with hop-by-hop, routing, destination and fragment headers, VLAN tags, PPPoE
 * sessions, ARP, IP in IP, and for the last step TCP, UDP, UDP-Lite, ICMP, ICMPv6, IGMP, DCCP, SCTP.
 * Left out: GRE, L2TP, MPLS, TIPC, FCoE, batman-adv, HSR, PTP and CFM. The kernel looks into
 * these; here the payload begins where they do, or the answer is 0 where they follow the link header.
 *
 * Source: Documentation/networking/filter.rst ("payload start offset"); the headers' RFCs; answers of
 * a live kernel, see testdata/poff.txt.
 */

const ETHERTYPE = { IPV4: 0x0800, ARP: 0x0806, RARP: 0x8035, VLAN: 0x8100, IPV6: 0x86dd, PPPOE: 0x8864, QINQ: 0x88a8 }
const PROTOCOL = {
  HOP_BY_HOP: 0,
  ICMP: 1,
  IGMP: 2,
  IPIP: 4,
  TCP: 6,
  UDP: 17,
  DCCP: 33,
  IPV6: 41,
  ROUTING: 43,
  FRAGMENT: 44,
  ICMPV6: 58,
  DESTINATION: 60,
  SCTP: 132,
  UDPLITE: 136,
}
/** What a PPP protocol number carries. */
const pppEtherTypes = new Map([
  [0x0021, ETHERTYPE.IPV4],
  [0x0057, ETHERTYPE.IPV6],
])

/** Headers that the kernel looks at before it gives up and calls the rest payload. */
const MAX_HEADERS = 15

/** Bytes of the transport header without options. */
const transportLengths = new Map<number, number>([
  [PROTOCOL.ICMP, 8],
  [PROTOCOL.IGMP, 8],
  [PROTOCOL.UDP, 8],
  [PROTOCOL.DCCP, 12],
  [PROTOCOL.ICMPV6, 8],
  [PROTOCOL.SCTP, 12],
  [PROTOCOL.UDPLITE, 8],
])

/**
 * What stands at `offset`: a header of this ethertype; a header of this IP protocol, which may be one
 * more to see through; or the last header, of which the protocol is known or not (null).
 */
type Place =
  | { readonly kind: 'network'; readonly offset: number; readonly etherType: number }
  | { readonly kind: 'inside'; readonly offset: number; readonly protocol: number; readonly inIpv6: boolean }
  | { readonly kind: 'end'; readonly offset: number; readonly protocol: number | null }

/** Offset of the payload from the packet's first byte, in bytes; 0 where it cannot be told. */
export function payloadOffset(packet: Uint8Array, proto: number, netoff: number): number {
  let place: Place = { kind: 'network', offset: netoff, etherType: proto }
  for (let headers = 0; headers < MAX_HEADERS && place.kind !== 'end'; headers++) {
    const next: Place | null = place.kind === 'network' ? pastNetwork(packet, place) : pastInside(packet, place)
    if (next === null) return 0
    place = next
  }
  const start = Math.min(place.offset, packet.length)
  return place.kind === 'network' ? start : start + transportLength(packet, start, place.protocol)
}

/** What follows a header of an ethertype; null where the header is cut short, wrong or unknown. */
function pastNetwork(packet: Uint8Array, { offset, etherType }: Place & { kind: 'network' }): Place | null {
  switch (etherType) {
    case ETHERTYPE.IPV4: {
      const headerLength = ((packet[offset] ?? 0) & 0xf) * 4
      if (offset + 20 > packet.length || headerLength < 20) return null
      return pastIpv4(packet, offset, offset + headerLength)
    }
    case ETHERTYPE.IPV6:
      if (offset + 40 > packet.length) return null
      return { kind: 'inside', offset: offset + 40, protocol: packet[offset + 6] ?? 0, inIpv6: true }
    case ETHERTYPE.VLAN:
    case ETHERTYPE.QINQ:
      if (offset + 4 > packet.length) return null
      return { kind: 'network', offset: offset + 4, etherType: read16(packet, offset + 2) }
    case ETHERTYPE.PPPOE:
      return pastPppoe(packet, offset)
    case ETHERTYPE.ARP:
    case ETHERTYPE.RARP:
      return { kind: 'end', offset, protocol: null }
    default:
      return null
  }
}

function pastPppoe(packet: Uint8Array, header: number): Place | null {
  // Version 1, type 1, and the code of a session's data.
  if (header + 8 > packet.length || read16(packet, header) !== 0x1100) return null
  const protocol = read16(packet, header + 6)
  // A PPP protocol number has an odd second byte and an even first one.
  if ((protocol & 0x0101) !== 1) return null
  const offset = header + 8
  const inner = pppEtherTypes.get(protocol)
  return inner === undefined ? { kind: 'end', offset, protocol: null } : { kind: 'network', offset, etherType: inner }
}

function pastIpv4(packet: Uint8Array, header: number, offset: number): Place {
  const protocol = packet[header + 9] ?? 0
  const moreFragments = (read16(packet, header + 6) & 0x2000) !== 0
  const fragmentOffset = read16(packet, header + 6) & 0x1fff
  if (fragmentOffset !== 0) return { kind: 'end', offset, protocol: null }
  if (moreFragments) return { kind: 'end', offset, protocol }
  return { kind: 'inside', offset, protocol, inIpv6: false }
}

function pastInside(packet: Uint8Array, { offset, protocol, inIpv6 }: Place & { kind: 'inside' }): Place | null {
  const next = packet[offset] ?? 0
  switch (protocol) {
    case PROTOCOL.IPIP:
      return { kind: 'network', offset, etherType: ETHERTYPE.IPV4 }
    case PROTOCOL.IPV6:
      return { kind: 'network', offset, etherType: ETHERTYPE.IPV6 }
    case PROTOCOL.HOP_BY_HOP:
    case PROTOCOL.ROUTING:
    case PROTOCOL.DESTINATION:
      if (!inIpv6) break
      if (offset + 2 > packet.length) return null
      return { kind: 'inside', offset: offset + ((packet[offset + 1] ?? 0) + 1) * 8, protocol: next, inIpv6 }
    case PROTOCOL.FRAGMENT: {
      if (!inIpv6) break
      if (offset + 8 > packet.length) return null
      const isFirst = (read16(packet, offset + 2) & 0xfff8) === 0
      return { kind: 'end', offset: offset + 8, protocol: isFirst ? next : null }
    }
  }
  return { kind: 'end', offset, protocol }
}

function transportLength(packet: Uint8Array, start: number, protocol: number | null): number {
  if (protocol === null) return 0
  if (protocol !== PROTOCOL.TCP) return transportLengths.get(protocol) ?? 0
  if (start + 13 > packet.length) return 0
  return Math.max(20, ((packet[start + 12] ?? 0) >> 4) * 4)
}

function read16(packet: Uint8Array, offset: number): number {
  return ((packet[offset] ?? 0) << 8) | (packet[offset + 1] ?? 0)
}
