/**
 * Random frames of many link types, sound in their headers, so that filters get deep into them: few
 * different addresses and ports, tags, labels, options, fragments and extension headers now and then.
 */
import type { Random } from '../../../../scripts/judges/random.ts'
import { SECCOMP_LINK_TYPE } from '../../../bpf/index.ts'
import { DLT, ETHERTYPE, IPPROTO } from '../../../net/index.ts'

type Bytes = readonly number[]

export const PORTS = [53, 80, 443, 6081, 1024] as const

export function randomFrame(random: Random, linkType: number): Uint8Array {
  const frame = linkFrame(random, linkType)
  return Uint8Array.from(random.chance(0.1) ? frame.slice(0, random.below(frame.length) + 1) : frame)
}

function linkFrame(random: Random, linkType: number): Bytes {
  const type = etherType(random)
  const behindType = (): Bytes => [...be16(type), ...payloadOf(random, type)]
  const isIpv6 = random.chance(0.4)
  const ip = (): Bytes => (isIpv6 ? ipv6(random) : ipv4(random))
  switch (linkType) {
    case DLT.EN10MB:
      return [...mac(random), ...mac(random), ...typeOrLength(random)]
    case DLT.RAW:
      return ip()
    case DLT.IPV4:
      return ipv4(random)
    case DLT.IPV6:
      return ipv6(random)
    case DLT.NULL:
      return [isIpv6 ? 10 : 2, 0, 0, 0, ...ip()]
    case DLT.LOOP:
      return [0, 0, 0, isIpv6 ? 10 : 2, ...ip()]
    case DLT.LINUX_SLL:
      return [0, random.below(5), 0, 1, 0, 6, ...mac(random), 0, 0, ...behindType()]
    case DLT.LINUX_SLL2:
      return [
        ...be16(type),
        0,
        0,
        0,
        0,
        0,
        3,
        0,
        1,
        random.below(5),
        6,
        ...mac(random),
        0,
        0,
        ...payloadOf(random, type),
      ]
    case DLT.PPP:
    case DLT.PPP_SERIAL:
      return [0xff, 3, ...ppp(random)]
    case DLT.PPP_ETHER:
      return pppoe(random)
    case DLT.C_HDLC:
      return [0x0f, 0, ...behindType()]
    case DLT.IEEE802_11:
      return wlan(random)
    case DLT.IEEE802_11_RADIO:
      return [0, 0, 10, 0, 6, 0, 0, 0, random.below(2) * 0x10, 2, ...wlan(random)]
    case DLT.MPLS:
      return mpls(random)
    case SECCOMP_LINK_TYPE:
      return [0, 0, 0, random.pick([1, 59]), 0xc0, 0, 0, random.pick([0x3e, 0xb7]), ...anything(random, 56)]
    default:
      return anything(random, 80)
  }
}

function etherType(random: Random): number {
  const { IP, IPV6, ARP, VLAN, QINQ_AD, MPLS, PPPOES, REVARP } = ETHERTYPE
  return random.pick([IP, IP, IP, IPV6, IPV6, ARP, VLAN, VLAN, QINQ_AD, MPLS, PPPOES, REVARP, ETHERTYPE.PPPOED, 0x1234])
}

/** From an Ethernet header's or a tag's last two bytes on. */
function typeOrLength(random: Random): Bytes {
  if (random.chance(0.15)) {
    const body = llc(random)
    return [...be16(body.length), ...body]
  }
  const type = etherType(random)
  return [...be16(type), ...payloadOf(random, type)]
}

function payloadOf(random: Random, type: number): Bytes {
  switch (type) {
    case ETHERTYPE.IP:
      return ipv4(random)
    case ETHERTYPE.IPV6:
      return ipv6(random)
    case ETHERTYPE.ARP:
    case ETHERTYPE.REVARP:
      return [
        0,
        1,
        8,
        0,
        6,
        4,
        0,
        1 + random.below(2),
        ...mac(random),
        ...host(random),
        ...mac(random),
        ...host(random),
      ]
    case ETHERTYPE.VLAN:
    case ETHERTYPE.QINQ_AD:
      return [random.below(2) * 0x20, random.pick([5, 10]), ...typeOrLength(random)]
    case ETHERTYPE.MPLS:
      return mpls(random)
    case ETHERTYPE.PPPOES:
      return pppoe(random)
    case ETHERTYPE.PPPOED:
      return [0x11, 0x09, 0, 0, 0, 0]
    default:
      return anything(random, 40)
  }
}

function mpls(random: Random): Bytes {
  const isLast = random.chance(0.6)
  const inner = isLast ? (random.chance(0.5) ? ipv4(random) : ipv6(random)) : mpls(random)
  return [0, random.pick([6, 12]), 0x40 + (isLast ? 1 : 0), 64, ...inner]
}

function pppoe(random: Random): Bytes {
  const inner = ppp(random)
  return [0x11, 0, 0, random.pick([5, 7]), ...be16(inner.length), ...inner]
}

function ppp(random: Random): Bytes {
  const sort = random.below(5)
  if (sort < 2) return [0, 0x21, ...ipv4(random)]
  return sort < 4 ? [0, 0x57, ...ipv6(random)] : [0xc0, 0x21, ...anything(random, 20)]
}

function llc(random: Random): Bytes {
  const sort = random.below(4)
  if (sort === 0) return [0x42, 0x42, 3, ...anything(random, 35)]
  if (sort === 1) return [0xfe, 0xfe, 3, 0x83, ...anything(random, 30)]
  const type = etherType(random)
  return [0xaa, 0xaa, 3, 0, 0, 0, ...be16(type), ...payloadOf(random, type)]
}

