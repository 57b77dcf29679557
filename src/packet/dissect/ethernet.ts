/**
 * Ethernet II and IEEE 802.3 headers: 14 bytes, no preamble, no frame check sequence.
 *
 * Source: IEEE 802.3 clause 3.
 */
import { formatMac } from '../addresses.ts'
import { addTypeField, partAfterType } from './ether-type.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'

const HEADER_LENGTH = 14

export function dissectEthernet(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ethernet', 'link')
  const destination = formatMac(reader.raw(0, 6))
  const source = formatMac(reader.raw(6, 6))
  reader.add(0, 6, { name: 'Destination', short: 'dst MAC', key: 'destination', value: destination })
  reader.add(6, 6, { name: 'Source', short: 'src MAC', key: 'source', value: source })
  addTypeField(reader, 12)
  const summary = reader.available < 12 ? null : `${source} → ${destination}`
  return {
    field: reader.finish('Ethernet', HEADER_LENGTH, summary ?? countBytes(reader.available)),
    next: partAfterType(reader, part, 12),
    summary,
    ...(summary === null ? {} : { ends: [source, destination] }),
  }
}
