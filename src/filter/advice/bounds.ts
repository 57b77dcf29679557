/**
 * What is known of a 32-bit value: an interval, bits that are 0 and bits that are 1. All unsigned.
 *
 * Each operation gives bounds that hold for every pair of operands within theirs; where it does not
 * know better it gives ANY. Being too wide costs a warning, being too narrow would make a false one.
 */
import { ALU } from '../../bpf/index.ts'

export interface Bounds {
  readonly lo: number
  readonly hi: number
  /** Bits known to be 0. */
  readonly zeros: number
  /** Bits known to be 1. */
  readonly ones: number
}

const MAX = 0xffffffff

export const ANY: Bounds = { lo: 0, hi: MAX, zeros: 0, ones: 0 }

export function exactly(value: number): Bounds {
  return { lo: value, hi: value, zeros: ~value >>> 0, ones: value }
}

export function between(lo: number, hi: number): Bounds {
  return { lo, hi, zeros: 0, ones: 0 }
}

export function bits(zeros: number, ones: number): Bounds {
  return { lo: 0, hi: MAX, zeros: zeros >>> 0, ones: ones >>> 0 }
}

/** What holds where both hold; null where nothing does. */
export function meet(a: Bounds, b: Bounds): Bounds | null {
  return tighten(Math.max(a.lo, b.lo), Math.min(a.hi, b.hi), (a.zeros | b.zeros) >>> 0, (a.ones | b.ones) >>> 0)
}

export function sameBounds(a: Bounds, b: Bounds): boolean {
  return a.lo === b.lo && a.hi === b.hi && a.zeros === b.zeros && a.ones === b.ones
}

/** Lets interval and bits tell each other what they know. */
function tighten(lo: number, hi: number, zeros: number, ones: number): Bounds | null {
  const low = Math.max(lo, ones)
  const high = Math.min(hi, ~zeros >>> 0)
  if (low > high) return null
  // The bits above the first one in which the ends differ are those of every value between.
  const differ = (low ^ high) >>> 0
  const common = differ === 0 ? MAX : ~(MAX >>> Math.clz32(differ)) >>> 0
  const allOnes = (ones | (low & common)) >>> 0
  const allZeros = (zeros | (~low & common)) >>> 0
  if ((allOnes & allZeros) !== 0) return null
  return { lo: Math.max(low, allOnes), hi: Math.min(high, ~allZeros >>> 0), zeros: allZeros, ones: allOnes }
}

/** Bounds of `left operation right`. */
export function operate(operation: number, left: Bounds, right: Bounds): Bounds {
  const shift = right.lo === right.hi && right.lo < 32 ? right.lo : null
  switch (operation) {
    case ALU.AND:
      return tight(0, Math.min(left.hi, right.hi), left.zeros | right.zeros, left.ones & right.ones)
    case ALU.OR:
      return tight(Math.max(left.lo, right.lo), MAX, left.zeros & right.zeros, left.ones | right.ones)
    case ALU.XOR:
      return tight(
        0,
        MAX,
        (left.zeros & right.zeros) | (left.ones & right.ones),
        (left.zeros & right.ones) | (left.ones & right.zeros),
      )
    case ALU.RSH:
      if (shift === null) return between(0, left.hi)
      return tight(left.lo >>> shift, left.hi >>> shift, (left.zeros >>> shift) | ~(MAX >>> shift), left.ones >>> shift)
    case ALU.LSH: {
      if (shift === null) return ANY
      const fits = left.hi * 2 ** shift <= MAX
      const [lo, hi] = fits ? [left.lo * 2 ** shift, left.hi * 2 ** shift] : [0, MAX]
      return tight(lo, hi, (left.zeros << shift) | (2 ** shift - 1), left.ones << shift)
    }
    case ALU.ADD:
      return left.hi + right.hi <= MAX ? between(left.lo + right.lo, left.hi + right.hi) : ANY
    case ALU.SUB:
      return left.lo >= right.hi ? between(left.lo - right.hi, left.hi - right.lo) : ANY
    case ALU.MUL:
      return left.hi * right.hi <= MAX ? between(left.lo * right.lo, left.hi * right.hi) : ANY
    case ALU.DIV:
      return right.lo > 0
        ? between(Math.floor(left.lo / right.hi), Math.floor(left.hi / right.lo))
        : between(0, left.hi)
    case ALU.MOD:
      return right.lo > 0 ? between(0, Math.min(left.hi, right.hi - 1)) : between(0, left.hi)
    default:
      return ANY
  }
}

function tight(lo: number, hi: number, zeros: number, ones: number): Bounds {
  const bounds = tighten(lo, hi, zeros >>> 0, ones >>> 0)
  if (bounds === null) throw new Error('Broken invariant: an operation on possible values has a possible value')
  return bounds
}
