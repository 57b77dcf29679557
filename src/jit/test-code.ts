/**
 * Tests of A against constants, whose result is left on the stack. Where the bytes that A was loaded from are at hand,
 * they are what is compared, with the constant swapped beforehand.
 */
import { type Facts } from './facts.ts'
import { type Surroundings } from './surroundings.ts'
import { OP } from './wasm-code.ts'

/** Whether A is the number. */
export function emitEqual(k: number, { raw }: Facts, { code: to, locals }: Surroundings): void {
  if (raw === 2 && k > 0xffff) return to.i32(0)
  to.get(raw === 0 ? locals.a : locals.raw)
  to.i32(raw === 0 ? k : swapped(k, raw))
  to.op(OP.I32_EQ)
}

/** Whether A is one of many numbers. */
export function emitAnyOf(constants: readonly number[], facts: Facts, surroundings: Surroundings): void {
  const { code: to, locals, sets } = surroundings
  const { raw } = facts
  const members = new Set(
    constants.filter((k) => raw !== 2 || k <= 0xffff).map((k) => (raw === 0 ? k : swapped(k, raw))),
  )
  if (members.size === 0) return to.i32(0)
  if (sets?.emitContains(to, raw === 0 ? locals.a : locals.raw, [...members]) === true) return
  to.i32(0)
  for (const k of constants) {
    emitEqual(k, facts, surroundings)
    to.op(OP.I32_OR)
  }
}

/** Bits that A and the number have in common. */
export function emitAnyBit(k: number, { raw }: Facts, { code: to, locals }: Surroundings): void {
  to.get(raw === 0 ? locals.a : locals.raw)
  to.i32(raw === 0 ? k : swapped(k, raw))
  to.op(OP.I32_AND)
}

/** The bytes of a number of two or four, of which no more are left, in the other order. */
export function swapped(value: number, bytes: 2 | 4): number {
  const two = ((value & 0xff) << 8) | ((value >>> 8) & 0xff)
  if (bytes === 2) return two
  return ((two << 16) | (((value >>> 16) & 0xff) << 8) | (value >>> 24)) >>> 0
}
