/**
 * Which headers lie where in the packet, as far as the tests on the way to an instruction have
 * shown. A stack is one possibility, outermost header first; where EtherType or protocol can still
 * be several, there are several stacks.
 *
 * Here is where each link type begins. Those that are not here have no names for their bytes.
 */
import { AUDIT_ARCH, SECCOMP_LINK_TYPE } from '../../../bpf/index.ts'
import { DLT, ETHERTYPE, NLPID, linkTypeName } from '../../../net/index.ts'
import { constant, extension, load, operation } from '../expression.ts'
import type { HeaderLayout } from '../layouts/layout.ts'
import {
  CISCO_HDLC,
  COOKED,
  COOKED_2,
  ENC,
  ETHERNET,
  ETHERNET_8023,
  FDDI,
  FIBRE_CHANNEL,
  FRAME_RELAY,
  IEEE_1394,
  JUNIPER,
  PFLOG,
  PPPD_FRAMING,
  PPP_FRAMING,
  SLIP,
  SLIP_BSDOS,
  TOKEN_RING,
  arcnetLayout,
  loopbackLayout,
} from '../layouts/link.ts'
import { syscallLayout } from '../layouts/syscall.ts'
import type { Facts, World } from '../world.ts'
import { etherTypeStacks, llcStacks, mplsStacks, pppStacks, typesBehindTag } from './ether-type.ts'
import { ipStacks, networkStacks } from './network.ts'
import { FIRST_BYTE, type Place, type Stack, bitsAt, placed, plus, valuesAt } from './place.ts'
import { radioStacks } from './wlan.ts'

/** Filters take for granted that PPP is framed. */
export const FRAMING_CAVEAT = 'if address and control come first'

/** A frame that is 802.2 and no Ethernet, in Linux cooked capture. */
const COOKED_802_2 = 0x0004

const IPV4_FAMILY = 2
/** Linux, NetBSD and OpenBSD, FreeBSD, macOS, Solaris. */
const IPV6_FAMILIES: ReadonlySet<number> = new Set([10, 24, 28, 30, 26])

/** Every way in which headers can lie, given what one world knows. */
export function stacksOf({ facts }: World, linkType: number): readonly Stack[] {
  switch (linkType) {
    case DLT.EN10MB:
      return ethernetStacks(facts, FIRST_BYTE)
    case DLT.NETANALYZER:
      return ethernetStacks(facts, plus(FIRST_BYTE, 4))
    case DLT.NETANALYZER_TRANSPARENT:
      return ethernetStacks(facts, plus(FIRST_BYTE, 12))
    case SECCOMP_LINK_TYPE:
      return [syscallStack(facts)]
    case DLT.RAW:
      return rawStacks(facts)
    case DLT.IPV4:
      return networkStacks(facts, FIRST_BYTE, ETHERTYPE.IP)
    case DLT.IPV6:
      return networkStacks(facts, FIRST_BYTE, ETHERTYPE.IPV6)
    case DLT.LINUX_SLL:
      return cookedStacks(facts)
    case DLT.LINUX_SLL2:
      return typedStacks(facts, COOKED_2, 0)
    case DLT.C_HDLC:
      return typedStacks(facts, CISCO_HDLC, 2)
    case DLT.APPLE_IP_OVER_IEEE1394:
      return typedStacks(facts, IEEE_1394, 16)
    case DLT.PPP:
    case DLT.PPP_SERIAL:
      return under(PPP_FRAMING, pppStacks(facts, plus(FIRST_BYTE, 2), isFramed(facts) ? null : FRAMING_CAVEAT))
    case DLT.PPP_PPPD:
      return under(PPPD_FRAMING, pppStacks(facts, plus(FIRST_BYTE, 2)))
    case DLT.PPP_ETHER:
      return etherTypeStacks(facts, FIRST_BYTE, [ETHERTYPE.PPPOES])
    case DLT.MPLS:
      return mplsStacks(facts, FIRST_BYTE)
    case DLT.NULL:
      return familyStacks(facts, loopbackLayout('family-swapped'))
    case DLT.LOOP:
      return familyStacks(facts, loopbackLayout('family'))
    case DLT.ENC:
      return familyStacks(facts, ENC)
    case DLT.PFLOG:
      return pflogStacks(facts)
    case DLT.IEEE802:
      return under(TOKEN_RING, llcStacks(facts, plus(FIRST_BYTE, TOKEN_RING.length)))
    case DLT.FDDI:
      return under(FDDI, llcStacks(facts, plus(FIRST_BYTE, FDDI.length)))
    case DLT.IP_OVER_FC:
      return under(FIBRE_CHANNEL, llcStacks(facts, plus(FIRST_BYTE, FIBRE_CHANNEL.length)))
    case DLT.ARCNET:
      return arcnetStacks(facts, 2)
    case DLT.ARCNET_LINUX:
      return arcnetStacks(facts, 4)
    case DLT.SLIP:
      return under(SLIP, ipStacks(facts, plus(FIRST_BYTE, SLIP.length)))
    case DLT.SLIP_BSDOS:
      return under(SLIP_BSDOS, ipStacks(facts, plus(FIRST_BYTE, SLIP_BSDOS.length)))
    case DLT.FRELAY:
      return frameRelayStacks(facts)
    case DLT.ATM_RFC1483:
    case DLT.ATM_CLIP:
      return llcStacks(facts, FIRST_BYTE)
    case DLT.IEEE802_11:
    case DLT.IEEE802_11_RADIO:
    case DLT.IEEE802_11_RADIO_AVS:
    case DLT.PRISM_HEADER:
    case DLT.PPI:
      return radioStacks(facts, linkType)
    default:
      return linkTypeName(linkType)?.startsWith('JUNIPER_') === true ? [[placed(JUNIPER, FIRST_BYTE)]] : []
  }
}

