/**
 * Addresses and numbers as people write them. Leaves out reading them back.
 *
 * Source: RFC 5952 for IPv6 text.
 */

/** `0x0800`; as many digits as asked for, more where the number needs them. */
export function hexNumber(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`
}

/** Two digits a byte, separated. */
export function joinBytes(bytes: Uint8Array, separator: string): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator)
}

export function formatMac(bytes: Uint8Array): string {
  return joinBytes(bytes, ':')
}

/** Four bytes, dotted. */
export function formatIpv4(bytes: Uint8Array): string {
  return Array.from(bytes).join('.')
}

/** The same from the number in network order: 0xc0a80101 → `192.168.1.1`. */
export function formatIpv4Number(value: number): string {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff].join('.')
}

/** Sixteen bytes: lower case, no leading zeros, the longest run of two zero groups or more as `::`. */
export function formatIpv6(bytes: Uint8Array): string {
  const groups: number[] = []
  for (let at = 0; at < 16; at += 2) groups.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0))
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return `::ffff:${formatIpv4(bytes.subarray(12, 16))}`
  const run = longestZeroRun(groups)
  const text = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  return run.length < 2 ? text(0, 8) : `${text(0, run.from)}::${text(run.from + run.length, 8)}`
}

function longestZeroRun(groups: readonly number[]): { from: number; length: number } {
  let best = { from: 0, length: 0 }
  let start = 0
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best.length) best = { from: start, length: index + 1 - start }
  })
  return best
}

/** ASCII as it is, every other byte as a question mark. */
export function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?')).join('')
}
