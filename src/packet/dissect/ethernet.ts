/**
 * Ethernet II and IEEE 802.3 headers: 14 bytes, no preamble, no frame check sequence.
 *
 * Source: IEEE 802.3 clause 3.
 */
import { formatMac } from '../addresses.ts'
import { addTypeField, partAfterType } from './ether-type.ts'
import { HeaderReader } from './header-reader.ts'
import { type Dissected, type Ends, type Part, endsText } from './layer.ts'

const HEADER_LENGTH = 14

export function dissectEthernet(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ethernet', 'link')
  if (reader.wantsFields) addFields(reader)
  const ends = reader.has(0, 6) ? (): Ends => [macAt(reader, 6), macAt(reader, 0)] : null
  const summary = ends === null ? null : () => endsText(ends())
  return {
    header: reader.finish('Ethernet', HEADER_LENGTH, summary ?? (() => '')),
    next: partAfterType(reader, part, 12),
    summary,
    ends,
  }
}

/** Empty where the address is not whole. */
function macAt(reader: HeaderReader, offset: number): string {
  return reader.sayBytes(offset, 6, formatMac)
}

function addFields(reader: HeaderReader): void {
  reader.add(0, 6, { name: 'Destination', short: 'dst MAC', key: 'destination', value: macAt(reader, 0) })
  reader.add(6, 6, { name: 'Source', short: 'src MAC', key: 'source', value: macAt(reader, 6) })
  addTypeField(reader, 12)
}
