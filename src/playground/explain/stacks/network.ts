/**
 * IP and what it carries. Leaves out tunnels.
 *
 * The headers lie in the frame and, for loads that count from the kernel's network header, there too.
 */
import { ETHERTYPE, IPPROTO } from '../../../net/index.ts'
import { NETWORK, constant, headerLength, operation } from '../expression.ts'
import { type HeaderLayout, payload } from '../layouts/layout.ts'
import { ARP, AUTHENTICATION, IP, IPV4, IPV6, IPV6_EXTENSION, IPV6_FRAGMENT } from '../layouts/network.ts'
import { GRE, IGMP, SCTP, TCP, UDP, icmpLayout, icmpv6Layout } from '../layouts/transport.ts'
import { type Facts, possibleValues } from '../world.ts'
import { geneveStacks, isGenevePort } from './geneve.ts'
import { type Place, type Stack, behind, bitsAt, loadAtPlace, placed, plus, valuesAt } from './place.ts'

/** Only the first fragment begins with the header of the layer above. */
export const FRAGMENT_CAVEAT = 'data in a later fragment'

const EXTENSIONS: ReadonlySet<number> = new Set([IPPROTO.HOPOPTS, IPPROTO.ROUTING, IPPROTO.DSTOPTS])
/** A chain of headers longer than this is nobody's filter. */
const MOST_EXTENSIONS = 4
const GRE_PROTOCOL = 47

/** What an EtherType says lies at a place, once more from the kernel's network header on. */
export function networkStacks(facts: Facts, place: Place, type: number): readonly Stack[] {
  const fromKernel = headersOf(facts, { base: NETWORK, offset: 0 }, type)
  return headersOf(facts, place, type).flatMap((stack) => fromKernel.map((other) => [...stack, ...other]))
}

/** A packet that begins with an IP header of a version that its first byte, or the kernel, tells. */
export function ipStacks(facts: Facts, place: Place): readonly Stack[] {
  const versions = ipVersions(facts, place)
  const types = versions?.map(etherTypeOfVersion)
  return types === undefined
    ? [[placed(IP, place)]]
    : types.flatMap((type) => (type === 0 ? [[placed(IP, place)]] : networkStacks(facts, place, type)))
}

/** Null: any. */
export function ipVersions(facts: Facts, place: Place): readonly number[] | null {
  const first = loadAtPlace(place, 1)
  const nibble = possibleValues(operation('rsh', first, constant(4)), facts)
  const masked = possibleValues(operation('and', first, constant(0xf0)), facts)?.map((value) => value >>> 4)
  const bits = bitsAt(facts, place, 1, 0xf0)
  return nibble ?? masked ?? (bits === null ? null : [bits >>> 4])
}

export function etherTypeOfVersion(version: number): number {
  return version === 4 ? ETHERTYPE.IP : version === 6 ? ETHERTYPE.IPV6 : 0
}

function headersOf(facts: Facts, place: Place, type: number): readonly Stack[] {
  if (type === ETHERTYPE.ARP || type === ETHERTYPE.REVARP) return [[placed(ARP, place)]]
  if (type === ETHERTYPE.IP) {
    const isFirst = bitsAt(facts, plus(place, 6), 2, 0x1fff) === 0
    const protocols = valuesAt(facts, plus(place, 9), 1)
    return transports(facts, protocols, 4, ipv4PayloadAt(facts, place), isFirst).map((stack) => [
      placed(IPV4, place),
      ...stack,
    ])
  }
  if (type !== ETHERTYPE.IPV6) return [[]]
  const protocols = valuesAt(facts, plus(place, 6), 1)
  return transports(facts, protocols, 6, plus(place, 40), true).map((stack) => [placed(IPV6, place), ...stack])
}

/** Behind the header length that the packet says, or at a fixed place where the program has made sure of it. */
function ipv4PayloadAt(facts: Facts, place: Place): Place {
  const length = headerLength(place.base, place.offset, 'low')
  const words = possibleValues(operation('and', loadAtPlace(place, 1), constant(0x0f)), facts)
  const bytes = words?.map((word) => 4 * word) ?? possibleValues(length, facts)
  const low = bitsAt(facts, place, 1, 0x0f)
  const fixed = bytes?.length === 1 ? bytes[0] : low === null ? undefined : 4 * low
  return fixed === undefined ? behind(place, length) : plus(place, fixed)
}

/** `isFirst`: whether it is known that this is no later fragment. */
function transports(
  facts: Facts,
  protocols: readonly number[] | undefined,
  version: 4 | 6,
  place: Place,
  isFirst: boolean,
  depth = 0,
): readonly Stack[] {
  if (protocols === undefined || depth > MOST_EXTENSIONS) return [[]]
  const caveat = isFirst ? null : FRAGMENT_CAVEAT
  return protocols.flatMap((protocol): readonly Stack[] => {
    if (protocol === IPPROTO.AH || (version === 6 && EXTENSIONS.has(protocol))) {
      const layout = protocol === IPPROTO.AH ? AUTHENTICATION : IPV6_EXTENSION
      const next = valuesAt(facts, place, 1)
      const after = behind(place, extensionLength(place, protocol))
      return transports(facts, next, version, after, isFirst, depth + 1).map((stack) => [
        placed(layout, place, caveat),
        ...stack,
      ])
    }
    if (version === 6 && protocol === IPPROTO.FRAGMENT) {
      const next = valuesAt(facts, place, 1)
      const isFirstNow = bitsAt(facts, plus(place, 2), 2, 0xfff8) === 0
      return transports(facts, next, version, plus(place, 8), isFirstNow, depth + 1).map((stack) => [
        placed(IPV6_FRAGMENT, place),
        ...stack,
      ])
    }
    if (protocol === IPPROTO.UDP) return udpStacks(facts, place, caveat)
    const layout = transportLayout(facts, protocol, version, place)
    return [layout === null ? [] : [placed(layout, place, caveat), ...tcpPayload(layout, place, caveat)]]
  })
}

/** AH counts in words of four less two, the others in words of eight less one. */
function extensionLength(place: Place, protocol: number) {
  const length = loadAtPlace(plus(place, 1), 1)
  const isAh = protocol === IPPROTO.AH
  return operation('mul', operation('add', length, constant(isAh ? 2 : 1)), constant(isAh ? 4 : 8))
}

function transportLayout(facts: Facts, protocol: number, version: 4 | 6, place: Place): HeaderLayout | null {
  if (version === 4 && protocol === IPPROTO.ICMP) return icmpLayout(valuesAt(facts, place, 1))
  if (version === 6 && protocol === IPPROTO.ICMPV6) return icmpv6Layout(valuesAt(facts, place, 1))
  if (protocol === IPPROTO.TCP) return TCP
  if (protocol === IPPROTO.SCTP) return SCTP
  if (protocol === IPPROTO.IGMP) return IGMP
  return protocol === GRE_PROTOCOL ? GRE : null
}

function tcpPayload(layout: HeaderLayout, place: Place, caveat: string | null): Stack {
  if (layout !== TCP) return []
  const length = headerLength(place.base, place.offset + 12, 'high')
  return [placed(payload('TCP payload'), behind(place, length), caveat)]
}

function udpStacks(facts: Facts, place: Place, caveat: string | null): readonly Stack[] {
  const udp = placed(UDP, place, caveat)
  const data = plus(place, UDP.length)
  if (!isGenevePort(facts, place)) return [[udp, placed(payload('UDP payload'), data, caveat)]]
  return geneveStacks(facts, data, (at, type) => headersOf(facts, at, type)).map((stack) => [udp, ...stack])
}
