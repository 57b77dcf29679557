/**
 * The checksum field of TCP, UDP and ICMPv6, which covers the addresses of the packet below too.
 */
import { hexNumber } from '../addresses.ts'
import { checksumsAgree, transportChecksum } from '../checksum.ts'
import type { HeaderReader } from './header-reader.ts'
import type { Part } from './layer.ts'

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
  const stored = reader.number(fieldAt, 2)
  reader.add(fieldAt, 2, {
    name: 'Checksum',
    short: 'cksum',
    key: 'checksum',
    value: hexNumber(stored, 4),
    warning: warningFor(stored),
  })

  function warningFor(value: number): string | null {
    if (!part.complete || part.pseudo === null || reader.available < length) return null
    const right = transportChecksum(reader.raw(0, length), fieldAt, protocol, part.pseudo)
    return checksumsAgree(value, right) ? null : `should be ${hexNumber(right, 4)}`
  }
}