function under(layout: HeaderLayout, stacks: readonly Stack[]): readonly Stack[] {
  return stacks.map((stack) => [placed(layout, FIRST_BYTE), ...stack])
}

/** Of which machine the call is, the program may have tested. */
function syscallStack(facts: Facts): Stack {
  const [arch, ...others] = facts.get(load(null, 4, 4).key) ?? []
  const only = others.length === 0 ? arch : undefined
  const nr = only === AUDIT_ARCH.X86_64 ? 'syscall-x86-64' : only === AUDIT_ARCH.AARCH64 ? 'syscall-arm64' : null
  return [placed(syscallLayout(nr), FIRST_BYTE)]
}

function ethernetStacks(facts: Facts, place: Place): readonly Stack[] {
  const types = typesBehindTag(facts, plus(place, 12))
  const payload = plus(place, 14)
  if (types === 'length') {
    return llcStacks(facts, payload).map((stack) => [placed(ETHERNET_8023, place), ...stack])
  }
  // The kernel's own word for it, where the program asks for that instead.
  const known = types ?? facts.get(extension('proto').key)
  return etherTypeStacks(facts, payload, known).map((stack) => [placed(ETHERNET, place), ...stack])
}

/** The version in the first byte tells, or the kernel. */
function rawStacks(facts: Facts): readonly Stack[] {
  const known = facts.get(extension('proto').key)
  const stacks = ipStacks(facts, FIRST_BYTE)
  const isOpen = stacks.every((stack) => stack.length === 1)
  return isOpen && known !== undefined ? known.flatMap((type) => networkStacks(facts, FIRST_BYTE, type)) : stacks
}

/** A link header of fixed length with an EtherType in it. */
function typedStacks(facts: Facts, layout: HeaderLayout, typeAt: number): readonly Stack[] {
  const types = valuesAt(facts, plus(FIRST_BYTE, typeAt), 2)
  return under(layout, etherTypeStacks(facts, plus(FIRST_BYTE, layout.length), types))
}

function cookedStacks(facts: Facts): readonly Stack[] {
  const types = valuesAt(facts, plus(FIRST_BYTE, 14), 2)
  const isLlc = types?.length === 1 && types[0] === COOKED_802_2
  return isLlc ? under(COOKED, llcStacks(facts, plus(FIRST_BYTE, COOKED.length))) : typedStacks(facts, COOKED, 14)
}

/** RFC 1201, and 1051 before it. */
const ETHERTYPE_OF_ARCNET: Readonly<Record<number, number>> = {
  0xd4: ETHERTYPE.IP,
  0xf0: ETHERTYPE.IP,
  0xd5: ETHERTYPE.ARP,
  0xf1: ETHERTYPE.ARP,
  0xd6: ETHERTYPE.REVARP,
  0xc4: ETHERTYPE.IPV6,
}

function arcnetStacks(facts: Facts, typeAt: 2 | 4): readonly Stack[] {
  const layout = arcnetLayout(typeAt)
  const types = valuesAt(facts, plus(FIRST_BYTE, typeAt), 1)?.map((type) => ETHERTYPE_OF_ARCNET[type] ?? 0)
  return under(layout, etherTypeStacks(facts, plus(FIRST_BYTE, layout.length), types))
}

/** Control and protocol are asked for together. */
function frameRelayStacks(facts: Facts): readonly Stack[] {
  const types = valuesAt(facts, plus(FIRST_BYTE, 2), 2)?.map((both) => {
    if (both === ((3 << 8) | NLPID.IP)) return ETHERTYPE.IP
    return both === ((3 << 8) | NLPID.IPV6) ? ETHERTYPE.IPV6 : 0
  })
  return under(FRAME_RELAY, etherTypeStacks(facts, plus(FIRST_BYTE, FRAME_RELAY.length), types))
}

function isFramed(facts: Facts): boolean {
  return bitsAt(facts, FIRST_BYTE, 2, 0xffff) === 0xff03
}

/** In either order of bytes: the number is small, so the order in which it is small is the right one. */
function familyStacks(facts: Facts, layout: HeaderLayout): readonly Stack[] {
  const families = valuesAt(facts, FIRST_BYTE, 4)?.map((number) => (number > 0xffff ? swapped(number) : number))
  return under(layout, etherTypeStacks(facts, plus(FIRST_BYTE, layout.length), families?.map(etherTypeOfFamily)))
}

/** 0 for what is no IP. */
function etherTypeOfFamily(family: number): number {
  return family === IPV4_FAMILY ? ETHERTYPE.IP : IPV6_FAMILIES.has(family) ? ETHERTYPE.IPV6 : 0
}

function swapped(number: number): number {
  return (((number & 0xff) << 24) | ((number & 0xff00) << 8) | ((number >>> 8) & 0xff00) | (number >>> 24)) >>> 0
}

/** Its header's length stands in its first byte, and is rounded up to a multiple of four. */
function pflogStacks(facts: Facts): readonly Stack[] {
  const families = valuesAt(facts, plus(FIRST_BYTE, 1), 1)
  const length = operation('and', operation('add', load(null, 0, 1), constant(3)), constant(0xfffffffc))
  return under(PFLOG, etherTypeStacks(facts, { base: length, offset: 0 }, families?.map(etherTypeOfFamily)))
}
