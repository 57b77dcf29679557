/**
 * Where the fields of a header are and what they are called in a sentence. Data alone; the
 * dissector's own tables are about spelling values, these about naming loads.
 *
 * Source: linux/seccomp.h; IEEE 802.3, 802.1Q; RFC 791, 826, 8200, 9293, 768, 792, 4443, 9260.
 */

/** How to spell a number from a field. */
export type ValueKind =
  | 'ipv4'
  | 'ipv6'
  | 'ethertype'
  | 'ipproto'
  | 'port'
  | 'mac'
  | 'icmp-type'
  | 'icmpv6-type'
  | 'arp-operation'
  | 'tcp-flags'
  | 'packet-type'
  | 'text'
  | 'audit-arch'
  | 'syscall-x86-64'
  | 'syscall-arm64'

/** Some bits of a field that have a name of their own. */
export interface FieldPart {
  readonly mask: number
  readonly name: string
}

export interface FieldLayout {
  /** Bytes from the header's start, half-open. */
  readonly from: number
  readonly to: number
  /** As the rest of a sentence, with the protocol: `IPv4 destination`. */
  readonly name: string
  /** As the subject of a question: `Destination`. */
  readonly noun: string
  readonly kind: ValueKind | null
  readonly parts: readonly FieldPart[]
}

export interface HeaderLayout {
  readonly name: string
  readonly fields: readonly FieldLayout[]
  /** Least length in bytes; loads after it belong to options or payload. */
  readonly length: number
}

function field(
  from: number,
  to: number,
  name: string,
  noun: string,
  kind: ValueKind | null = null,
  parts: readonly FieldPart[] = [],
): FieldLayout {
  return { from, to, name, noun, kind, parts }
}

export const ETHERNET: HeaderLayout = {
  name: 'Ethernet',
  length: 14,
  fields: [
    field(0, 6, 'destination MAC', 'Destination MAC', 'mac'),
    field(6, 12, 'source MAC', 'Source MAC', 'mac'),
    field(12, 14, 'EtherType', 'EtherType', 'ethertype'),
  ],
}

export const VLAN: HeaderLayout = {
  name: 'VLAN tag',
  length: 4,
  fields: [
    field(0, 2, 'VLAN tag', 'VLAN tag', null, [
      { mask: 0x0fff, name: 'VLAN id' },
      { mask: 0xe000, name: 'VLAN priority' },
      { mask: 0x1000, name: 'VLAN drop-eligible bit' },
    ]),
    field(2, 4, 'EtherType after the VLAN tag', 'EtherType', 'ethertype'),
  ],
}

export const ARP: HeaderLayout = {
  name: 'ARP',
  length: 28,
  fields: [
    field(0, 2, 'ARP hardware type', 'Hardware type'),
    field(2, 4, 'ARP protocol type', 'Protocol type', 'ethertype'),
    field(4, 5, 'ARP hardware length', 'Hardware length'),
    field(5, 6, 'ARP protocol length', 'Protocol length'),
    field(6, 8, 'ARP operation', 'Operation', 'arp-operation'),
    field(8, 14, 'ARP sender MAC', 'Sender MAC', 'mac'),
    field(14, 18, 'ARP sender IP', 'Sender IP', 'ipv4'),
    field(18, 24, 'ARP target MAC', 'Target MAC', 'mac'),
    field(24, 28, 'ARP target IP', 'Target IP', 'ipv4'),
  ],
}

/** A raw IP packet of a version that is not known yet: the first byte is all that both have in common. */
export const IP: HeaderLayout = {
  name: 'IP',
  length: 1,
  fields: [field(0, 1, 'IP version', 'IP version byte', null, [{ mask: 0xf0, name: 'IP version' }])],
}

export const IPV4: HeaderLayout = {
  name: 'IPv4',
  length: 20,
  fields: [
    field(0, 1, 'IPv4 version and header length', 'Version and header length', null, [
      { mask: 0xf0, name: 'IP version' },
      { mask: 0x0f, name: 'IPv4 header length in words' },
    ]),
    field(1, 2, 'IPv4 DSCP and ECN', 'DSCP and ECN', null, [
      { mask: 0xfc, name: 'IPv4 DSCP' },
      { mask: 0x03, name: 'IPv4 ECN' },
    ]),
    field(2, 4, 'IPv4 total length', 'Total length'),
    field(4, 6, 'IPv4 identification', 'Identification'),
    field(6, 8, 'IPv4 flags and fragment offset', 'Flags and fragment offset', null, [
      { mask: 0x1fff, name: 'fragment offset' },
      { mask: 0x4000, name: 'don’t-fragment bit' },
      { mask: 0x2000, name: 'more-fragments bit' },
      { mask: 0x3fff, name: 'more-fragments bit and fragment offset' },
    ]),
    field(8, 9, 'IPv4 time to live', 'Time to live'),
    field(9, 10, 'IPv4 protocol', 'Protocol', 'ipproto'),
    field(10, 12, 'IPv4 header checksum', 'Header checksum'),
    field(12, 16, 'IPv4 source', 'Source', 'ipv4'),
    field(16, 20, 'IPv4 destination', 'Destination', 'ipv4'),
  ],
}

