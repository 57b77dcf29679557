/** Reading and writing the values of the compile options. Null is "this is not one". */

const MAX_SNAPLEN = 0x7fff_ffff

/** Bytes, 1 … 2147483647: what tcpdump -s takes, whose 0 means its default and is left to it. */
export function parseSnaplen(text: string): number | null {
  if (!/^\d{1,10}$/.test(text.trim())) return null
  const value = Number(text.trim())
  return value >= 1 && value <= MAX_SNAPLEN ? value : null
}

/** Four decimal bytes to one number in host byte order. */
export function parseIPv4(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text.trim())
  if (match === null) return null
  const bytes = match.slice(1).map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : null
}

export function formatIPv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.')
}
