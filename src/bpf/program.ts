/**
 * One instruction and a program of them: the raw form every part of the house agrees on.
 * Pretty forms are views of it and are never stored.
 */

export interface Instruction {
  /** 16 bits; see opcodes.ts. */
  readonly code: number
  /** Instructions to skip when the test holds, 0–255. */
  readonly jt: number
  /** Instructions to skip when it does not, 0–255. */
  readonly jf: number
  /** The constant operand, unsigned 32 bits. */
  readonly k: number
}

export type Program = readonly Instruction[]
