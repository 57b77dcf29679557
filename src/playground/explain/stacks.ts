/**
 * Which headers lie where in the packet, as far as the tests on the way to an instruction have
 * shown. A stack is one possibility, outermost header first; where EtherType or protocol can still
 * be several, there are several stacks.
 *
 * Knows Ethernet with VLAN tags, raw IP, and the system call of a seccomp filter. Leaves out tunnels and IPv6 extension headers other
 * than the fragment header.
 */
import { AUDIT_ARCH, SECCOMP_LINK_TYPE } from '../../bpf/index.ts'
import { DLT, ETHERTYPE, IPPROTO } from '../../net/index.ts'
import { VLAN_ETHER_TYPES } from '../../packet/index.ts'
import {
  type Expression,
  NETWORK,
  constant,
  extension,
  headerLength,
  load,
  operation,
  splitAddress,
} from './expression.ts'
import {
  ARP,
  ETHERNET,
  type HeaderLayout,
  ICMP,
  ICMPV6,
  IP,
  IPV4,
  IPV6,
  IPV6_FRAGMENT,
  SCTP,
  TCP,
  UDP,
  VLAN,
  syscallLayout,
} from './layouts.ts'
import { type Facts, type World, possibleValues } from './world.ts'

/** A header and its address, which is a base that the program computes (null: none) plus an offset. */
export interface PlacedHeader {
  readonly layout: HeaderLayout
  readonly base: Expression | null
  readonly offset: number
}

export type Stack = readonly PlacedHeader[]

const MOST_TAGS = 4

const IPV4_TRANSPORTS: ReadonlyMap<number, HeaderLayout> = new Map([
  [IPPROTO.ICMP, ICMP],
  [IPPROTO.TCP, TCP],
  [IPPROTO.UDP, UDP],
  [IPPROTO.SCTP, SCTP],
])

const IPV6_TRANSPORTS: ReadonlyMap<number, HeaderLayout> = new Map([
  [IPPROTO.ICMPV6, ICMPV6],
  [IPPROTO.FRAGMENT, IPV6_FRAGMENT],
  [IPPROTO.TCP, TCP],
  [IPPROTO.UDP, UDP],
  [IPPROTO.SCTP, SCTP],
])

/** Every way in which headers can lie, given what one world knows. */
export function stacksOf(world: World, linkType: number): readonly Stack[] {
  const { facts } = world
  if (linkType === DLT.EN10MB) return ethernetStacks(facts)
  if (linkType === SECCOMP_LINK_TYPE) return [syscallStack(facts)]
  const isRaw = linkType === DLT.RAW || linkType === DLT.IPV4 || linkType === DLT.IPV6
  if (!isRaw) return []
  const types = rawVersions(facts, linkType)
  return types === null
    ? [[{ layout: IP, base: null, offset: 0 }]]
    : types.flatMap((type) => networkStacks(facts, null, 0, type))
}

/** Of which machine the call is, the program may have tested. */
function syscallStack(facts: Facts): Stack {
  const [arch, ...others] = facts.get(load(null, 4, 4).key) ?? []
  const only = others.length === 0 ? arch : undefined
  const nr = only === AUDIT_ARCH.X86_64 ? 'syscall-x86-64' : only === AUDIT_ARCH.AARCH64 ? 'syscall-arm64' : null
  return [{ layout: syscallLayout(nr), base: null, offset: 0 }]
}

function ethernetStacks(facts: Facts): readonly Stack[] {
  const link: PlacedHeader[] = [{ layout: ETHERNET, base: null, offset: 0 }]
  let typeAt = 12
  let types = facts.get(load(null, typeAt, 2).key)
  while (link.length <= MOST_TAGS && types !== undefined && types.every((type) => VLAN_ETHER_TYPES.includes(type))) {
    link.push({ layout: VLAN, base: null, offset: typeAt + 2 })
    typeAt += 4
    types = facts.get(load(null, typeAt, 2).key)
  }
  // The kernel's own word for it, where the program asks for that instead.
  const known = types ?? facts.get(extension('proto').key)
  if (known === undefined) return [link]
  return known.flatMap((type) => {
    const plain = networkStacks(facts, null, typeAt + 2, type)
    // The same headers once more, for loads that count from the kernel's network header.
    const fromKernel = networkStacks(facts, NETWORK, 0, type)
    return plain.flatMap((stack) => fromKernel.map((other) => [...link, ...stack, ...other]))
  })
}

