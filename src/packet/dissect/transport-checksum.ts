/**
 * The checksum field of TCP, UDP and ICMPv6, which covers the addresses of the packet below too.
 */
import { hexNumber } from '../addresses.ts'
import { checksumsAgree, internetChecksum, transportChecksum } from '../checksum.ts'
import type { HeaderReader } from './header-reader.ts'
import type { Part } from './layer.ts'

const UDP = 17

/**
 * Adds the two-byte field at `fieldAt`, with a warning where it is wrong. `length` is the whole
 * segment's, in bytes. Says nothing of a checksum that cannot be known: of a fragment, of a frame
 * that is cut short, of a packet on its way through waypoints.
 */
export function addTransportChecksum(
  reader: HeaderReader,
  part: Part,
  fieldAt: number,
  protocol: number,
  length: number,
): void {
  addChecksumField(reader, fieldAt, 'Checksum', rightTransportChecksum(reader, part, fieldAt, protocol, length))
}

/** What such a field should be; null where that cannot be known. */
export function rightTransportChecksum(
  reader: HeaderReader,
  part: Part,
  fieldAt: number,
  protocol: number,
  length: number,
): number | null {
  const isKnown = part.complete && !part.quoted && reader.available >= length
  if (!isKnown || part.pseudo === null) return null
  const { from, size } = part.pseudo
  const pseudo = {
    source: reader.frame.subarray(from, from + size),
    destination: reader.frame.subarray(from + size, from + 2 * size),
  }
  const right = transportChecksum(reader.raw(0, length), fieldAt, protocol, pseudo)
  // A UDP checksum that comes out as zero is written as its other spelling: zero there means none.
  return protocol === UDP && right === 0 ? 0xffff : right
}

/** The same for IGMP, ICMP and GRE, whose checksum covers nothing but the message of `length` bytes. */
export function addPlainChecksum(reader: HeaderReader, part: Part, fieldAt: number, length: number): void {
  const isKnown = part.complete && !part.quoted && reader.available >= length
  addChecksumField(reader, fieldAt, 'Checksum', isKnown ? internetChecksum(reader.raw(0, length), fieldAt) : null)
}

/** Adds a checksum field with what it should be, null where that cannot be known. */
export function addChecksumField(reader: HeaderReader, fieldAt: number, name: string, right: number | null): void {
  const stored = reader.number(fieldAt, 2)
  const isWrong = right !== null && !checksumsAgree(stored, right)
  reader.num(fieldAt, 2, 'checksum', name, 'cksum', (n) => hexNumber(n, 4), {
    warning: isWrong ? `should be ${hexNumber(right, 4)}` : null,
    right: isWrong ? right : stored,
  })
}
