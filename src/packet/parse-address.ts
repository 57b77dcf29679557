/**
 * Addresses as people write them, read into bytes; null for anything else. The counterpart of addresses.ts.
 *
 * Source: RFC 4291 section 2.2 for IPv6 text.
 */

/** Six bytes, two digits or one each, with `:` or `-` between. */
export function parseMac(text: string): Uint8Array | null {
  const parts = text.trim().split(/[:-]/)
  if (parts.length !== 6 || !parts.every((part) => /^[\da-f]{1,2}$/i.test(part))) return null
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16))
}

/** Four decimal numbers with dots. */
export function parseIpv4(text: string): Uint8Array | null {
  const parts = text.trim().split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null
  return Uint8Array.from(parts, Number)
}

/** Sixteen bytes; `::` once, and an IPv4 address at the end, as RFC 4291 has them. */
export function parseIpv6(text: string): Uint8Array | null {
  const halves = text.trim().split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map((half) => groupsOf(half))
  if (head === undefined || head === null || tail === null) return null
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])]
  return Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 0xff]))
}

function groupsOf(text: string): readonly number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const mapped = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : null
    if (mapped !== null)
      groups.push(((mapped[0] ?? 0) << 8) | (mapped[1] ?? 0), ((mapped[2] ?? 0) << 8) | (mapped[3] ?? 0))
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}
