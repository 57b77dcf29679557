/**
 * Packet length, single bytes, broadcast and multicast, direction and interface.
 * Source of behaviour: gen_len, gen_byteop, gen_broadcast, gen_multicast, gen_inbound, gen_ifindex of
 * libpcap 1.10.3, compiling for no live interface, or for a file.
 */
import { ALU, CLASS, EXTENSION_OFFSETS, JMP, MODE, SIZE, SKF_AD_OFF, SRC } from '../../bpf/index.ts'
import { DLT, ETHERTYPE } from '../../net/index.ts'
import type { Primitive, ProtocolQualifier } from '../ast.ts'
import { jump, type Block } from './block.ts'
import { genAnd, genNot, genOr } from './boolean.ts'
import { JUNIPER, genLinktype } from './link-type.ts'
import { genCmp, genCmpGe, genCmpGt, genCmpLt, genMcmp } from './load.ts'
import { genAhostop, genMacHost, genMacMulticast, isArcnet } from './mac-host.ts'
import { genLoad, genLoadImmediate, genRelationCode } from './relation.ts'
import { block, fail, linkDescription, statement, type CodegenState } from './state.ts'

const ETHER_BROADCAST = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const ARCNET_BROADCAST = [0x00]
/** Packet type of the socket buffer, and of Linux cooked capture: sent by this host. */
const PACKET_OUTGOING = 4

/** `greater n` is `len >= n`, `less n` is `len <= n`. */
export function genLength(state: CodegenState, kind: 'less' | 'greater', length: number): Block {
  const load = [statement(state, CLASS.LD | MODE.LEN)]
  if (kind === 'greater') return block(state, jump(JMP.JGE), length, load)
  return genNot(block(state, jump(JMP.JGT), length, load))
}

export function genByteop(state: CodegenState, { index, operator, value }: Primitive & { kind: 'byte' }): Block {
  switch (operator) {
    case '=':
      return genCmp(state, 'link-header', index, SIZE.B, value)
    case '<':
      return genCmpLt(state, 'link-header', index, SIZE.B, value)
    case '>':
      return genCmpGt(state, 'link-header', index, SIZE.B, value)
    case '|':
    case '&': {
      // libpcap never loads the byte here; the program is the same all the same.
      const operation = operator === '|' ? ALU.OR : ALU.AND
      return genNot(block(state, jump(JMP.JEQ), 0, [statement(state, CLASS.ALU | operation | SRC.K, value)]))
    }
  }
}

export function genBroadcast(state: CodegenState, protocol: ProtocolQualifier): Block {
  switch (protocol) {
    case null:
    case 'link':
      if (isArcnet(state.linkType)) return genAhostop(state, ARCNET_BROADCAST, 'dst')
      return genMacHost(state, ETHER_BROADCAST, 'dst') ?? fail(state, 'not a broadcast link')
    case 'ip': {
      const { netmask } = state.options
      if (netmask === null)
        return fail(
          state,
          "netmask not known, so 'ip broadcast' not supported",
          'Give the netmask of the network in the options.',
        )
      const hostMask = ~netmask >>> 0
      const b0 = genLinktype(state, ETHERTYPE.IP)
      const zeros = genMcmp(state, 'network', 16, SIZE.W, 0, hostMask)
      const either = genOr(zeros, genMcmp(state, 'network', 16, SIZE.W, hostMask, hostMask))
      return genAnd(b0, either)
    }
    default:
      return fail(state, 'only link-layer/IP broadcast filters supported')
  }
}

export function genMulticast(state: CodegenState, protocol: ProtocolQualifier): Block {
  switch (protocol) {
    case null:
    case 'link': {
      if (isArcnet(state.linkType)) return genAhostop(state, ARCNET_BROADCAST, 'dst')
      const b = genMacMulticast(state)
      if (b !== null) return b
      break
    }
    case 'ip': {
      const b0 = genLinktype(state, ETHERTYPE.IP)
      return genAnd(b0, genCmpGe(state, 'network', 16, SIZE.B, 224))
    }
    case 'ip6': {
      const b0 = genLinktype(state, ETHERTYPE.IPV6)
      return genAnd(b0, genCmp(state, 'network', 24, SIZE.B, 255))
    }
  }
  return fail(
    state,
    'link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel',
  )
}

export function genIfindex(state: CodegenState, index: number): Block {
  if (state.linkType === DLT.LINUX_SLL2) return genCmp(state, 'link-header', 4, SIZE.W, index)
  refuseForFile(state, 'ifindex')
  return genCmp(state, 'link-header', SKF_AD_OFF + EXTENSION_OFFSETS.ifidx, SIZE.W, index)
}

export function genInbound(state: CodegenState, outbound: boolean): Block {
  const headerIs = (offset: number, size: number, value: number) => genCmp(state, 'link-header', offset, size, value)
  const unlessOutbound = (b: Block) => (outbound ? b : genNot(b))
  switch (state.linkType) {
    case DLT.SLIP: {
      // The second value takes its scratch word first: C compilers read arguments from the right.
      const second = genLoadImmediate(state, 0)
      const first = genLoad(state, 'link', genLoadImmediate(state, 0), 1)
      return genRelationCode(state, JMP.JEQ, first, second, outbound)
    }
    case DLT.IPNET:
      return headerIs(2, SIZE.H, outbound ? 1 : 2)
    case DLT.LINUX_SLL:
      return unlessOutbound(headerIs(0, SIZE.H, PACKET_OUTGOING))
    case DLT.LINUX_SLL2:
      return unlessOutbound(headerIs(10, SIZE.B, PACKET_OUTGOING))
    case DLT.PFLOG:
      return headerIs(PFLOG_DIR, SIZE.B, outbound ? 2 : 1)
    case DLT.PPP_PPPD:
      return headerIs(0, SIZE.B, outbound ? 1 : 0)
  }
  if (JUNIPER.has(state.linkType)) return genMcmp(state, 'link-header', 3, SIZE.B, outbound ? 0 : 1, 0x01)
  refuseForFile(state, 'inbound/outbound')
  return unlessOutbound(headerIs(SKF_AD_OFF + EXTENSION_OFFSETS.type, SIZE.H, PACKET_OUTGOING))
}

/** What stands beside the bytes of a packet is not in a file. */
function refuseForFile(state: CodegenState, what: string): void {
  if (state.options.savefile === undefined) return
  fail(state, `${what} not supported on ${linkDescription(state)} when reading savefiles`)
}

/** Offset of the direction in the header of a packet-filter log. */
const PFLOG_DIR = 60