export const IPV6: HeaderLayout = {
  name: 'IPv6',
  length: 40,
  fields: [
    field(0, 4, 'IPv6 version, class and flow label', 'Version, class and flow label', null, [
      { mask: 0xf0000000, name: 'IP version' },
      { mask: 0x0ff00000, name: 'IPv6 traffic class' },
      { mask: 0x000fffff, name: 'IPv6 flow label' },
    ]),
    field(4, 6, 'IPv6 payload length', 'Payload length'),
    field(6, 7, 'IPv6 next header', 'Next header', 'ipproto'),
    field(7, 8, 'IPv6 hop limit', 'Hop limit'),
    field(8, 24, 'IPv6 source', 'IPv6 source', 'ipv6'),
    field(24, 40, 'IPv6 destination', 'IPv6 destination', 'ipv6'),
  ],
}

export const IPV6_FRAGMENT: HeaderLayout = {
  name: 'IPv6 fragment header',
  length: 8,
  fields: [
    field(0, 1, 'next header after the IPv6 fragment header', 'Next header after the fragment header', 'ipproto'),
    field(2, 4, 'IPv6 fragment offset and flags', 'Fragment offset and flags', null, [
      { mask: 0xfff8, name: 'fragment offset' },
    ]),
    field(4, 8, 'IPv6 fragment identification', 'Identification'),
  ],
}

/** Ports are where they are in TCP, UDP, UDP-Lite, DCCP and SCTP alike. */
function ports(protocol: string): readonly FieldLayout[] {
  return [
    field(0, 2, `${protocol} source port`, 'Source port', 'port'),
    field(2, 4, `${protocol} destination port`, 'Destination port', 'port'),
  ]
}

export const TCP: HeaderLayout = {
  name: 'TCP',
  length: 20,
  fields: [
    ...ports('TCP'),
    field(4, 8, 'TCP sequence number', 'Sequence number'),
    field(8, 12, 'TCP acknowledgement number', 'Acknowledgement number'),
    field(12, 13, 'TCP header length', 'TCP header length byte', null, [
      { mask: 0xf0, name: 'TCP header length in words' },
    ]),
    field(13, 14, 'TCP flags', 'TCP flags', 'tcp-flags', [
      { mask: 0x01, name: 'FIN' },
      { mask: 0x02, name: 'SYN' },
      { mask: 0x04, name: 'RST' },
      { mask: 0x08, name: 'PSH' },
      { mask: 0x10, name: 'ACK' },
      { mask: 0x20, name: 'URG' },
      { mask: 0x40, name: 'ECE' },
      { mask: 0x80, name: 'CWR' },
    ]),
    field(14, 16, 'TCP window', 'Window'),
    field(16, 18, 'TCP checksum', 'Checksum'),
    field(18, 20, 'TCP urgent pointer', 'Urgent pointer'),
  ],
}

export const UDP: HeaderLayout = {
  name: 'UDP',
  length: 8,
  fields: [...ports('UDP'), field(4, 6, 'UDP length', 'UDP length'), field(6, 8, 'UDP checksum', 'Checksum')],
}

export const SCTP: HeaderLayout = {
  name: 'SCTP',
  length: 12,
  fields: [
    ...ports('SCTP'),
    field(4, 8, 'SCTP verification tag', 'Verification tag'),
    field(8, 12, 'SCTP checksum', 'Checksum'),
  ],
}

export const ICMP: HeaderLayout = {
  name: 'ICMP',
  length: 8,
  fields: [
    field(0, 1, 'ICMP type', 'ICMP type', 'icmp-type'),
    field(1, 2, 'ICMP code', 'ICMP code'),
    field(2, 4, 'ICMP checksum', 'Checksum'),
    field(4, 6, 'ICMP identifier', 'ICMP identifier'),
    field(6, 8, 'ICMP sequence number', 'ICMP sequence number'),
  ],
}

export const ICMPV6: HeaderLayout = {
  name: 'ICMPv6',
  length: 8,
  fields: [
    field(0, 1, 'ICMPv6 type', 'ICMPv6 type', 'icmpv6-type'),
    field(1, 2, 'ICMPv6 code', 'ICMPv6 code'),
    field(2, 4, 'ICMPv6 checksum', 'Checksum'),
    field(4, 6, 'ICMPv6 identifier', 'ICMPv6 identifier'),
    field(6, 8, 'ICMPv6 sequence number', 'ICMPv6 sequence number'),
  ],
}

/** `struct seccomp_data`; a call's number has a name once it is known of which machine it is. */
export function syscallLayout(nr: ValueKind | null): HeaderLayout {
  const long = (at: number, name: string): readonly FieldLayout[] => [
    field(at, at + 4, `${name}, low half`, `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}, low half,`),
    field(at + 4, at + 8, `${name}, high half`, `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}, high half,`),
  ]
  return {
    name: 'System call',
    length: 64,
    fields: [
      field(0, 4, 'number of the system call', 'System call', nr),
      field(4, 8, 'architecture', 'Architecture', 'audit-arch'),
      ...long(8, 'instruction pointer'),
      ...Array.from({ length: 6 }, (_, index) => long(16 + index * 8, `argument ${index}`)).flat(),
    ],
  }
}
