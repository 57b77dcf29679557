/**
 * What IP carries: TCP, UDP, SCTP, ICMP and ICMPv6, IGMP, GRE.
 *
 * Source: RFC 9293, 768, 9260, 792, 4443, 4861, 2236, 2784.
 */
import { type FieldLayout, type HeaderLayout, type ValueKind, field } from './layout.ts'

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

/** Types whose bytes 4 to 7 are an identifier and a sequence number. */
const ICMP_QUERIES: ReadonlySet<number> = new Set([0, 8, 13, 14, 15, 16, 17, 18])
const ICMP_REDIRECT = 5
const ICMPV6_QUERIES: ReadonlySet<number> = new Set([128, 129])

/** `types` are those that the message can be of; undefined: any. */
export function icmpLayout(types: readonly number[] | undefined): HeaderLayout {
  const isRedirect = types?.every((type) => type === ICMP_REDIRECT) ?? false
  const rest = isRedirect ? [field(4, 8, 'ICMP gateway', 'Gateway', 'ipv4')] : restOf('ICMP', types, ICMP_QUERIES)
  return messageLayout('ICMP', 'icmp-type', rest)
}

export function icmpv6Layout(types: readonly number[] | undefined): HeaderLayout {
  return messageLayout('ICMPv6', 'icmpv6-type', restOf('ICMPv6', types, ICMPV6_QUERIES))
}

function messageLayout(name: string, kind: ValueKind, rest: readonly FieldLayout[]): HeaderLayout {
  return {
    name,
    length: 8,
    fields: [
      field(0, 1, `${name} type`, `${name} type`, kind),
      field(1, 2, `${name} code`, `${name} code`),
      field(2, 4, `${name} checksum`, 'Checksum'),
      ...rest,
    ],
  }
}

/** The meaning of bytes 4 to 7 hangs on the type. */
function restOf(
  name: string,
  types: readonly number[] | undefined,
  queries: ReadonlySet<number>,
): readonly FieldLayout[] {
  if (types?.every((type) => queries.has(type)) !== true)
    return [field(4, 8, `${name} rest of header`, `${name} rest of header`)]
  return [
    field(4, 6, `${name} identifier`, `${name} identifier`),
    field(6, 8, `${name} sequence number`, `${name} sequence number`),
  ]
}

export const IGMP: HeaderLayout = {
  name: 'IGMP',
  length: 8,
  fields: [
    field(0, 1, 'IGMP type', 'IGMP type'),
    field(2, 4, 'IGMP checksum', 'Checksum'),
    field(4, 8, 'IGMP group', 'Group', 'ipv4'),
  ],
}

export const GRE: HeaderLayout = {
  name: 'GRE',
  length: 4,
  fields: [
    field(0, 2, 'GRE flags and version', 'GRE flags and version', null, [
      { mask: 0x8000, name: 'GRE checksum bit' },
      { mask: 0x2000, name: 'GRE key bit' },
      { mask: 0x1000, name: 'GRE sequence bit' },
      { mask: 0x0007, name: 'GRE version' },
    ]),
    field(2, 4, 'GRE protocol', 'GRE protocol', 'ethertype'),
  ],
}

/** Source: RFC 8926. */
export const GENEVE: HeaderLayout = {
  name: 'Geneve',
  length: 8,
  fields: [
    field(0, 1, 'Geneve version and options length', 'Version and options length', null, [
      { mask: 0xc0, name: 'Geneve version' },
      { mask: 0x3f, name: 'Geneve options length in words' },
    ]),
    field(1, 2, 'Geneve flags', 'Geneve flags'),
    field(2, 4, 'Geneve protocol type', 'Geneve protocol type', 'ethertype'),
    field(4, 8, 'Geneve network identifier', 'Geneve network identifier', null, [
      { mask: 0xffffff00, name: 'Geneve VNI' },
    ]),
  ],
}
