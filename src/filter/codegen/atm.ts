/**
 * ATM with SunATM's pseudo-header: virtual path and channel, well-known circuits, signalling
 * messages, LAN emulation.
 * Source of behaviour: gen_atmfield_code, gen_atmtype_abbrev, gen_atmmulti_abbrev of libpcap 1.10.3.
 */
import { JMP, SIZE } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import type { RelationalOperator } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd, genOr } from './boolean.ts'
import { genNcmp } from './load.ts'
import { RELATIONAL_CODES } from './operator-codes.ts'
import { fail, fixedOffset, pushLinkHeader, type CodegenState } from './state.ts'

/** Offsets in the pseudo-header, and where the frame begins. */
const VPI = 1
const VCI = 2
const PROTOCOL = 0
const PAYLOAD = 4
/** Offset of the message type in a Q.2931 message. */
const MESSAGE_TYPE = PAYLOAD + 5

const PROTOCOL_TYPES = { lane: 0x01, llc: 0x02 } as const
const ANY = 0xffffffff

/** Message types of Q.2931. */
const MESSAGES = {
  setup: 0x05,
  callProceeding: 0x02,
  connect: 0x07,
  connectAck: 0x0f,
  release: 0x4d,
  releaseDone: 0x5a,
} as const

/** Circuits with a channel of their own on path 0, and the name in the refusal. */
const CIRCUITS: Readonly<Record<string, readonly [vci: number, refusal: string]>> = {
  metac: [1, 'metac'],
  bcc: [2, 'bcc'],
  oamf4sc: [3, 'oam4sc'],
  oamf4ec: [4, 'oam4ec'],
  sc: [5, 'sc'],
  ilmic: [16, 'ilmic'],
}

export function genAtmField(state: CodegenState, field: string, operator: RelationalOperator, value: number): Block {
  requireAtm(state, field)
  const [operation, reverse] = RELATIONAL_CODES[operator]
  if (field === 'vpi') return genNcmp(state, 'link-header', VPI, SIZE.B, ANY, operation, reverse, value)
  return genNcmp(state, 'link-header', VCI, SIZE.H, ANY, operation, reverse, value)
}

/** "The frame is LAN emulation" or "is LLC-encapsulated". */
export function genAtmProtocolType(state: CodegenState, type: keyof typeof PROTOCOL_TYPES): Block {
  return genNcmp(state, 'link-header', PROTOCOL, SIZE.B, 0x0f, JMP.JEQ, false, PROTOCOL_TYPES[type])
}

export function genAtmType(state: CodegenState, type: string): Block {
  const circuit = CIRCUITS[type]
  if (circuit !== undefined) {
    requireAtm(state, circuit[1])
    return genCircuit(state, circuit[0])
  }
  requireAtm(state, type)
  switch (type) {
    case 'lane': {
      const b = genAtmProtocolType(state, 'lane')
      // Two bytes of LAN emulation header, then Ethernet.
      pushLinkHeader(state, DLT.EN10MB, fixedOffset(PAYLOAD + 2))
      state.linkTypeField.constant = state.linkHeader.constant + 12
      state.linkPayload.constant = state.linkHeader.constant + 14
      state.networkHeader = 0
      state.networkHeaderNoSnap = 3
      return b
    }
    case 'oam':
    case 'oamf4': {
      const segment = genNcmp(state, 'link-header', VCI, SIZE.H, ANY, JMP.JEQ, false, 3)
      const either = genOr(segment, genNcmp(state, 'link-header', VCI, SIZE.H, ANY, JMP.JEQ, false, 4))
      return genAnd(genNcmp(state, 'link-header', VPI, SIZE.B, ANY, JMP.JEQ, false, 0), either)
    }
    case 'connectmsg':
      return genMessages(state, 5, Object.values(MESSAGES))
    default: {
      // Predefined circuits do not acknowledge a connection.
      const { setup, callProceeding, connect, release, releaseDone } = MESSAGES
      return genMessages(state, 1, [setup, callProceeding, connect, release, releaseDone])
    }
  }
}

function requireAtm(state: CodegenState, what: string): void {
  if (!state.isAtm) fail(state, `'${what}' supported only on raw ATM`)
}

function genCircuit(state: CodegenState, vci: number): Block {
  const path = genNcmp(state, 'link-header', VPI, SIZE.B, ANY, JMP.JEQ, false, 0)
  return genAnd(path, genNcmp(state, 'link-header', VCI, SIZE.H, ANY, JMP.JEQ, false, vci))
}

function genMessages(state: CodegenState, vci: number, types: readonly number[]): Block {
  const is = (type: number) => genNcmp(state, 'link-header', MESSAGE_TYPE, SIZE.B, ANY, JMP.JEQ, false, type)
  const [first = 0, second = 0, ...rest] = types
  const b0 = is(first)
  const b1 = genOr(b0, is(second))
  for (const type of rest) genOr(is(type), b1)
  return genAnd(genCircuit(state, vci), b1)
}
