/**
 * "The frame carries this protocol": the test that nearly every primitive begins with.
 *
 * A protocol is an EtherType above 1500 and an LLC service access point up to there. Each link type
 * says it in a place and a number of its own. Source of behaviour: gen_linktype and its helpers in
 * libpcap 1.10.3.
 */
import { SIZE } from '../../bpf/index.ts'
import { DLT, ETHERMTU, ETHERTYPE, LLCSAP, NLPID } from '../../net/index.ts'
import { genAtmProtocolType } from './atm.ts'
import type { Block } from './block.ts'
import { genAnd, genNot, genOr } from './boolean.ts'
import { genGeneveLinkCheck } from './geneve-check.ts'
import { genBcmp, genCmp, genCmpGt, genFalse, genMcmp, genTrue } from './load.ts'
import { genMplsLinktype } from './mpls-link-type.ts'
import { NOT_SET, fail, linkDescription, type CodegenState } from './state.ts'
import { genDataFrameCheck } from './wlan-frame.ts'

const PPP: Readonly<Record<number, number>> = {
  [ETHERTYPE.IP]: 0x0021,
  [ETHERTYPE.IPV6]: 0x0057,
  [ETHERTYPE.DN]: 0x0027,
  [ETHERTYPE.ATALK]: 0x0029,
  [ETHERTYPE.NS]: 0x0025,
  [LLCSAP.ISONS]: 0x0023,
  [LLCSAP.STP]: 0x0031,
  [LLCSAP.IPX]: 0x002b,
}
/** Van Jacobson compressed and uncompressed TCP over PPP. */
const PPP_VJC = 0x002d
const PPP_VJNC = 0x002f

/** Address families of the host whose libpcap is the judge: Linux. */
const AF_INET = 2
const AF_INET6 = 10
/** NetBSD's and OpenBSD's, FreeBSD's, Darwin's: a file may come from any. libpcap looks for no others there. */
const BSD_AF_INET6 = [24, 28, 30] as const
/** The numbers that the ipnet header uses are Solaris's. */
const IPNET_AF_INET = 2
const IPNET_AF_INET6 = 26

const ARCNET_TYPES: Readonly<Record<number, readonly number[]>> = {
  [ETHERTYPE.IPV6]: [0xc4],
  [ETHERTYPE.IP]: [212, 240],
  [ETHERTYPE.ARP]: [213, 241],
  [ETHERTYPE.REVARP]: [214],
  [ETHERTYPE.ATALK]: [221],
}

/** Linux cooked capture: the type field of frames that are 802.3 without and with 802.2. */
const SLL_P_802_3 = 0x0001
const SLL_P_802_2 = 0x0004

/** Offset of the address family in the header of a packet-filter log. */
const PFLOG_AF = 1

/** Link types whose protocol cannot be filtered on, and what libpcap calls them when it says so. */
const NOT_IMPLEMENTED = new Map<number, string>([
  [DLT.MFR, 'Multi-link Frame Relay'],
  [DLT.LINUX_IRDA, 'IrDA'],
  [DLT.DOCSIS, 'DOCSIS'],
  [DLT.MTP2, 'MTP2'],
  [DLT.MTP2_WITH_PHDR, 'MTP2'],
  [DLT.ERF, 'ERF'],
  [DLT.PFSYNC, 'PFSYNC'],
  [DLT.LINUX_LAPD, 'LAPD'],
  [DLT.USB_FREEBSD, 'USB'],
  [DLT.USB_LINUX, 'USB'],
  [DLT.USB_LINUX_MMAPPED, 'USB'],
  [DLT.USBPCAP, 'USB'],
  [DLT.BLUETOOTH_HCI_H4, 'Bluetooth'],
  [DLT.BLUETOOTH_HCI_H4_WITH_PHDR, 'Bluetooth'],
  [DLT.CAN20B, 'CAN'],
  [DLT.CAN_SOCKETCAN, 'CAN'],
  [DLT.IEEE802_15_4, 'IEEE 802.15.4'],
  [DLT.IEEE802_15_4_LINUX, 'IEEE 802.15.4'],
  [DLT.IEEE802_15_4_NONASK_PHY, 'IEEE 802.15.4'],
  [DLT.IEEE802_15_4_NOFCS, 'IEEE 802.15.4'],
  [DLT.IEEE802_15_4_TAP, 'IEEE 802.15.4'],
  [DLT.IEEE802_16_MAC_CPS_RADIO, 'IEEE 802.16'],
  [DLT.SITA, 'SITA'],
  [DLT.RAIF1, 'RAIF1'],
  [DLT.IPMB_KONTRON, 'IPMB'],
  [DLT.IPMB_LINUX, 'IPMB'],
  [DLT.AX25_KISS, 'AX.25'],
  [DLT.NFLOG, 'NFLOG'],
])

