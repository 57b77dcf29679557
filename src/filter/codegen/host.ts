/**
 * Network addresses: IPv4 in IP, ARP and RARP, IPv6, DECnet.
 * Source of behaviour: gen_host, gen_host6, gen_hostop, gen_hostop6, gen_dnhostop of libpcap 1.10.3.
 */
import { SIZE } from '../../bpf/index.ts'
import { ETHERTYPE } from '../../net/index.ts'
import type { AddressKind, Direction, ProtocolQualifier } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd, genOr } from './boolean.ts'
import { genLinktype } from './link-type.ts'
import { genCmp, genMcmp } from './load.ts'
import { fail, type CodegenState } from './state.ts'

export type Ipv6Words = readonly [number, number, number, number]

/** Offsets of source and destination address from the network header. */
interface AddressPair {
  readonly src: number
  readonly dst: number
}
const IN_IP: AddressPair = { src: 12, dst: 16 }
const IN_ARP: AddressPair = { src: 14, dst: 24 }
const IN_IPV6: AddressPair = { src: 8, dst: 24 }

/**
 * Protocols whose refusal is worded differently for hosts. All others read
 * `'tcp' modifier applied to host`.
 */
const HOST_NOT_IMPLEMENTED: Readonly<Record<string, string>> = {
  atalk: 'AppleTalk',
  lat: 'LAT',
  sca: 'SCA',
  moprc: 'MOPRC',
  mopdl: 'MOPDL',
  aarp: 'AARP',
  iso: 'ISO',
  ipx: 'IPX',
}

function word(kind: AddressKind): string {
  return kind === 'net' ? 'net' : 'host'
}

/** `qualified direction address/mask`; the address's unmasked bits are zero. */
export function genHost(
  state: CodegenState,
  address: number,
  mask: number,
  protocol: ProtocolQualifier,
  direction: Direction,
  kind: AddressKind,
): Block {
  switch (protocol) {
    case null: {
      let b = genHost(state, address, mask, 'ip', direction, kind)
      // Under MPLS there is no ARP.
      if (state.mplsDepth > 0) return b
      b = genOr(b, genHost(state, address, mask, 'arp', direction, kind))
      return genOr(b, genHost(state, address, mask, 'rarp', direction, kind))
    }
    case 'ip':
      return genHostop(state, address, mask, direction, ETHERTYPE.IP, IN_IP)
    case 'arp':
      return genHostop(state, address, mask, direction, ETHERTYPE.ARP, IN_ARP)
    case 'rarp':
      return genHostop(state, address, mask, direction, ETHERTYPE.REVARP, IN_ARP)
    case 'decnet':
      return genDnhostop(state, address, direction)
    case 'link':
      return fail(state, `link-layer modifier applied to ${word(kind)}`)
    case 'ip6':
      return fail(state, "'ip6' modifier applied to ip host")
  }
  const missing = HOST_NOT_IMPLEMENTED[protocol]
  if (missing !== undefined) fail(state, `${missing} host filtering not implemented`)
  return fail(state, `'${protocol}' modifier applied to ${word(kind)}`)
}

export function genHost6(
  state: CodegenState,
  address: Ipv6Words,
  mask: Ipv6Words,
  protocol: ProtocolQualifier,
  direction: Direction,
  kind: AddressKind,
): Block {
  switch (protocol) {
    case null:
    case 'ip6':
      return genHostop6(state, address, mask, direction, ETHERTYPE.IPV6, IN_IPV6)
    case 'link':
      return fail(state, `link-layer modifier applied to ip6 ${word(kind)}`)
    case 'atalk':
      return fail(state, `AppleTalk modifier applied to ip6 ${word(kind)}`)
  }
  return fail(state, `'${protocol}' modifier applied to ip6 ${word(kind)}`)
}

/** Joins the source and the destination form as the direction asks. */
export function byDirection(
  state: CodegenState,
  direction: Direction,
  make: (side: 'src' | 'dst') => Block,
  refuse: (direction: Direction) => string,
): Block {
  switch (direction) {
    case 'src':
    case 'dst':
      return make(direction)
    case 'and': {
      const b0 = make('src')
      return genAnd(b0, make('dst'))
    }
    case 'default':
    case 'or': {
      const b0 = make('src')
      return genOr(b0, make('dst'))
    }
    default:
      return fail(state, refuse(direction))
  }
}

const LONG_NAMES: Partial<Record<Direction, string>> = {
  addr1: "'addr1' and 'address1'",
  addr2: "'addr2' and 'address2'",
  addr3: "'addr3' and 'address3'",
  addr4: "'addr4' and 'address4'",
}

/** "'addr1' and 'address1' are", "'ra' is": how libpcap names an 802.11 direction in a refusal. */
export function wlanDirectionIs(direction: Direction): string {
  const long = LONG_NAMES[direction]
  return long === undefined ? `'${direction}' is` : `${long} are`
}

/** "… are not valid qualifiers for ports". */
export function notValidFor(what: string): (direction: Direction) => string {
  return (direction) => {
    const plural = direction in LONG_NAMES
    return `${wlanDirectionIs(direction)} not ${plural ? 'valid qualifiers' : 'a valid qualifier'} for ${what}`
  }
}

const refuseWlanDirection = notValidFor('addresses other than 802.11 MAC addresses')

function genHostop(
  state: CodegenState,
  address: number,
  mask: number,
  direction: Direction,
  protocol: number,
  at: AddressPair,
): Block {
  const make = (side: 'src' | 'dst') => {
    const b0 = genLinktype(state, protocol)
    return genAnd(b0, genMcmp(state, 'network', at[side], SIZE.W, address, mask))
  }
  return byDirection(state, direction, make, refuseWlanDirection)
}

function genHostop6(
  state: CodegenState,
  address: Ipv6Words,
  mask: Ipv6Words,
  direction: Direction,
  protocol: number,
  at: AddressPair,
): Block {
  const make = (side: 'src' | 'dst') => {
    const part = (i: 0 | 1 | 2 | 3) => genMcmp(state, 'network', at[side] + 4 * i, SIZE.W, address[i], mask[i])
    let b = part(3)
    for (const i of [2, 1, 0] as const) b = genAnd(part(i), b)
    return genAnd(genLinktype(state, protocol), b)
  }
  return byDirection(state, direction, make, refuseWlanDirection)
}

/** DECnet has a short and a long header, either behind a padding byte; numbers are little-endian. */
function genDnhostop(state: CodegenState, address: number, direction: Direction): Block {
  const swapped = ((address & 0xff) << 8) | ((address >> 8) & 0xff)
  const make = (side: 'src' | 'dst') => {
    const long = side === 'dst' ? 7 : 15
    const short = side === 'dst' ? 1 : 3
    const b0 = genLinktype(state, ETHERTYPE.DN)
    const padded = (flags: number, at: number) => {
      const tmp = genMcmp(state, 'network', 2, SIZE.H, 0x8100 | flags, 0xff07)
      return genAnd(tmp, genCmp(state, 'network', 2 + 1 + at, SIZE.H, swapped))
    }
    const plain = (flags: number, at: number) => {
      const tmp = genMcmp(state, 'network', 2, SIZE.B, flags, 0x7)
      return genAnd(tmp, genCmp(state, 'network', 2 + at, SIZE.H, swapped))
    }
    const b1 = padded(0x06, long)
    genOr(plain(0x06, long), b1)
    genOr(padded(0x02, short), b1)
    genOr(plain(0x02, short), b1)
    return genAnd(b0, b1)
  }
  return byDirection(state, direction, make, refuseWlanDirection)
}
