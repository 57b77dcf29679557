/**
 * Register values as the page writes them.
 */

/** `0x00000800`. */
export function formatWord(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`
}

/** Dotted quad of a 32-bit value, most significant byte first. */
export function formatQuad(value: number): string {
  return [24, 16, 8, 0].map((shift) => String((value >>> shift) & 0xff)).join('.')
}

/**
 * A value as people read it, the likeliest reading first: `2048`, and from 0x01000000 on, where it can be an IPv4
 * address or a negative number, `192.168.1.1` and `3232235777`.
 */
export function readings(value: number): readonly [string, ...string[]] {
  const decimal = String(value >>> 0)
  if (value >>> 0 < 0x01000000) return [decimal]
  // From -65536 up a negative number is the likelier reading.
  if (value >>> 0 >= 0xffff0000) return [String(value | 0), decimal]
  return [formatQuad(value), decimal]
}

/** `003`: a program counter as every place of the page writes it. */
export function formatPc(pc: number): string {
  return String(pc).padStart(3, '0')
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })

/** In five or six characters: `99,999`, `1.23M`. */
export function formatCount(count: number): string {
  return count < 100_000 ? count.toLocaleString('en') : COMPACT.format(count)
}