function wlan(random: Random): Bytes {
  const type = random.pick([0, 1, 2, 2, 2])
  const subtype = type === 2 ? random.pick([0, 0, 8, 4]) : type === 1 ? random.pick([11, 12, 13]) : random.pick([4, 8])
  const flags = random.pick([0, 1, 2, 3, 0x40])
  const header = [(subtype << 4) | (type << 2), flags, 0, 0, ...mac(random)]
  if (type === 1) return subtype === 11 ? [...header, ...mac(random)] : header
  const rest = [...mac(random), ...mac(random), 0x10, 0]
  if (type === 0) return [...header, ...rest, ...anything(random, 30)]
  const fourth = flags === 3 ? mac(random) : []
  return [...header, ...rest, ...fourth, ...((subtype & 8) === 0 ? [] : [0, 0]), ...llc(random)]
}

function ipv4(random: Random): Bytes {
  const words = random.pick([5, 5, 5, 6, 8])
  const fragment = random.pick([0, 0, 0, 0x40, 0x20, 0x20, 0])
  const offset = random.pick([0, 0, 0, 0, 5])
  const protocol = random.pick([
    IPPROTO.TCP,
    IPPROTO.TCP,
    IPPROTO.UDP,
    IPPROTO.UDP,
    IPPROTO.ICMP,
    IPPROTO.SCTP,
    2,
    47,
    51,
    99,
  ])
  const body = transport(random, protocol)
  const length = words * 4 + body.length
  return [
    ...[0x40 | words, 0, ...be16(length), 0, 1, fragment, offset, random.pick([1, 64]), protocol, 0, 0],
    ...host(random),
    ...host(random),
    ...Array.from({ length: words * 4 - 20 }, () => 1),
    ...body,
  ]
}

function ipv6(random: Random): Bytes {
  const final = random.pick([IPPROTO.TCP, IPPROTO.UDP, IPPROTO.ICMPV6, IPPROTO.SCTP])
  const extension = random.pick([null, null, null, IPPROTO.FRAGMENT, IPPROTO.HOPOPTS, IPPROTO.AH])
  const inner = transport(random, final)
  const units = random.below(2)
  const body =
    extension === null
      ? inner
      : extension === IPPROTO.FRAGMENT
        ? [final, 0, 0, random.pick([0, 0, 1, 8]), 0, 0, 0, 9, ...inner]
        : extension === IPPROTO.AH
          ? [final, 2 + units, 0, 0, 0, 0, 1, 0, 0, 0, 0, 7, ...anything(random, 4 + units * 4), ...inner]
          : [final, units, 1, 4 + units * 8, ...Array.from({ length: 4 + units * 8 }, () => 0), ...inner]
  const addresses = [
    ...Array<number>(15).fill(0),
    random.pick([1, 2]),
    ...Array<number>(15).fill(0),
    random.pick([1, 2]),
  ]
  return [0x60, 0, 0, 0, ...be16(body.length), extension ?? final, 64, ...addresses, ...body]
}

function transport(random: Random, protocol: number): Bytes {
  const ports = [...be16(random.pick(PORTS)), ...be16(random.pick(PORTS))]
  switch (protocol) {
    case IPPROTO.TCP: {
      const words = random.pick([5, 5, 8])
      const options = Array.from({ length: words * 4 - 20 }, () => 1)
      return [
        ...ports,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        2,
        words << 4,
        random.pick([2, 18, 16]),
        1,
        0,
        0,
        0,
        0,
        0,
        ...options,
        ...text(random),
      ]
    }
    case IPPROTO.UDP: {
      const data = ports[2] === 0x17 ? geneve(random) : anything(random, random.below(30))
      return [...ports, ...be16(8 + data.length), 0, 0, ...data]
    }
    case IPPROTO.SCTP:
      return [...ports, 0, 0, 0, 1, 0, 0, 0, 0, ...anything(random, 16)]
    case IPPROTO.ICMP:
      return [random.pick([0, 8, 8, 3, 5, 11]), random.below(3), 0, 0, 0, 5, 0, 1, ...anything(random, 24)]
    case IPPROTO.ICMPV6:
      return [random.pick([128, 129, 135, 1]), 0, 0, 0, 0, 5, 0, 1, ...anything(random, 24)]
    default:
      return anything(random, 30)
  }
}

function geneve(random: Random): Bytes {
  const words = random.pick([0, 0, 2])
  const header = (type: number): Bytes => [words, 0, ...be16(type), 0, 0, 5, 0, ...Array<number>(words * 4).fill(0)]
  if (random.chance(0.3)) return [...header(ETHERTYPE.IP), ...ipv4(random)]
  return [...header(ETHERTYPE.TEB), ...mac(random), ...mac(random), 8, 0, ...ipv4(random)]
}

function text(random: Random): Bytes {
  return random.chance(0.5) ? [...'GET / HTTP/1.0\r\n\r\n'].map((letter) => letter.charCodeAt(0)) : []
}

function host(random: Random): Bytes {
  return [10, 0, 0, random.pick([1, 2])]
}

function mac(random: Random): Bytes {
  return [random.pick([0, 1]), 0, 0x5e, 0, 0x53, random.pick([1, 2])]
}

function be16(number: number): Bytes {
  return [(number >>> 8) & 0xff, number & 0xff]
}

function anything(random: Random, length: number): Bytes {
  return Array.from({ length }, () => random.below(256))
}
