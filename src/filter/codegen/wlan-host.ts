/**
 * 802.11 addresses. A frame has up to four, and the To DS and From DS bits say which of them is the
 * source and which the destination.
 *
 * Byte 0 of the frame control holds the type (bits 0x0c; 0x08 data, 0x04 control), byte 1 the flags
 * (0x01 To DS, 0x02 From DS). Source of behaviour: gen_wlanhostop of libpcap 1.10.3.
 */
import { SIZE } from '../../bpf/index.ts'
import type { Direction } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd, genNot, genOr } from './boolean.ts'
import { genBcmp, genBits, genMcmp } from './load.ts'
import type { CodegenState } from './state.ts'

const ADDR1 = 4
const ADDR2 = 10
const ADDR3 = 16
const ADDR4 = 24

const TO_DS = 0x01
const FROM_DS = 0x02
const DATA = 0x08
const CONTROL = 0x04

const TYPE_MASK = 0x0c
const TYPE_CONTROL = 0x04
const SUBTYPE_MASK = 0xf0
const SUBTYPE_CTS = 0xc0
const SUBTYPE_ACK = 0xd0
const DIRECTION_MASK = 0x03

export function genWlanhostop(state: CodegenState, address: readonly number[], direction: Direction): Block {
  const equals = (offset: number) => genBcmp(state, 'link-header', offset, address)
  const flag = (bit: number) => genBits(state, 'link-header', 1, bit)
  switch (direction) {
    case 'src': {
      // From DS: addr4 with To DS too, addr3 without; otherwise addr2.
      const four = flag(TO_DS)
      const b0 = genAnd(four, equals(ADDR4))
      const notToDs = genNot(flag(TO_DS))
      genOr(genAnd(notToDs, equals(ADDR3)), b0)
      genAnd(flag(FROM_DS), b0)
      const notFromDs = genNot(flag(FROM_DS))
      genOr(genAnd(notFromDs, equals(ADDR2)), b0)
      return dataOrManagement(state, b0, () => equals(ADDR2))
    }
    case 'dst': {
      const toDs = flag(TO_DS)
      const b0 = genAnd(toDs, equals(ADDR3))
      const notToDs = genNot(flag(TO_DS))
      genOr(genAnd(notToDs, equals(ADDR1)), b0)
      return dataOrManagement(state, b0, () => equals(ADDR1))
    }
    case 'and': {
      const b0 = genWlanhostop(state, address, 'src')
      return genAnd(b0, genWlanhostop(state, address, 'dst'))
    }
    case 'default':
    case 'or': {
      const b0 = genWlanhostop(state, address, 'src')
      return genOr(b0, genWlanhostop(state, address, 'dst'))
    }
    case 'addr1':
      return equals(ADDR1)
    case 'addr2': {
      const b = hasAddr2(state)
      return genAnd(b, equals(ADDR2))
    }
    case 'addr3': {
      const b0 = genNot(genMcmp(state, 'link-header', 0, SIZE.B, TYPE_CONTROL, TYPE_MASK))
      return genAnd(b0, equals(ADDR3))
    }
    case 'addr4': {
      const b0 = genMcmp(state, 'link-header', 1, SIZE.B, DIRECTION_MASK, DIRECTION_MASK)
      return genAnd(b0, equals(ADDR4))
    }
    case 'ra': {
      const b1 = genBits(state, 'link-header', 0, DATA)
      return genAnd(b1, equals(ADDR1))
    }
    case 'ta': {
      const b2 = hasAddr2(state)
      genAnd(genBits(state, 'link-header', 0, DATA), b2)
      return genAnd(b2, equals(ADDR2))
    }
  }
}

/** `data` in data frames, `management` in management frames, neither in control frames. */
function dataOrManagement(state: CodegenState, data: Block, management: () => Block): Block {
  genAnd(genBits(state, 'link-header', 0, DATA), data)
  const notData = genNot(genBits(state, 'link-header', 0, DATA))
  genOr(genAnd(notData, management()), data)
  return genAnd(genNot(genBits(state, 'link-header', 0, CONTROL)), data)
}

/** Not a control frame, or one that is neither CTS nor ACK: those have one address only. */
function hasAddr2(state: CodegenState): Block {
  const b0 = genNot(genMcmp(state, 'link-header', 0, SIZE.B, TYPE_CONTROL, TYPE_MASK))
  const b1 = genNot(genMcmp(state, 'link-header', 0, SIZE.B, SUBTYPE_CTS, SUBTYPE_MASK))
  const b2 = genNot(genMcmp(state, 'link-header', 0, SIZE.B, SUBTYPE_ACK, SUBTYPE_MASK))
  return genOr(b0, genAnd(b1, b2))
}

/** The group bit of the destination, wherever it stands. */
export function genWlanMulticast(state: CodegenState): Block {
  const group = (offset: number) => genBits(state, 'link-header', offset, 1)
  const toDs = genBits(state, 'link-header', 1, TO_DS)
  const b0 = genAnd(toDs, group(ADDR3))
  const notToDs = genNot(genBits(state, 'link-header', 1, TO_DS))
  genOr(genAnd(notToDs, group(ADDR1)), b0)
  return dataOrManagement(state, b0, () => group(ADDR1))
}
