/**
 * Numbers in the words of the field they come from: 0xc0a80101 of an address is 192.168.1.1.
 */
import { AUDIT_ARCH, archName, syscallName } from '../../bpf/index.ts'
import { ETHERMTU, NLPID } from '../../net/index.ts'
import {
  etherTypeName,
  formatIpv4Number,
  icmpTypeName,
  icmpv6TypeName,
  addressFamilyName,
  ipProtocolName,
  portName,
  pppProtocolName,
  sapName,
  tcpFlagNames,
  wlanSubtypeName,
  wlanTypeName,
} from '../../packet/index.ts'
import type { ValueKind } from './layouts/layout.ts'

/** What a register's number means; `size` in bytes, 0 where it is not straight from the packet. */
export interface ValueMeaning {
  readonly kind: ValueKind
  readonly size: number
}

const ARP_OPERATIONS = ['', 'a request', 'a reply', 'a reverse request', 'a reverse reply']
/** linux/if_packet.h, PACKET_HOST and on. */
const PACKET_TYPES = ['to this host', 'broadcast', 'multicast', 'to another host', 'outgoing']

/** RFC 1201; the two older ones are those of RFC 1051. */
const ARCNET_NAMES: ReadonlyMap<number, string> = new Map([
  [0xd4, 'IPv4'],
  [0xf0, 'IPv4 by RFC 1051'],
  [0xd5, 'ARP'],
  [0xf1, 'ARP by RFC 1051'],
  [0xd6, 'RARP'],
  [0xdd, 'AppleTalk'],
  [0xc4, 'IPv6'],
])

const NLPID_NAMES: ReadonlyMap<number, string> = new Map([
  [NLPID.CLNP, 'CLNP'],
  [NLPID.ESIS, 'ES-IS'],
  [NLPID.ISIS, 'IS-IS'],
  [NLPID.IP, 'IPv4'],
  [NLPID.IPV6, 'IPv6'],
])

/** The number in words, or null where its kind has no word for it. */
export function describeValue(value: number, { kind, size }: ValueMeaning): string | null {
  switch (kind) {
    case 'ipv4':
      return formatIpv4Number(value)
    case 'ipv6':
      return (
        hexDigits(value, size)
          .match(/.{1,4}/g)
          ?.join(':') ?? null
      )
    case 'mac':
      return hexDigits(value, size).match(/../g)?.join(':') ?? null
    case 'ethertype':
      // Up to here it is a length.
      return value <= ETHERMTU ? `${value}` : etherTypeName(value)
    case 'ipproto':
      return ipProtocolName(value)
    case 'port': {
      const name = portName(value, 'tcp') ?? portName(value, 'udp')
      return name === null ? `${value}` : `${value} (${name})`
    }
    case 'icmp-type':
      return lowerName(icmpTypeName(value))
    case 'icmpv6-type':
      return lowerName(icmpv6TypeName(value))
    case 'arp-operation':
      return ARP_OPERATIONS[value] ?? null
    case 'tcp-flags':
      return value < 0x100 ? tcpFlagNames(value) : null
    case 'text':
      return asText(hexDigits(value, size))
    case 'packet-type':
      return PACKET_TYPES[value] ?? null
    case 'ppp':
      return pppProtocolName(value)
    case 'family':
      return addressFamilyName(value)
    case 'family-swapped': {
      const name = (value & 0xffff) === 0 ? addressFamilyName(value >>> 24) : null
      return name === null ? addressFamilyName(value) : `${name}, little-endian`
    }
    case 'bytes':
      return `0x${hexDigits(value, size)}`
    case 'nlpid':
      return NLPID_NAMES.get(value) ?? null
    case 'arcnet':
      return ARCNET_NAMES.get(value) ?? null
    case 'sap':
      return sapName(value)
    case 'wlan-type':
      return wlanTypeName(value)
    case 'wlan-subtype':
      return lowerName(wlanSubtypeName(value))
    case 'audit-arch':
      return archName(value)
    case 'syscall-x86-64':
      return callName(AUDIT_ARCH.X86_64, value)
    case 'syscall-arm64':
      return callName(AUDIT_ARCH.AARCH64, value)
  }
}

/** `openat (257)`. */
function callName(arch: number, nr: number): string {
  const name = syscallName(arch, nr)
  return name === null ? `${nr}` : `${name} (${nr})`
}

/** Small numbers as they are, larger ones as a program writes them. */
export function plainNumber(value: number): string {
  return value < 10 ? `${value}` : `0x${value.toString(16)}`
}

/** `“GET ”`, or null where a byte is not a printable letter. */
function asText(digits: string): string | null {
  const codes = Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const isPrintable = codes.every((code) => code >= 0x20 && code < 0x7f)
  return isPrintable ? `“${String.fromCharCode(...codes)}”` : null
}

function lowerName(name: string | null): string | null {
  return name === null ? null : name[0]?.toLowerCase() + name.slice(1)
}

function hexDigits(value: number, size: number): string {
  return value.toString(16).padStart(2 * size, '0')
}
