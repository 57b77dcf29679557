/**
 * Random Ethernet frames with deep stacks of headers, for comparing `poff` with the kernel.
 *
 * Of the protocols that payload-offset.ts sees through, whole and cut short, sound and not. The first
 * tag of a VLAN is left out: the kernel takes it off before a packet socket's filter sees the frame.
 */
import { createRandom, type Random } from './random.ts'

const ETHERTYPES = [0x0800, 0x86dd, 0x0800, 0x86dd, 0x8864, 0x0806, 0x8035, 0x1234, 0x8100, 0x88a8] as const
const PROTOCOLS = [0, 1, 2, 4, 6, 6, 17, 33, 41, 43, 44, 50, 51, 58, 60, 99, 132, 136] as const

/** A frame's ethertype and the whole of its bytes. */
export interface HeadersCase {
  readonly proto: number
  readonly packet: Uint8Array
}

export function randomHeaders(seed: number, count: number): HeadersCase[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const proto = random.pick(ETHERTYPES.slice(0, 8))
    const bytes = [...Array<number>(12).fill(0), proto >> 8, proto & 0xff]
    let etherType: number | null = proto
    for (let depth = 0; depth < 5 && etherType !== null; depth++) etherType = putHeader(random, bytes, etherType)
    bytes.push(...anything(random, random.below(60)))
    const length = random.chance(0.2) ? Math.max(14, random.below(bytes.length)) : bytes.length
    return { proto, packet: Uint8Array.from(bytes.slice(0, length)) }
  })
}

/** Appends a header and gives the ethertype of what it says comes next, or null. */
function putHeader(random: Random, bytes: number[], etherType: number): number | null {
  switch (etherType) {
    case 0x8100:
    case 0x88a8: {
      const inner = random.pick(ETHERTYPES)
      bytes.push(0, random.below(256), inner >> 8, inner & 0xff)
      return inner
    }
    case 0x8864: {
      const ppp = random.pick([0x0021, 0x0021, 0x0057, 0x0057, 0xc021, 0x2157, 0x0020, random.below(65536)])
      bytes.push(random.chance(0.1) ? 0x22 : 0x11, random.chance(0.1) ? 9 : 0, 0, 1, 0, 40, ppp >> 8, ppp & 0xff)
      return ppp === 0x0021 ? 0x0800 : ppp === 0x0057 ? 0x86dd : null
    }
    case 0x0800: {
      const words = random.pick([5, 5, 5, 6, 7, 15, 4])
      const fragment = random.pick([0, 0, 0, 0x4000, 0x2000, 0x2005, 5, 0x8000])
      const protocol = random.pick(PROTOCOLS)
      bytes.push(0x40 | words, 0, 0, 99, 0, 0, fragment >> 8, fragment & 0xff, 9, protocol)
      bytes.push(...anything(random, Math.max(10, words * 4 - 10)))
      return inIp(protocol)
    }
    case 0x86dd:
      return inIp(putIpv6(random, bytes))
    default:
      return null
  }
}

/** Appends an IPv6 header and extension headers; gives the protocol that the last of them names. */
function putIpv6(random: Random, bytes: number[]): number {
  let protocol = random.pick(PROTOCOLS)
  bytes.push(0x60, random.below(256), random.below(2) * 7, random.below(256), 0, 40, protocol, 64)
  bytes.push(...anything(random, 32))
  for (let count = 0; count < 4; count++) {
    const next = random.pick(PROTOCOLS)
    if (protocol === 44) {
      const fragment = random.pick([0, 1, 8, 9, 0x100])
      bytes.push(next, 0, fragment >> 8, fragment & 0xff, 1, 2, 3, 4)
    } else if (protocol === 0 || protocol === 43 || protocol === 60) {
      const units = random.below(3)
      bytes.push(next, units, ...anything(random, units * 8 + 6))
    } else break
    protocol = next
  }
  return protocol
}

function inIp(protocol: number): number | null {
  return protocol === 4 ? 0x0800 : protocol === 41 ? 0x86dd : null
}

function anything(random: Random, length: number): number[] {
  return Array.from({ length }, () => random.below(256))
}
