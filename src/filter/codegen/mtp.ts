/**
 * SS7: signal unit types of MTP2 and the routing label of MTP3, on low and high speed links.
 * Source of behaviour: gen_mtp2type_abbrev and gen_mtp3field_code of libpcap 1.10.3.
 */
import { JMP, SIZE } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import type { RelationalOperator } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd } from './boolean.ts'
import { genNcmp } from './load.ts'
import { RELATIONAL_CODES } from './operator-codes.ts'
import { fail, type CodegenState } from './state.ts'

/** Bytes before the MTP2 header. */
const HEADER_START = new Map<number, number>([
  [DLT.MTP2, 0],
  [DLT.MTP2_WITH_PHDR, 4],
  [DLT.ERF, 20],
])

/** Offsets in the MTP2 header. */
const LENGTH = 2
const LENGTH_HIGH_SPEED = 4
const SIO = 3
const ROUTING_LABEL = 4
const SLS = 7
/** High speed links have three more bytes before the MTP3 fields. */
const HIGH_SPEED = 3

/** A length indicator of 0 is a fill-in unit, of 1 or 2 a link status unit, above a message. */
export function genMtp2Type(state: CodegenState, type: string): Block {
  const start = HEADER_START.get(state.linkType)
  const high = type.startsWith('h')
  if (start === undefined) return fail(state, `'${type}' supported only on MTP2${high ? '_HSL' : ''}`)
  // On a high speed link the indicator is nine bits, at the top of a half-word.
  const unit = high ? 0x80 : 1
  const lengthIs = (operation: number, reverse: boolean, length: number) =>
    high
      ? genNcmp(state, 'packet', start + LENGTH_HIGH_SPEED, SIZE.H, 0xff80, operation, reverse, length * unit)
      : genNcmp(state, 'packet', start + LENGTH, SIZE.B, 0x3f, operation, reverse, length)
  switch (type) {
    case 'fisu':
    case 'hfisu':
      return lengthIs(JMP.JEQ, false, 0)
    case 'lssu':
    case 'hlssu': {
      const atMostTwo = lengthIs(JMP.JGT, true, 2)
      return genAnd(lengthIs(JMP.JGT, false, 0), atMostTwo)
    }
    default:
      return lengthIs(JMP.JGT, false, 2)
  }
}

export function genMtp3Field(state: CodegenState, field: string, operator: RelationalOperator, value: number): Block {
  const high = field.startsWith('h')
  const name = high ? field.slice(1) : field
  const start = HEADER_START.get(state.linkType)
  if (start === undefined) return fail(state, `'${name}' supported only on SS7`)
  const base = start + (high ? HIGH_SPEED : 0)
  const [operation, reverse] = RELATIONAL_CODES[operator]
  const compare = (offset: number, size: number, mask: number, shifted: number) =>
    genNcmp(state, 'packet', base + offset, size, mask, operation, reverse, shifted >>> 0)
  const limit = (max: number) => {
    if (value > max) fail(state, `${name} value ${value} too big; max value = ${max}`)
  }
  switch (name) {
    case 'sio':
      limit(255)
      return compare(SIO, SIZE.B, 0xffffffff, value)
    case 'opc':
      // Fourteen bits, scattered over three bytes, least significant first.
      limit(16383)
      return compare(
        ROUTING_LABEL,
        SIZE.W,
        0x00c0ff0f,
        ((value & 0x3c00) >> 10) + ((value & 0x03fc) << 6) + ((value & 0x0003) << 22),
      )
    case 'dpc':
      limit(16383)
      return compare(ROUTING_LABEL, SIZE.W, 0xff3f0000, ((value & 0x00ff) << 24) + ((value & 0x3f00) << 8))
    default:
      limit(15)
      return compare(SLS, SIZE.B, 0xf0, value << 4)
  }
}
