/**
 * A place in the packet, a header at it, and what one world knows of the bytes there.
 */
import { type Expression, constant, load, operation, splitAddress } from '../expression.ts'
import type { HeaderLayout } from '../layouts/layout.ts'
import { type Facts, possibleValues } from '../world.ts'

/** `base` is what the program computes, null for nothing; `offset` is a number of bytes after it. */
export interface Place {
  readonly base: Expression | null
  readonly offset: number
}

export interface PlacedHeader extends Place {
  readonly layout: HeaderLayout
  /** What nothing has shown but all that a filter of this kind does takes for granted: `if SNAP follows`. Null: nothing. */
  readonly caveat: string | null
}

/** One possibility of how headers lie, outermost first. */
export type Stack = readonly PlacedHeader[]

export const FIRST_BYTE: Place = { base: null, offset: 0 }

export function placed(layout: HeaderLayout, { base, offset }: Place, caveat: string | null = null): PlacedHeader {
  return { layout, base, offset, caveat }
}

export function plus(place: Place, bytes: number): Place {
  return { base: place.base, offset: place.offset + bytes }
}

/** `length` is what a program computes. */
export function behind(place: Place, length: Expression): Place {
  return splitAddress(place.base === null ? length : operation('add', place.base, length), place.offset)
}

/** The number that a program has where it has the address of the place. */
export function addressOf({ base, offset }: Place): Expression {
  return base === null ? constant(offset) : operation('add', base, constant(offset))
}

export function loadAtPlace({ base, offset }: Place, size: number): Expression {
  return load(base, offset, size)
}

/** What `size` bytes at a place can be; undefined: anything. */
export function valuesAt(facts: Facts, place: Place, size: number): readonly number[] | undefined {
  return facts.get(loadAtPlace(place, size).key)
}

export interface KnownBits {
  /** Set for each bit that is known. */
  readonly mask: number
  readonly value: number
}

/** All that is known of single bits of an expression, by whatever masks they have been tested under. */
export function knownBits(facts: Facts, expression: Expression): KnownBits {
  let mask = 0
  let value = 0
  const learn = (under: number, values: readonly number[]): void => {
    const [first] = values
    if (first === undefined) return
    const differing = values.reduce((sum, other) => sum | (other ^ first), 0)
    mask |= under & ~differing
    value |= first & under & ~differing
  }
  learn(0xffffffff, possibleValues(expression, facts) ?? [])
  const prefix = `(${expression.key} and `
  for (const [key, values] of facts) {
    const under = key.startsWith(prefix) ? /^(\d+)\)$/.exec(key.slice(prefix.length)) : null
    if (under !== null) learn(Number(under[1]), values)
  }
  const shifted = `(${expression.key} rsh 4)`
  learn(
    0xfffffff0,
    (facts.get(shifted) ?? []).map((number) => (number << 4) >>> 0),
  )
  return { mask: mask >>> 0, value: value >>> 0 }
}

/** The bits under a mask where all of them are known, else null. */
export function bitsAt(facts: Facts, place: Place, size: number, mask: number): number | null {
  const known = knownBits(facts, loadAtPlace(place, size))
  return (known.mask & mask) >>> 0 === mask ? (known.value & mask) >>> 0 : null
}
