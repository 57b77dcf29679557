/**
 * Protocols by name (`tcp`, `arp`, `isis`) and by number (`ip proto 6`, `ether proto 0x88cc`).
 * Source of behaviour: gen_proto_abbrev and gen_proto of libpcap 1.10.3.
 */
import { SIZE } from '../../bpf/index.ts'
import { DLT, ETHERTYPE, IPPROTO, ISIS_PDU, LLCSAP, NLPID } from '../../net/index.ts'
import type { Direction, ProtocolQualifier } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd, genOr } from './boolean.ts'
import { genLinktype } from './link-type.ts'
import { genCmp } from './load.ts'
import { fail, type CodegenState } from './state.ts'

/** Protocols that the link header names. */
const BY_LINK_TYPE: Readonly<Record<string, number>> = {
  ip: ETHERTYPE.IP,
  arp: ETHERTYPE.ARP,
  rarp: ETHERTYPE.REVARP,
  ip6: ETHERTYPE.IPV6,
  atalk: ETHERTYPE.ATALK,
  aarp: ETHERTYPE.AARP,
  decnet: ETHERTYPE.DN,
  sca: ETHERTYPE.SCA,
  lat: ETHERTYPE.LAT,
  mopdl: ETHERTYPE.MOPDL,
  moprc: ETHERTYPE.MOPRC,
  iso: LLCSAP.ISONS,
  stp: LLCSAP.STP,
  ipx: LLCSAP.IPX,
  netbeui: LLCSAP.NETBEUI,
}

/** Protocols that another protocol names: number, and which protocol names it (null: either IP). */
const BY_PROTOCOL: Readonly<Record<string, readonly [number, ProtocolQualifier]>> = {
  sctp: [IPPROTO.SCTP, null],
  tcp: [IPPROTO.TCP, null],
  udp: [IPPROTO.UDP, null],
  icmp: [IPPROTO.ICMP, 'ip'],
  igmp: [IPPROTO.IGMP, 'ip'],
  igrp: [IPPROTO.IGRP, 'ip'],
  pim: [IPPROTO.PIM, null],
  vrrp: [IPPROTO.VRRP, 'ip'],
  carp: [IPPROTO.CARP, 'ip'],
  icmp6: [IPPROTO.ICMPV6, 'ip6'],
  ah: [IPPROTO.AH, null],
  esp: [IPPROTO.ESP, null],
  esis: [NLPID.ESIS, 'iso'],
  isis: [NLPID.ISIS, 'iso'],
  clnp: [NLPID.CLNP, 'iso'],
}

/** PDU types that make up each IS-IS keyword, in the order of the tests. */
const ISIS_GROUPS: Readonly<Record<string, readonly number[]>> = {
  l1: [ISIS_PDU.L1_LAN_IIH, ISIS_PDU.PTP_IIH, ISIS_PDU.L1_LSP, ISIS_PDU.L1_CSNP, ISIS_PDU.L1_PSNP],
  l2: [ISIS_PDU.L2_LAN_IIH, ISIS_PDU.PTP_IIH, ISIS_PDU.L2_LSP, ISIS_PDU.L2_CSNP, ISIS_PDU.L2_PSNP],
  iih: [ISIS_PDU.L1_LAN_IIH, ISIS_PDU.L2_LAN_IIH, ISIS_PDU.PTP_IIH],
  lsp: [ISIS_PDU.L1_LSP, ISIS_PDU.L2_LSP],
  snp: [ISIS_PDU.L1_CSNP, ISIS_PDU.L2_CSNP, ISIS_PDU.L1_PSNP, ISIS_PDU.L2_PSNP],
  csnp: [ISIS_PDU.L1_CSNP, ISIS_PDU.L2_CSNP],
  psnp: [ISIS_PDU.L1_PSNP, ISIS_PDU.L2_PSNP],
}

/** A protocol that stands alone. */
export function genProtoAbbrev(state: CodegenState, protocol: string): Block {
  const linkType = BY_LINK_TYPE[protocol]
  if (linkType !== undefined) return genLinktype(state, linkType)
  const inside = BY_PROTOCOL[protocol]
  if (inside !== undefined) return genProto(state, inside[0], inside[1], 'default')
  const group = ISIS_GROUPS[protocol]
  if (group !== undefined) {
    // The first two are joined in order; each further test goes before what is there.
    const [first, second, ...rest] = group.map((pdu) => () => genProto(state, pdu, 'isis', 'default'))
    if (first === undefined || second === undefined) throw new Error('Broken invariant: an IS-IS group has two PDUs')
    const b0 = first()
    const b1 = genOr(b0, second())
    for (const test of rest) genOr(test(), b1)
    return b1
  }
  if (protocol === 'link') fail(state, 'link layer applied in wrong context')
  return fail(state, `'${protocol}' is not a valid protocol type`)
}

/** Refusals of `X proto N` that are not "'X proto' is bogus". */
const PROTO_REFUSALS: Readonly<Record<string, string>> = {
  arp: 'arp does not encapsulate another protocol',
  rarp: 'rarp does not encapsulate another protocol',
  atalk: 'AppleTalk encapsulation is not specifiable',
  decnet: 'DECNET encapsulation is not specifiable',
  lat: 'LAT does not encapsulate another protocol',
  sca: 'SCA does not encapsulate another protocol',
  moprc: 'MOPRC does not encapsulate another protocol',
  mopdl: 'MOPDL does not encapsulate another protocol',
  clnp: "'clnp proto' is not supported",
}

/** `protocol proto number`. */
export function genProto(
  state: CodegenState,
  number: number,
  protocol: ProtocolQualifier,
  direction: Direction,
): Block {
  if (direction !== 'default') fail(state, "direction applied to 'proto'")
  switch (protocol) {
    case null: {
      const b0 = genProto(state, number, 'ip', direction)
      return genOr(b0, genProto(state, number, 'ip6', direction))
    }
    case 'link':
      return genLinktype(state, number)
    case 'ip': {
      const b0 = genLinktype(state, ETHERTYPE.IP)
      return genAnd(b0, genCmp(state, 'network', 9, SIZE.B, number))
    }
    case 'ip6': {
      const b0 = genLinktype(state, ETHERTYPE.IPV6)
      // The next header, or the one behind a fragment header.
      const fragment = genCmp(state, 'network', 6, SIZE.B, IPPROTO.FRAGMENT)
      const b1 = genAnd(fragment, genCmp(state, 'network', 40, SIZE.B, number))
      genOr(genCmp(state, 'network', 6, SIZE.B, number), b1)
      return genAnd(b0, b1)
    }
    case 'iso': {
      if (state.linkType === DLT.FRELAY) return genCmp(state, 'link-header', 2, SIZE.H, (0x03 << 8) | number)
      // On Cisco HDLC one more byte stands before the protocol identifier.
      const hdlc = state.linkType === DLT.C_HDLC
      const b0 = genLinktype(state, hdlc ? (LLCSAP.ISONS << 8) | LLCSAP.ISONS : LLCSAP.ISONS)
      return genAnd(b0, genCmp(state, 'network-no-snap', hdlc ? 1 : 0, SIZE.B, number))
    }
    case 'isis': {
      const b0 = genProto(state, NLPID.ISIS, 'iso', 'default')
      return genAnd(b0, genCmp(state, 'network-no-snap', 4, SIZE.B, number))
    }
  }
  return fail(state, PROTO_REFUSALS[protocol] ?? `'${protocol} proto' is bogus`)
}
