/**
 * Computes, before anything else in the program, the lengths of headers that vary: radiotap and its
 * like, the 802.11 header, the packet-filter log header. Nothing is emitted for a length that no
 * test needs. In a live capture the words that count VLAN tags are cleared here too.
 *
 * The Prism and 802.11 computations jump inside their block, so the optimizer leaves such programs
 * alone. Source of behaviour: insert_compute_vloffsets and its helpers in libpcap 1.10.3.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import { jump, type Block, type Statement } from './block.ts'
import { allocRegister, block, statement, type CodegenState } from './state.ts'

/** Bytes that 802.11's header has at least. */
const WLAN_HEADER = 24

export function insertHeaderLengths(state: CodegenState, root: Block): void {
  const { linkPayload, linkHeader } = state
  // The length of the payload's header is counted from that of the link header.
  if (linkPayload.register !== null && linkHeader.variable) linkHeader.register ??= allocRegister(state)

  const prefix = radioHeaderLength(state)
  let lengths = payloadHeaderLength(state, prefix, root.statements[0] ?? null)
  if (lengths.length === 0 && state.countsVlanTags) lengths = noVlanTags(state)
  if (lengths.length > 0) root.statements = [...lengths, ...root.statements]
}

/** Clears the words in which a live capture's program counts the VLAN tags; see vlan-extensions.ts. */
function noVlanTags(state: CodegenState): Statement[] {
  const words = [state.linkPayload, state.linkTypeField].map((offset) => (offset.register ??= allocRegister(state)))
  return [statement(state, CLASS.LD | MODE.IMM, 0), ...words.map((word) => statement(state, CLASS.ST, word))]
}

function radioHeaderLength(state: CodegenState): Statement[] {
  const { register } = state.linkHeader
  if (state.outermostLinkType === DLT.PRISM_HEADER) state.mayOptimize = false
  if (register === null) return []
  const end = [statement(state, CLASS.ST, register), statement(state, CLASS.MISC | MISC.TAX)]
  switch (state.outermostLinkType) {
    case DLT.PRISM_HEADER:
      return [...prismLength(state, end[0] as Statement), ...end]
    case DLT.IEEE802_11_RADIO_AVS:
      // Big-endian, at offset 4.
      return [statement(state, CLASS.LD | MODE.ABS | SIZE.W, 4), ...end]
    case DLT.IEEE802_11_RADIO:
    case DLT.PPI:
      // Little-endian, at offset 2: byte by byte.
      return [
        statement(state, CLASS.LD | MODE.ABS | SIZE.B, 3),
        statement(state, CLASS.ALU | ALU.LSH | SRC.K, 8),
        statement(state, CLASS.MISC | MISC.TAX),
        statement(state, CLASS.LD | MODE.ABS | SIZE.B, 2),
        statement(state, CLASS.ALU | ALU.OR | SRC.X),
        ...end,
      ]
    default:
      return []
  }
}

/** Prism headers have 144 bytes, unless the driver wrote an AVS header, which says so. */
function prismLength(state: CodegenState, common: Statement): Statement[] {
  const isAvs = statement(state, jump(JMP.JEQ), 0x80211000)
  const avsLength = statement(state, CLASS.LD | MODE.ABS | SIZE.W, 4)
  const skip = statement(state, CLASS.JMP | JMP.JA, 1)
  const prism = statement(state, CLASS.LD | MODE.IMM, 144)
  isAvs.jt = avsLength
  isAvs.jf = prism
  skip.jf = common
  return [
    statement(state, CLASS.LD | MODE.ABS | SIZE.W, 0),
    statement(state, CLASS.ALU | ALU.AND | SRC.K, 0xfffff000),
    isAvs,
    avsLength,
    skip,
    prism,
  ]
}