export const JUNIPER: ReadonlySet<number> = new Set([
  DLT.JUNIPER_MFR,
  DLT.JUNIPER_MLFR,
  DLT.JUNIPER_MLPPP,
  DLT.JUNIPER_ATM1,
  DLT.JUNIPER_ATM2,
  DLT.JUNIPER_PPPOE,
  DLT.JUNIPER_PPPOE_ATM,
  DLT.JUNIPER_GGSN,
  DLT.JUNIPER_ES,
  DLT.JUNIPER_MONITOR,
  DLT.JUNIPER_SERVICES,
  DLT.JUNIPER_ETHER,
  DLT.JUNIPER_PPP,
  DLT.JUNIPER_FRELAY,
  DLT.JUNIPER_CHDLC,
  DLT.JUNIPER_VP,
  DLT.JUNIPER_ST,
  DLT.JUNIPER_ISM,
  DLT.JUNIPER_VS,
  DLT.JUNIPER_SRX_E2E,
  DLT.JUNIPER_FIBRECHANNEL,
  DLT.JUNIPER_ATM_CEMIC,
])

export function genLinktype(state: CodegenState, protocol: number): Block {
  if (state.mplsDepth > 0) return genMplsLinktype(state, protocol)
  const typeIs = (value: number, size: number = SIZE.H) => genCmp(state, 'link-type', 0, size, value)

  switch (state.linkType) {
    case DLT.EN10MB:
    case DLT.NETANALYZER:
    case DLT.NETANALYZER_TRANSPARENT: {
      const check = state.isGeneve ? null : genPreviousLinkHeaderCheck(state)
      const ether = genEtherLinktype(state, protocol)
      return check === null ? ether : genAnd(check, ether)
    }
    case DLT.C_HDLC:
      return typeIs(protocol === LLCSAP.ISONS ? (LLCSAP.ISONS << 8) | LLCSAP.ISONS : protocol)
    case DLT.IEEE802_11:
    case DLT.PRISM_HEADER:
    case DLT.IEEE802_11_RADIO_AVS:
    case DLT.IEEE802_11_RADIO:
    case DLT.PPI: {
      const data = genDataFrameCheck(state)
      return genAnd(data, genLlcLinktype(state, protocol))
    }
    case DLT.FDDI:
    case DLT.IEEE802:
    case DLT.ATM_RFC1483:
    case DLT.ATM_CLIP:
    case DLT.IP_OVER_FC:
      return genLlcLinktype(state, protocol)
    case DLT.SUNATM: {
      const llc = genAtmProtocolType(state, 'llc')
      return genAnd(llc, genLlcLinktype(state, protocol))
    }
    case DLT.LINUX_SLL:
      return genCookedLinktype(state, protocol)
    case DLT.SLIP:
    case DLT.SLIP_BSDOS:
    case DLT.RAW:
      if (protocol === ETHERTYPE.IP) return genMcmp(state, 'link-header', 0, SIZE.B, 0x40, 0xf0)
      if (protocol === ETHERTYPE.IPV6) return genMcmp(state, 'link-header', 0, SIZE.B, 0x60, 0xf0)
      return genFalse(state)
    case DLT.IPV4:
      return protocol === ETHERTYPE.IP ? genTrue(state) : genFalse(state)
    case DLT.IPV6:
      return protocol === ETHERTYPE.IPV6 ? genTrue(state) : genFalse(state)
    case DLT.PPP:
    case DLT.PPP_PPPD:
    case DLT.PPP_SERIAL:
    case DLT.PPP_ETHER:
      return typeIs(PPP[protocol] ?? protocol)
    case DLT.PPP_BSDOS: {
      if (protocol !== ETHERTYPE.IP) return typeIs(PPP[protocol] ?? protocol)
      const plain = typeIs(0x0021)
      const compressed = genOr(plain, typeIs(PPP_VJC))
      return genOr(compressed, typeIs(PPP_VJNC))
    }
    case DLT.NULL:
    case DLT.LOOP:
    case DLT.ENC:
      if (protocol === ETHERTYPE.IP) return genLoopbackLinktype(state, AF_INET)
      if (protocol === ETHERTYPE.IPV6) return genLoopbackIpv6(state)
      return genFalse(state)
    case DLT.PFLOG:
      if (protocol === ETHERTYPE.IP) return genCmp(state, 'link-header', PFLOG_AF, SIZE.B, AF_INET)
      if (protocol === ETHERTYPE.IPV6) return genCmp(state, 'link-header', PFLOG_AF, SIZE.B, AF_INET6)
      return genFalse(state)
    case DLT.ARCNET:
    case DLT.ARCNET_LINUX: {
      const [type, older] = ARCNET_TYPES[protocol] ?? []
      if (type === undefined) return genFalse(state)
      const b0 = typeIs(type, SIZE.B)
      return older === undefined ? b0 : genOr(b0, typeIs(older, SIZE.B))
    }
    case DLT.LTALK:
      return protocol === ETHERTYPE.ATALK ? genTrue(state) : genFalse(state)
    case DLT.FRELAY:
      return genFrameRelayLinktype(state, protocol)
    case DLT.BACNET_MS_TP:
      return genMcmp(state, 'link-header', 0, SIZE.W, 0x55ff0000, 0xffff0000)
    case DLT.IPNET:
      if (protocol === ETHERTYPE.IP) return typeIs(IPNET_AF_INET, SIZE.B)
      if (protocol === ETHERTYPE.IPV6) return typeIs(IPNET_AF_INET6, SIZE.B)
      return genFalse(state)
  }
  // A Juniper header begins with its magic number; what it carries is not looked at.
  if (JUNIPER.has(state.linkType)) return genMcmp(state, 'link-header', 0, SIZE.W, 0x4d474300, 0xffffff00)
  const refused = NOT_IMPLEMENTED.get(state.linkType)
  if (refused !== undefined) fail(state, `${refused} link-layer type filtering not implemented`)
  if (state.linkTypeField.constant !== NOT_SET) return typeIs(protocol)
  return fail(state, `${linkDescription(state)} link-layer type filtering not implemented`)
}

