/**
 * 802.11 frame types, subtypes and direction by name or number, and LLC frame types.
 * Source of behaviour: the grammar's tables and gen_p80211_type, gen_p80211_fcdir, gen_llc* of
 * libpcap 1.10.3.
 */
import { SIZE } from '../../bpf/index.ts'
import { DLT, ETHERMTU, LLC_FORMAT, LLC_S_MASK, LLC_S_SUBTYPES, LLC_U_MASK, LLC_U_SUBTYPES } from '../../net/index.ts'
import type { NameOrNumber } from '../ast.ts'
import { genAtmProtocolType } from './atm.ts'
import type { Block } from './block.ts'
import { genAnd, genNot } from './boolean.ts'
import { genBits, genCmp, genCmpGt, genMcmp, genTrue } from './load.ts'
import { fail, linkDescription, type CodegenState } from './state.ts'
import { genDataFrameCheck } from './wlan-frame.ts'

const TYPE_MASK = 0x0c
const SUBTYPE_MASK = 0xf0
const DIRECTION_MASK = 0x03

const TYPES: Readonly<Record<string, number>> = { mgt: 0x00, ctl: 0x04, data: 0x08, management: 0x00, control: 0x04 }

const MANAGEMENT: Readonly<Record<string, number>> = {
  assocreq: 0x00,
  'assoc-req': 0x00,
  assocresp: 0x10,
  'assoc-resp': 0x10,
  reassocreq: 0x20,
  'reassoc-req': 0x20,
  reassocresp: 0x30,
  'reassoc-resp': 0x30,
  probereq: 0x40,
  'probe-req': 0x40,
  proberesp: 0x50,
  'probe-resp': 0x50,
  beacon: 0x80,
  atim: 0x90,
  disassoc: 0xa0,
  disassociation: 0xa0,
  auth: 0xb0,
  authentication: 0xb0,
  deauth: 0xc0,
  deauthentication: 0xc0,
}
const CONTROL: Readonly<Record<string, number>> = {
  'ps-poll': 0xa0,
  rts: 0xb0,
  cts: 0xc0,
  ack: 0xd0,
  'cf-end': 0xe0,
  'cf-end-ack': 0xf0,
}
const DATA: Readonly<Record<string, number>> = {
  data: 0x00,
  'data-cf-ack': 0x10,
  'data-cf-poll': 0x20,
  'data-cf-ack-poll': 0x30,
  null: 0x40,
  'cf-ack': 0x50,
  'cf-poll': 0x60,
  'cf-ack-poll': 0x70,
  'qos-data': 0x80,
  'qos-data-cf-ack': 0x90,
  'qos-data-cf-poll': 0xa0,
  'qos-data-cf-ack-poll': 0xb0,
  qos: 0xc0,
  'qos-cf-poll': 0xe0,
  'qos-cf-ack-poll': 0xf0,
}
const SUBTYPES: readonly (readonly [type: number, names: Readonly<Record<string, number>>])[] = [
  [0x00, MANAGEMENT],
  [0x04, CONTROL],
  [0x08, DATA],
]

const DIRECTIONS: Readonly<Record<string, number>> = { nods: 0, tods: 1, fromds: 2, dstods: 3 }

/** PPI is missing: libpcap does not take these there. */
const WLAN: ReadonlySet<number> = new Set([
  DLT.IEEE802_11,
  DLT.PRISM_HEADER,
  DLT.IEEE802_11_RADIO_AVS,
  DLT.IEEE802_11_RADIO,
])

export function genWlanType(state: CodegenState, type: NameOrNumber | null, subtype: NameOrNumber | null): Block {
  const [value, mask] =
    type === null ? [subtypeAlone(state, subtype), TYPE_MASK | SUBTYPE_MASK] : both(state, type, subtype)
  if (!WLAN.has(state.linkType)) fail(state, '802.11 link-layer types supported only on 802.11')
  return genMcmp(state, 'link-header', 0, SIZE.B, value, mask)
}

function both(state: CodegenState, type: NameOrNumber, subtype: NameOrNumber | null): [value: number, mask: number] {
  const typeValue = typeNumber(state, type)
  if (subtype === null) return [typeValue, TYPE_MASK]
  return [typeValue | subtypeNumber(state, typeValue, subtype), TYPE_MASK | SUBTYPE_MASK]
}