/** `after` is the statement that the computation falls through to. */
function payloadHeaderLength(state: CodegenState, prefix: Statement[], after: Statement | null): Statement[] {
  switch (state.outermostLinkType) {
    case DLT.IEEE802_11:
    case DLT.PRISM_HEADER:
    case DLT.IEEE802_11_RADIO_AVS:
    case DLT.IEEE802_11_RADIO:
    case DLT.PPI:
      return wlanHeaderLength(state, prefix, after)
    case DLT.PFLOG: {
      const { register } = state.linkPayload
      if (register === null) return []
      // The first byte, rounded up to a multiple of four.
      return [
        statement(state, CLASS.LD | MODE.ABS | SIZE.B, 0),
        statement(state, CLASS.ALU | ALU.ADD | SRC.K, 3),
        statement(state, CLASS.ALU | ALU.AND | SRC.K, 0xfffffffc),
        statement(state, CLASS.ST, register),
        statement(state, CLASS.MISC | MISC.TAX),
      ]
    }
    default:
      return prefix
  }
}

/** 24 bytes, two more with quality of service; behind radiotap perhaps padded to a multiple of four. */
function wlanHeaderLength(state: CodegenState, prefix: Statement[], after: Statement | null): Statement[] {
  const { register } = state.linkPayload
  if (register === null) return prefix
  state.mayOptimize = false
  const s = [...prefix]
  const emit = (code: number, k: number): Statement => {
    const made = statement(state, code, k)
    s.push(made)
    return made
  }
  const branch = (bits: number) => emit(jump(JMP.JSET), bits)
  if (s.length === 0) emit(CLASS.LDX | MODE.IMM, state.outermostLinkHeader.constant)
  emit(CLASS.MISC | MISC.TXA, 0)
  emit(CLASS.ALU | ALU.ADD | SRC.K, WLAN_HEADER)
  emit(CLASS.ST, register)
  emit(CLASS.LD | MODE.IND | SIZE.B, 0)
  const isData = branch(0x08)
  const isControl = branch(0x04)
  const hasQos = branch(0x80)
  isData.jt = isControl
  isData.jf = after
  isControl.jt = after
  isControl.jf = hasQos
  hasQos.jt = emit(CLASS.LD | MODE.MEM, register)
  emit(CLASS.ALU | ALU.ADD | SRC.K, 2)
  emit(CLASS.ST, register)
  if (state.linkType !== DLT.IEEE802_11_RADIO) {
    hasQos.jf = after
    return s
  }

  // Radiotap's flags field says whether the header is padded; its place depends on the field before.
  hasQos.jf = emit(CLASS.LD | MODE.ABS | SIZE.W, 4)
  const flagsPresent = branch(swapped(0x00000002))
  const moreFields = branch(swapped(0x80000000))
  const tsftPresent = branch(swapped(0x00000001))
  flagsPresent.jt = moreFields
  flagsPresent.jf = after
  moreFields.jt = after
  moreFields.jf = tsftPresent
  tsftPresent.jt = emit(CLASS.LD | MODE.ABS | SIZE.B, 16)
  const paddedBehindTsft = branch(0x20)
  tsftPresent.jf = emit(CLASS.LD | MODE.ABS | SIZE.B, 8)
  const padded = branch(0x20)
  const roundUp = emit(CLASS.LD | MODE.MEM, register)
  emit(CLASS.ALU | ALU.ADD | SRC.K, 3)
  emit(CLASS.ALU | ALU.AND | SRC.K, 0xfffffffc)
  emit(CLASS.ST, register)
  for (const test of [paddedBehindTsft, padded]) {
    test.jt = roundUp
    test.jf = after
  }
  return s
}

function swapped(value: number): number {
  return (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0
}

/** PPI can carry any link type; only 802.11 inside it is understood. Null on other link types. */
export function genPpiCheck(state: CodegenState): Block | null {
  if (state.linkType !== DLT.PPI) return null
  const load = [statement(state, CLASS.LD | MODE.ABS | SIZE.W, 4)]
  return block(state, jump(JMP.JEQ), swapped(DLT.IEEE802_11), load)
}
