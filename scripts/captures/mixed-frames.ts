/**
 * Frames as a network would have them, mixed and repeatable: TCP, UDP, ICMP, ARP, IPv6, VLAN tags, fragments, IP and
 * TCP options. The link type is Ethernet.
 *
 * Left out on purpose: right checksums, which no filter looks at.
 */
import { createRandom, type Random } from '../judges/random.ts'

const ETHERTYPE = { ip: 0x0800, arp: 0x0806, ip6: 0x86dd, vlan: 0x8100 }
const PORTS = [22, 53, 80, 123, 443, 8080, 49152, 51515]
const PAYLOADS = [0, 0, 6, 20, 64, 200, 512, 1200, 1400]

/** As many frames as are asked for; the frames of a seed never change. */
export function* mixedFrames(seed: number, count: number): Generator<Uint8Array> {
  const random = createRandom(seed)
  for (let made = 0; made < count; made++) yield frame(random)
}

function frame(random: Random): Uint8Array {
  const kind = random.below(100)
  const addresses = [...macAddress(random), ...macAddress(random)]
  const tags = random.chance(0.08) ? vlanTags(random) : []
  const [type, content] =
    kind < 6 ? [ETHERTYPE.arp, arp(random)] : kind < 20 ? [ETHERTYPE.ip6, ip6(random)] : [ETHERTYPE.ip, ip(random)]
  return Uint8Array.from([...addresses, ...tags, ...word16(type), ...content])
}

function vlanTags(random: Random): number[] {
  const tag = () => [...word16(ETHERTYPE.vlan), ...word16(random.below(8))]
  return random.chance(0.2) ? [...tag(), ...tag()] : tag()
}

function ip(random: Random): number[] {
  const options = random.chance(0.05) ? [0x94, 4, 0, 0] : []
  const [protocol, segment] = transport(random, [1, 17, 6])
  const fragment = random.chance(0.03) ? 1 + random.below(180) : 0
  const more = random.chance(0.02) ? 0x2000 : 0
  const header = 20 + options.length
  return [
    0x40 + header / 4,
    0,
    ...word16(header + segment.length),
    ...word16(random.below(0x10000)),
    ...word16(fragment | more),
    64,
    protocol,
    0,
    0,
    ...address(random),
    ...address(random),
    ...options,
    ...segment,
  ]
}

function ip6(random: Random): number[] {
  const [protocol, segment] = transport(random, [58, 17, 6])
  const hopByHop = random.chance(0.05) ? [protocol, 0, 1, 4, 0, 0, 0, 0] : []
  const next = hopByHop.length > 0 ? 0 : protocol
  return [
    0x60,
    0,
    0,
    0,
    ...word16(hopByHop.length + segment.length),
    next,
    64,
    ...address6(random),
    ...address6(random),
    ...hopByHop,
    ...segment,
  ]
}

/** The protocol's number, of the three for ICMP, UDP and TCP, and its header with what it carries. */
function transport(random: Random, [icmp, udp, tcp]: readonly [number, number, number]): [number, number[]] {
  const kind = random.below(100)
  const payload = Array.from({ length: random.pick(PAYLOADS) }, (_, index) => index & 0xff)
  if (kind < 10) return [icmp, [random.pick([0, 3, 8, 128, 135]), 0, 0, 0, 0, 1, 0, random.below(256), ...payload]]
  const ports = [...word16(random.pick(PORTS)), ...word16(random.pick(PORTS))]
  if (kind < 40) return [udp, [...ports, ...word16(8 + payload.length), 0, 0, ...payload]]
  const options = random.chance(0.3) ? [2, 4, 5, 0xb4, 1, 1, 4, 2] : []
  const flags = random.pick([0x02, 0x12, 0x10, 0x18, 0x11, 0x04])
  const numbers = [...word16(random.below(0x10000)), 0, 1, 0, 0, 0, random.below(256)]
  const header = [...ports, ...numbers, (5 + options.length / 4) << 4, flags, 0xff, 0xff, 0, 0, 0, 0, ...options]
  return [tcp, [...header, ...payload]]
}

function arp(random: Random): number[] {
  const [sender, target] = [macAddress(random), [0, 0, 0, 0, 0, 0]]
  return [0, 1, 8, 0, 6, 4, 0, 1 + random.below(2), ...sender, ...address(random), ...target, ...address(random)]
}

function macAddress(random: Random): number[] {
  return random.chance(0.05) ? [255, 255, 255, 255, 255, 255] : [2, 0, 0, 0, 0, random.below(16)]
}

function address(random: Random): number[] {
  return random.chance(0.1) ? [224, 0, 0, 1 + random.below(4)] : [10, 0, random.below(4), random.below(32)]
}

function address6(random: Random): number[] {
  return [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 + random.below(16)]
}

function word16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff]
}