/**
 * The check that an encapsulated Ethernet header is really there: in ATM LANE that the frame is not
 * a control frame, behind Geneve that the payload is Ethernet. Null where there is nothing to check.
 */
export function genPreviousLinkHeaderCheck(state: CodegenState): Block | null {
  if (state.isGeneve) return genGeneveLinkCheck(state)
  if (state.previousLinkType === DLT.SUNATM) {
    return genNot(genCmp(state, 'previous-link-header', 4, SIZE.H, 0xff00))
  }
  return null
}

/** "The two bytes are a length, so this is an 802.3 frame." */
function genIs8023(state: CodegenState): Block {
  return genNot(genCmpGt(state, 'link-type', 0, SIZE.H, ETHERMTU))
}

function genEtherLinktype(state: CodegenState, protocol: number): Block {
  switch (protocol) {
    case LLCSAP.ISONS:
    case LLCSAP.IP:
    case LLCSAP.NETBEUI: {
      const b0 = genIs8023(state)
      return genAnd(b0, genCmp(state, 'llc', 0, SIZE.H, (protocol << 8) | protocol))
    }
    case LLCSAP.IPX: {
      // Four framings: 802.2, "raw" 802.3, SNAP, and an EtherType; the last is asked first.
      const llc = genCmp(state, 'llc', 0, SIZE.B, LLCSAP.IPX)
      const raw = genOr(llc, genCmp(state, 'llc', 0, SIZE.H, 0xffff))
      const any = genOr(genSnap(state, 0x000000, ETHERTYPE.IPX), raw)
      const framed = genAnd(genIs8023(state), any)
      return genOr(genCmp(state, 'link-type', 0, SIZE.H, ETHERTYPE.IPX), framed)
    }
    case ETHERTYPE.ATALK:
    case ETHERTYPE.AARP: {
      const b0 = genIs8023(state)
      const snap = genAnd(b0, genAppleSnap(state, protocol))
      return genOr(genCmp(state, 'link-type', 0, SIZE.H, protocol), snap)
    }
    default: {
      if (protocol > ETHERMTU) return genCmp(state, 'link-type', 0, SIZE.H, protocol)
      const b0 = genIs8023(state)
      return genAnd(b0, genCmp(state, 'link-type', 2, SIZE.B, protocol))
    }
  }
}

