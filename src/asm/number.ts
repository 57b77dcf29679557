/**
 * The text of a number token → the 32 bits that land in k.
 *
 * Decimal with or without a sign, 0x… hexadecimal, 0… octal, 0b… binary. A number that does not fit
 * loses its high bits: it is read as 64 bits, signed where it is decimal, stopping at the largest and the
 * smallest of them, of which the low 32 bits stay. So does bpfc; see testdata/bpfc.jsonl.
 */

const SMALLEST_SIGNED = -(1n << 63n)
const LARGEST_SIGNED = (1n << 63n) - 1n
const LARGEST_UNSIGNED = (1n << 64n) - 1n

export interface ParsedNumber {
  /** Unsigned 32 bits. */
  readonly value: number
  /** False where the number as written is below -2³¹ or above 2³² - 1. */
  readonly fits: boolean
  /** False for an octal number with an 8 or a 9 in it; reading stops there. */
  readonly wellFormed: boolean
}

/** `text` is what the lexer calls a number; a leading sign is allowed before any form. */
export function parseNumber(text: string): ParsedNumber {
  const negative = text.startsWith('-')
  const digits = text.replace(/^[+-]/, '')
  const octal = /^0([0-7]*)[0-9]*$/.exec(digits)?.[1]
  const magnitude = BigInt(octal === undefined ? digits.toLowerCase() : `0o0${octal}`)
  const signed = negative ? -magnitude : magnitude
  const largest = digits.startsWith('0') ? LARGEST_UNSIGNED : LARGEST_SIGNED
  const kept = signed > largest ? largest : signed < SMALLEST_SIGNED ? SMALLEST_SIGNED : signed
  return {
    value: Number(BigInt.asUintN(32, kept)),
    fits: signed >= -(1n << 31n) && signed < 1n << 32n,
    wellFormed: !/^0[0-7]*[89]/.test(digits),
  }
}
