/**
 * IEEE 802.2 LLC, and the SNAP header where the service access points say so. Leaves out the
 * supervisory frames' sequence numbers.
 *
 * Source: IEEE 802.2 clause 3; RFC 1042 for SNAP.
 */
import { ETHERMTU } from '../../net/index.ts'
import { hexNumber, joinBytes } from '../addresses.ts'
import { addTypeField, partAfterType } from './ether-type.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'

const SNAP_SAP = 0xaa

const SAP_NAMES: ReadonlyMap<number, string> = new Map([
  [0x06, 'IPv4'],
  [0x42, 'spanning tree'],
  [0xaa, 'SNAP'],
  [0xe0, 'IPX'],
  [0xf0, 'NetBIOS'],
  [0xfe, 'OSI network layer'],
])

/** What a service access point stands for, or null. */
export function sapName(number: number): string | null {
  return SAP_NAMES.get(number) ?? null
}

export function dissectLlc(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'llc', 'link')
  const dsap = reader.number(0, 1)
  const ssap = reader.number(1, 1)
  const name = SAP_NAMES.get(dsap) ?? null
  reader.add(0, 1, { name: 'Destination SAP', short: 'dst', key: 'dsap', value: hexNumber(dsap, 2) })
  reader.add(1, 1, { name: 'Source SAP', short: 'src', key: 'ssap', value: hexNumber(ssap, 2) })
  // Unnumbered frames (low bits 11) have one control byte, the others two.
  const controlLength = (reader.number(2, 1) & 3) === 3 ? 1 : 2
  const control = hexNumber(reader.number(2, controlLength), controlLength * 2)
  reader.add(2, controlLength, { name: 'Control', short: 'ctl', key: 'control', value: control })
  const afterLlc = 2 + controlLength
  if (dsap !== SNAP_SAP || ssap !== SNAP_SAP || controlLength !== 1) {
    const from = part.from + afterLlc
    const next = { ...part, protocol: 'data' as const, from, note: name }
    return { field: reader.finish('LLC', afterLlc, name ?? hexNumber(dsap, 2)), next, summary: null }
  }
  const organisation = reader.raw(3, 3)
  const isEtherType = organisation.every((byte) => byte === 0)
  reader.add(3, 3, { name: 'Organisation', short: 'oui', key: 'oui', value: joinBytes(organisation, ':') })
  if (isEtherType) addTypeField(reader, 6)
  else {
    const value = hexNumber(reader.number(6, 2), 4)
    reader.add(6, 2, { name: 'Protocol', short: 'type', key: 'type', value })
  }
  const from = part.from + 8
  const data = { ...part, protocol: 'data' as const, from, note: null }
  const next = isEtherType && reader.number(6, 2) > ETHERMTU ? partAfterType(reader, part, 6) : data
  return { field: reader.finish('LLC, SNAP', 8, 'SNAP'), next, summary: null }
}