/** What a raw IP packet can be, as EtherTypes: the version in its first byte tells, or the kernel. Null: anything. */
function rawVersions(facts: Facts, linkType: number): readonly number[] | null {
  if (linkType === DLT.IPV4) return [ETHERTYPE.IP]
  if (linkType === DLT.IPV6) return [ETHERTYPE.IPV6]
  const first = load(null, 0, 1)
  const nibble = possibleValues(operation('rsh', first, constant(4)), facts)
  const masked = possibleValues(operation('and', first, constant(0xf0)), facts)
  const versions = nibble ?? masked?.map((value) => value >>> 4)
  return versions?.map(etherTypeOfVersion) ?? facts.get(extension('proto').key) ?? null
}

function etherTypeOfVersion(version: number): number {
  return version === 4 ? ETHERTYPE.IP : version === 6 ? ETHERTYPE.IPV6 : 0
}

function networkStacks(facts: Facts, base: Expression | null, offset: number, type: number): readonly Stack[] {
  if (type === ETHERTYPE.ARP || type === ETHERTYPE.REVARP) return [[{ layout: ARP, base, offset }]]
  if (type === ETHERTYPE.IP) {
    const network = { layout: IPV4, base, offset }
    const protocols = facts.get(load(base, offset + 9, 1).key)
    const address = ipv4PayloadAt(facts, base, offset)
    return transportStacks(network, protocols, IPV4_TRANSPORTS, address.base, address.offset)
  }
  if (type === ETHERTYPE.IPV6) {
    const network = { layout: IPV6, base, offset }
    const protocols = facts.get(load(base, offset + 6, 1).key)
    const plain = transportStacks(network, protocols, IPV6_TRANSPORTS, base, offset + 40)
    const isFragment = protocols?.length === 1 && protocols[0] === IPPROTO.FRAGMENT
    const inner = isFragment ? facts.get(load(base, offset + 40, 1).key) : undefined
    const fragment = { layout: IPV6_FRAGMENT, base, offset: offset + 40 }
    if (inner === undefined) return plain
    return transportStacks(fragment, inner, IPV6_TRANSPORTS, base, offset + 48).map((stack) => [network, ...stack])
  }
  return [[]]
}

/** Behind the header length that the packet says, or at a fixed place where the program has made sure of it. */
function ipv4PayloadAt(
  facts: Facts,
  base: Expression | null,
  offset: number,
): { base: Expression | null; offset: number } {
  const first = load(base, offset, 1)
  const words = possibleValues(operation('and', first, constant(0x0f)), facts)
  if (words?.length === 1) return { base, offset: offset + 4 * (words[0] ?? 0) }
  const length = headerLength(base, offset, 'low')
  const address = base === null ? length : operation('add', base, length)
  return splitAddress(address, offset)
}

function transportStacks(
  network: PlacedHeader,
  protocols: readonly number[] | undefined,
  layouts: ReadonlyMap<number, HeaderLayout>,
  base: Expression | null,
  offset: number,
): readonly Stack[] {
  if (protocols === undefined) return [[network]]
  return protocols.map((protocol) => {
    const layout = layouts.get(protocol)
    return layout === undefined ? [network] : [network, { layout, base, offset }, ...tcpPayload(layout, base, offset)]
  })
}

function tcpPayload(layout: HeaderLayout, base: Expression | null, offset: number): Stack {
  if (layout !== TCP) return []
  const length = headerLength(base, offset + 12, 'high')
  const address = splitAddress(base === null ? length : operation('add', base, length), offset)
  return [{ layout: { name: 'TCP payload', fields: [], length: 0 }, ...address }]
}