/** Linux cooked capture v1: EtherTypes as they are, 802.2 frames marked as such. */
function genCookedLinktype(state: CodegenState, protocol: number): Block {
  const typeIs = (value: number) => genCmp(state, 'link-type', 0, SIZE.H, value)
  switch (protocol) {
    case LLCSAP.ISONS:
    case LLCSAP.IP:
    case LLCSAP.NETBEUI: {
      const b0 = typeIs(SLL_P_802_2)
      return genAnd(b0, genCmp(state, 'llc', 0, SIZE.H, (protocol << 8) | protocol))
    }
    case LLCSAP.IPX: {
      const llc = genCmp(state, 'llc', 0, SIZE.B, LLCSAP.IPX)
      const any = genOr(llc, genSnap(state, 0x000000, ETHERTYPE.IPX))
      const framed = genAnd(typeIs(SLL_P_802_2), any)
      const raw = genOr(typeIs(SLL_P_802_3), framed)
      return genOr(typeIs(ETHERTYPE.IPX), raw)
    }
    case ETHERTYPE.ATALK:
    case ETHERTYPE.AARP: {
      const b0 = typeIs(SLL_P_802_2)
      const snap = genAnd(b0, genAppleSnap(state, protocol))
      return genOr(typeIs(protocol), snap)
    }
    default: {
      if (protocol > ETHERMTU) return typeIs(protocol)
      const b0 = typeIs(SLL_P_802_2)
      return genAnd(b0, genCmp(state, 'link-header', state.linkPayload.constant, SIZE.B, protocol))
    }
  }
}

/** Link types that always have an 802.2 header, with SNAP assumed for EtherTypes. */
function genLlcLinktype(state: CodegenState, protocol: number): Block {
  switch (protocol) {
    case LLCSAP.IP:
    case LLCSAP.ISONS:
    case LLCSAP.NETBEUI:
      return genCmp(state, 'llc', 0, SIZE.H, (protocol << 8) | protocol)
    case LLCSAP.IPX:
      return genCmp(state, 'llc', 0, SIZE.B, LLCSAP.IPX)
    case ETHERTYPE.ATALK:
      return genAppleSnap(state, protocol)
    default:
      if (protocol <= ETHERMTU) return genCmp(state, 'llc', 0, SIZE.B, protocol)
      return genCmp(state, 'llc', 6, SIZE.H, protocol)
  }
}

/** Q.922 address, then UI, then the network layer protocol identifier. */
function genFrameRelayLinktype(state: CodegenState, protocol: number): Block {
  const nlpidIs = (value: number) => genCmp(state, 'link-header', 2, SIZE.H, (0x03 << 8) | value)
  switch (protocol) {
    case ETHERTYPE.IP:
      return nlpidIs(0xcc)
    case ETHERTYPE.IPV6:
      return nlpidIs(0x8e)
    case LLCSAP.ISONS: {
      const clnp = nlpidIs(NLPID.CLNP)
      const esis = nlpidIs(NLPID.ESIS)
      const isis = genOr(esis, nlpidIs(NLPID.ISIS))
      return genOr(clnp, isis)
    }
    default:
      return genFalse(state)
  }
}

/** AppleTalk and its ARP have SNAP headers of their own: Apple's organization code, and none. */
function genAppleSnap(state: CodegenState, protocol: number): Block {
  return genSnap(state, protocol === ETHERTYPE.ATALK ? 0x080007 : 0x000000, protocol)
}

function genSnap(state: CodegenState, organization: number, type: number): Block {
  const oui = [organization >> 16, organization >> 8, organization].map((byte) => byte & 0xff)
  return genBcmp(state, 'llc', 0, [LLCSAP.SNAP, LLCSAP.SNAP, 0x03, ...oui, type >> 8, type & 0xff])
}

/**
 * BSD loopback: a 32-bit address family, in network byte order for OpenBSD's LOOP, else in that of the host that
 * captured: the file's, and without a file the judge's, which is little-endian. Source: gen_loopback_linktype.
 */
function genLoopbackLinktype(state: CodegenState, family: number): Block {
  const littleEndian = state.linkType !== DLT.LOOP && (state.options.savefile?.littleEndian ?? true)
  // The machine loads big-endian.
  return genCmp(state, 'link-header', 0, SIZE.W, littleEndian ? (family << 24) >>> 0 : family)
}

/** Every system numbered IPv6 for itself; a capture under way has this one's number. */
function genLoopbackIpv6(state: CodegenState): Block {
  if (state.options.savefile === undefined) return genLoopbackLinktype(state, AF_INET6)
  const [bsd, freebsd, darwin] = BSD_AF_INET6
  const first = genLoopbackLinktype(state, bsd)
  const either = genOr(first, genLoopbackLinktype(state, freebsd))
  // libpcap has the last put before the others.
  return genOr(genLoopbackLinktype(state, darwin), either)
}
