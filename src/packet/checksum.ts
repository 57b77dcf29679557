/**
 * The Internet checksum: the ones' complement of the ones' complement sum of 16-bit words, the
 * last byte padded with a zero. Leaves out knowing where a header keeps its checksum.
 *
 * Source: RFC 1071; pseudo-headers from RFC 9293 (TCP), RFC 768 (UDP) and RFC 8200 section 8.1.
 */

/** The addresses of the packet that carries a segment, 4 or 16 bytes each. */
export interface PseudoHeader {
  readonly source: Uint8Array
  readonly destination: Uint8Array
}

/** Ones' complement sum of the parts, each taken as starting on a word of its own. 16 bits. */
function sumWords(parts: readonly Uint8Array[]): number {
  let sum = 0
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) {
      sum += ((part[at] ?? 0) << 8) | (part[at + 1] ?? 0)
      // Folding at every word keeps the sum small whatever the length.
      if (sum > 0xffff) sum -= 0xffff
    }
  }
  return sum
}

/**
 * What belongs into the checksum field of `data`, 16 bits, where the field is at byte `fieldAt`
 * (its present content does not count).
 */
export function internetChecksum(data: Uint8Array, fieldAt: number): number {
  return ~sumWords(withoutField(data, fieldAt)) & 0xffff
}

/** The same for a segment whose checksum covers the addresses too. `protocol` is its IP protocol number. */
export function transportChecksum(data: Uint8Array, fieldAt: number, protocol: number, pseudo: PseudoHeader): number {
  const length = data.length
  const rest = Uint8Array.of((length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff)
  const parts = [pseudo.source, pseudo.destination, rest, Uint8Array.of(0, protocol), ...withoutField(data, fieldAt)]
  return ~sumWords(parts) & 0xffff
}

/** Whether a stored checksum is the computed one; both spellings of zero are the same number. */
export function checksumsAgree(stored: number, computed: number): boolean {
  return stored === computed || stored % 0xffff === computed % 0xffff
}

/** CRC-32C as SCTP has it (RFC 9260 appendix A), unsigned; a bit at a time, since nothing here is large. */
export function crc32c(data: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78
  }
  return ~crc >>> 0
}

/** The number with its four bytes in the other order, unsigned. */
export function swapBytes32(value: number): number {
  return (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0
}

// The field is at an even offset in every protocol here, so cutting there keeps the words aligned.
function withoutField(data: Uint8Array, fieldAt: number): Uint8Array[] {
  return [data.subarray(0, fieldAt), data.subarray(fieldAt + 2)]
}
