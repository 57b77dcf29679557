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
  const isKnown = part.complete && !part.quoted && part.pseudo !== null && reader.available >= length
  const right = isKnown && part.pseudo ? transportChecksum(reader.raw(0, length), fieldAt, protocol, part.pseudo) : null
  // A UDP checksum that comes out as zero is written as its other spelling: zero there means none.
  addChecksumField(reader, fieldAt, 'Checksum', protocol === UDP && right === 0 ? 0xffff : right)
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
