/** How the languages with braces and parentheses are given their numbers. */

/** `0x28`. */
export function hex(value: number): string {
  return `0x${value.toString(16)}`
}

/** `0x0000000c`, eight digits. */
export function hex32(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
