/**
 * Numeric addresses as text → numbers: IPv4 in one to four parts, IPv6, MAC, DECnet.
 *
 * Leaves out names; those come from a table. Source of the accepted forms: libpcap 1.10's scanner
 * and its __pcap_atoin, pcap_ether_aton and __pcap_atodn.
 */

/**
 * `10.1` → `{ value: 0x0a01, bits: 16 }`: the value of the parts given and how many bits they are.
 * Null where a part is over 255. Digits are decimal even after a leading zero.
 */
export function parseIpv4(text: string): { value: number; bits: number } | null {
  let value = 0
  let bits = 0
  let part = 0
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : DOT
    if (code === DOT) {
      value = ((value << 8) | part) >>> 0
      bits += 8
      part = 0
    } else {
      // A part may be written in hexadecimal as far as the scanner is concerned; what is no decimal
      // digit then makes it too large, as it does in libpcap.
      if (code < ZERO || code > NINE) return null
      part = 10 * part + code - ZERO
      if (part > 255) return null
    }
  }
  return { value, bits }
}

const DOT = '.'.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)
const NINE = '9'.charCodeAt(0)

/** `a.b.c.d` in ordinary form for people. */
export function formatIpv4(value: number): string {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.')
}

const GROUP = /^[0-9A-Fa-f]{1,4}$/
const DOTTED_TAIL = /^(?:\d+|0[xX][0-9A-Fa-f]+)(?:\.(?:\d+|0[xX][0-9A-Fa-f]+)){3}$/

/** Whether the text has the shape of an IPv6 address, whatever the numbers in a dotted tail are. */
export function looksLikeIpv6(text: string): boolean {
  return splitIpv6(text) !== null
}

function splitIpv6(text: string): { before: string[]; after: string[]; elided: boolean; tail: string | null } | null {
  const gap = text.indexOf('::')
  const elided = gap >= 0
  const before = elided ? splitGroups(text.slice(0, gap)) : splitGroups(text)
  const after = elided ? splitGroups(text.slice(gap + 2)) : []
  let tail: string | null = null
  const last = elided ? after : before
  const end = last.at(-1)
  if (end !== undefined && end.includes('.')) {
    if (!DOTTED_TAIL.test(end)) return null
    tail = end
    last.pop()
  }
  if (![...before, ...after].every((group) => GROUP.test(group))) return null
  const groups = before.length + after.length + (tail === null ? 0 : 2)
  if (elided ? groups > 7 : groups !== 8) return null
  return { before, after, elided, tail }
}

function splitGroups(text: string): string[] {
  return text === '' ? [] : text.split(':')
}

/** Four 32-bit words, the first one first; null where the text is no IPv6 address. */
export function parseIpv6(text: string): readonly [number, number, number, number] | null {
  const parts = splitIpv6(text)
  if (parts === null) return null
  const tail: number[] = []
  if (parts.tail !== null) {
    if (!/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(parts.tail)) return null
    const address = parseIpv4(parts.tail)
    if (address === null) return null
    tail.push(address.value >>> 16, address.value & 0xffff)
  }
  const before = parts.before.map((group) => parseInt(group, 16))
  const after = [...parts.after.map((group) => parseInt(group, 16)), ...tail]
  const groups = parts.elided
    ? [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
    : [...before, ...after]
  const word = (i: number) => (((groups[2 * i] ?? 0) << 16) | (groups[2 * i + 1] ?? 0)) >>> 0
  return [word(0), word(1), word(2), word(3)]
}

/** Six bytes from any of the spellings of a MAC address; one byte from an ARCnet address. */
export function parseMac(text: string): readonly number[] {
  const bytes: number[] = []
  for (const part of text.split(/[:.-]/)) {
    // Four digits together are two bytes (`aabb.ccdd.eeff`), twelve are six; one digit is one byte.
    if (part.length <= 2) bytes.push(parseInt(part, 16))
    else for (let i = 0; i < part.length; i += 2) bytes.push(parseInt(part.slice(i, i + 2), 16))
  }
  return bytes
}

/** `area.node` of DECnet as 16 bits; null where it is malformed. */
export function parseDecnet(text: string): number | null {
  const match = /^(\d+)\.(\d+)/.exec(text)
  if (match === null) return null
  return ((Number(match[1]) << 10) & 0xfc00) | (Number(match[2]) & 0x3ff)
}