function typeNumber(state: CodegenState, type: NameOrNumber): number {
  if (typeof type === 'string') return TYPES[type.toLowerCase()] ?? fail(state, `unknown 802.11 type name "${type}"`)
  if ((type & ~TYPE_MASK) !== 0) fail(state, `invalid 802.11 type value ${hex(type)}`)
  return type
}

function subtypeNumber(state: CodegenState, type: number, subtype: NameOrNumber): number {
  if (typeof subtype === 'number') {
    if ((subtype & ~SUBTYPE_MASK) !== 0) fail(state, `invalid 802.11 subtype value ${hex(subtype)}`)
    return subtype
  }
  const names = SUBTYPES.find(([number]) => number === type)?.[1] ?? fail(state, 'unknown 802.11 type')
  return names[subtype.toLowerCase()] ?? fail(state, `unknown 802.11 subtype name "${subtype}"`)
}

function subtypeAlone(state: CodegenState, subtype: NameOrNumber | null): number {
  const name = String(subtype).toLowerCase()
  for (const [type, names] of SUBTYPES) {
    const value = names[name]
    if (value !== undefined) return type | value
  }
  return fail(state, 'unknown 802.11 type name')
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`
}

export function genWlanDirection(state: CodegenState, direction: NameOrNumber): Block {
  const value =
    typeof direction === 'number'
      ? direction
      : (DIRECTIONS[direction.toLowerCase()] ?? fail(state, 'unknown 802.11 direction'))
  if (!WLAN.has(state.linkType)) fail(state, 'frame direction supported only with 802.11 headers')
  return genMcmp(state, 'link-header', 1, SIZE.B, value, DIRECTION_MASK)
}

/** `llc`, `llc i`, `llc s`, `llc u`, `llc ui` … */
export function genLlc(state: CodegenState, type: string | null): Block {
  // A name nobody knows is reported before a link type that has no LLC.
  const name = type?.toLowerCase() ?? null
  const test = name === null ? null : llcTest(state, name, type ?? '')
  const b0 = genLlcHeader(state)
  return test === null ? b0 : genAnd(b0, test())
}

/** The test of the control field, as a thunk: libpcap generates it after the test for LLC itself. */
function llcTest(state: CodegenState, name: string, written: string): () => Block {
  if (name === 'i') return () => genNot(genBits(state, 'llc', 2, 0x01))
  if (name === 's') return () => genMcmp(state, 'llc', 2, SIZE.B, LLC_FORMAT.S, 0x03)
  if (name === 'u') return () => genMcmp(state, 'llc', 2, SIZE.B, LLC_FORMAT.U, 0x03)
  const supervisory = LLC_S_SUBTYPES[name]
  if (supervisory !== undefined) return () => genMcmp(state, 'llc', 2, SIZE.B, supervisory, LLC_S_MASK)
  const unnumbered = LLC_U_SUBTYPES[name]
  if (unnumbered !== undefined) return () => genMcmp(state, 'llc', 2, SIZE.B, unnumbered, LLC_U_MASK)
  return fail(state, `unknown LLC type name "${written}"`)
}

function genLlcHeader(state: CodegenState): Block {
  switch (state.linkType) {
    case DLT.EN10MB: {
      // A length, not a type, and not the two 0xff bytes that open a raw IPX frame.
      const isLength = genNot(genCmpGt(state, 'link-type', 0, SIZE.H, ETHERMTU))
      return genAnd(isLength, genNot(genCmp(state, 'llc', 0, SIZE.H, 0xffff)))
    }
    case DLT.SUNATM: {
      const b = genAtmProtocolType(state, 'llc')
      state.linkType = state.previousLinkType
      return b
    }
    case DLT.IEEE802:
    case DLT.FDDI:
    case DLT.ATM_RFC1483:
      return genTrue(state)
    case DLT.IEEE802_11:
    case DLT.PRISM_HEADER:
    case DLT.IEEE802_11_RADIO:
    case DLT.IEEE802_11_RADIO_AVS:
    case DLT.PPI:
      return genDataFrameCheck(state)
    default:
      return fail(state, `'llc' not supported for ${linkDescription(state)}`)
  }
}
