/**
 * Time stamps of pcapng: a 64-bit count of units since 1970, the unit chosen by each interface.
 */

export interface TimeUnit {
  /** Units a second: a power of 10 or of 2, below 2^64. */
  readonly perSecond: bigint
  /** The same where numbers count exactly with it, 0 where they do not. */
  readonly exact: number
  /** Nanoseconds in one of those units; a fraction of a power of two, so it counts exactly too. */
  readonly nanoseconds: number
  /** Seconds to add. */
  readonly offset: number
}

export function timeUnit(perSecond: bigint, offset: number): TimeUnit {
  const decimal = 1_000_000_000n % perSecond === 0n
  const exact = decimal || perSecond <= 2n ** 20n ? Number(perSecond) : 0
  return { perSecond, exact, nanoseconds: 1e9 / exact, offset }
}

/** The last time read: in place of an object for each. */
export interface Instant {
  seconds: number
  nanoseconds: number
}

export function readTime(unit: TimeUnit, high: number, low: number, into: Instant): void {
  const { exact, offset } = unit
  const units = high * 2 ** 32 + low
  let seconds = Math.floor(units / exact)
  if (exact !== 0 && seconds < 2 ** 50) {
    // `units` may be rounded, and the seconds one off; what is left is exact modulo 2^32, and that tells.
    let left = (low - Math.imul(seconds, exact)) | 0
    if (left < 0) {
      seconds--
      left += exact
    } else if (left >= exact) {
      seconds++
      left -= exact
    }
    into.seconds = seconds + offset
    into.nanoseconds = Math.floor(left * unit.nanoseconds)
    return
  }
  const whole = (BigInt(high) << 32n) | BigInt(low)
  into.seconds = Number(whole / unit.perSecond) + offset
  into.nanoseconds = Number(((whole % unit.perSecond) * 1_000_000_000n) / unit.perSecond)
}
