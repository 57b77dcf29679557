/**
 * WebAssembly's instructions on vectors of 128 bits, as far as they are used: four lanes of 32 bits each.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.4.8 (vector instructions).
 */
import { unsignedLeb } from './wasm-code.ts'

const vector = (op: number, ...rest: readonly number[]): readonly number[] => [0xfd, ...unsignedLeb(op), ...rest]

/** The bytes of each; what an instruction takes beside the stack is an argument. */
export const V = {
  /** At the address on the stack plus `offset` bytes. */
  load: (offset: number) => vector(0x00, 0, ...unsignedLeb(offset)),
  store: (offset: number) => vector(0x0b, 0, ...unsignedLeb(offset)),
  /** The same number in each lane. */
  constant: (value: number) => {
    const bytes = [0, 8, 16, 24].map((bits) => (value >>> bits) & 0xff)
    return vector(0x0c, ...bytes, ...bytes, ...bytes, ...bytes)
  },
  /** The bytes of the vector that is on the stack twice, in this order. */
  shuffle: (bytes: readonly number[]) => vector(0x0d, ...bytes),
  extract: (lane: number) => vector(0x1b, lane),
  /** The vector below the number that is on the stack, with that in a lane. */
  replace: (lane: number) => vector(0x1c, lane),
  /**
   * Loads 1, 2 or 4 bytes into the lane of the vector on the stack, at the address below it plus `offset` bytes; the
   * upper bytes of the lane stay as they are.
   */
  loadLane: (size: 1 | 2 | 4, offset: number, lane: number) =>
    vector(size === 1 ? 0x54 : size === 2 ? 0x55 : 0x56, 0, ...unsignedLeb(offset), (lane * 4) / size),
  EQ: vector(0x37),
  NE: vector(0x38),
  LT_S: vector(0x39),
  GT_S: vector(0x3b),
  GT_U: vector(0x3c),
  GE_U: vector(0x40),
  AND: vector(0x4e),
  /** The first but for the bits of the second. */
  AND_NOT: vector(0x4f),
  OR: vector(0x50),
  XOR: vector(0x51),
  /** The first where the third has ones, else the second. */
  BIT_SELECT: vector(0x52),
  ANY: vector(0x53),
  NEG: vector(0xa1),
  /** The lanes' highest bits as a number. */
  BITMASK: vector(0xa4),
  /** All lanes by the number on the stack. */
  SHL: vector(0xab),
  SHR_U: vector(0xad),
  ADD: vector(0xae),
  SUB: vector(0xb1),
  MUL: vector(0xb5),
  MIN_U: vector(0xb7),
} as const
