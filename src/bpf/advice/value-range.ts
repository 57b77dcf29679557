/**
 * What a register may hold, as the smallest and the largest unsigned 32-bit value, and what follows
 * from that for arithmetic and tests. Left out: single bits, and ranges that wrap around.
 */
import { assertNever } from '../../base/index.ts'
import { ALU, JMP } from '../opcodes.ts'

export interface Range {
  readonly min: number
  readonly max: number
}

const LARGEST = 0xffffffff
export const anything: Range = { min: 0, max: LARGEST }

export function exactly(value: number): Range {
  return { min: value, max: value }
}

export function upTo(max: number): Range {
  return { min: 0, max }
}

/** The smallest range that holds both. */
export function union(a: Range, b: Range): Range {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }
}

/** What an ALU operation other than `neg` leaves in A. A division by X that may be 0 may also leave nothing. */
export function calculated(operation: number, a: Range, b: Range): Range {
  const fits = (min: number, max: number): Range => (min >= 0 && max <= LARGEST ? { min, max } : anything)
  switch (operation) {
    case ALU.ADD:
      return fits(a.min + b.min, a.max + b.max)
    case ALU.SUB:
      return fits(a.min - b.max, a.max - b.min)
    case ALU.MUL:
      return fits(a.min * b.min, a.max * b.max)
    case ALU.DIV:
      return b.min === 0 ? upTo(a.max) : { min: Math.floor(a.min / b.max), max: Math.floor(a.max / b.min) }
    case ALU.MOD:
      return upTo(Math.min(a.max, b.max === 0 ? a.max : b.max - 1))
    case ALU.AND:
      return isOne(a) && isOne(b) ? exactly((a.min & b.min) >>> 0) : upTo(Math.min(a.max, b.max))
    case ALU.OR:
      return isOne(a) && isOne(b) ? exactly((a.min | b.min) >>> 0) : { min: Math.max(a.min, b.min), max: allBits(a, b) }
    case ALU.XOR:
      return isOne(a) && isOne(b) ? exactly((a.min ^ b.min) >>> 0) : upTo(allBits(a, b))
    case ALU.LSH:
      return isOne(b) && b.max < 32 ? fits(a.min * 2 ** b.min, a.max * 2 ** b.min) : anything
    case ALU.RSH:
      return isOne(b) && b.max < 32 ? { min: a.min >>> b.min, max: a.max >>> b.min } : upTo(a.max)
    default:
      return anything
  }
}

function isOne({ min, max }: Range): boolean {
  return min === max
}

/** The largest number that has no more digits than either. */
function allBits(a: Range, b: Range): number {
  const both = (a.max | b.max) >>> 0
  return both === 0 ? 0 : LARGEST >>> Math.clz32(both)
}

export type Test = typeof JMP.JEQ | typeof JMP.JGT | typeof JMP.JGE | typeof JMP.JSET

/** Whether the test of A against b always holds, never, or now and then (null). */
export function decided(test: Test, a: Range, b: Range): boolean | null {
  switch (test) {
    case JMP.JEQ:
      if (a.max < b.min || a.min > b.max) return false
      return isOne(a) && isOne(b) ? true : null
    case JMP.JGT:
      if (a.min > b.max) return true
      return a.max <= b.min ? false : null
    case JMP.JGE:
      if (a.min >= b.max) return true
      return a.max < b.min ? false : null
    case JMP.JSET:
      if (isOne(a) && isOne(b)) return (a.min & b.min) !== 0
      if (a.max === 0 || b.max === 0) return false
      // All of A lies below the lowest bit that is asked for.
      return isOne(b) && a.max < (b.min & -b.min) >>> 0 ? false : null
    default:
      return assertNever(test)
  }
}

/** A after its test against k has held, or has not; the test is not decided beforehand. */
export function narrowed(test: Test, a: Range, k: number, held: boolean): Range {
  switch (test) {
    case JMP.JEQ:
      if (held) return exactly(k)
      return { min: a.min === k ? k + 1 : a.min, max: a.max === k ? k - 1 : a.max }
    case JMP.JGT:
      return held ? { min: Math.max(a.min, k + 1), max: a.max } : { min: a.min, max: Math.min(a.max, k) }
    case JMP.JGE:
      return held ? { min: Math.max(a.min, k), max: a.max } : { min: a.min, max: Math.min(a.max, k - 1) }
    case JMP.JSET:
      return held ? { min: Math.max(a.min, 1), max: a.max } : a
    default:
      return assertNever(test)
  }
}
