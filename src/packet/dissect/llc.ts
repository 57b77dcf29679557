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
import { type Dissected, type Part, dataAfter } from './layer.ts'

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
  reader.num(0, 1, 'dsap', 'Destination SAP', 'dst', (n) => hexNumber(n, 2))
  reader.num(1, 1, 'ssap', 'Source SAP', 'src', (n) => hexNumber(n, 2))
  // Unnumbered frames (low bits 11) have one control byte, the others two.
  const controlLength = (reader.number(2, 1) & 3) === 3 ? 1 : 2
  reader.num(2, controlLength, 'control', 'Control', 'ctl', (n) => hexNumber(n, controlLength * 2))
  const afterLlc = 2 + controlLength
  if (dsap !== SNAP_SAP || ssap !== SNAP_SAP || controlLength !== 1) {
    const next = dataAfter(part, part.from + afterLlc, name)
    return { header: reader.finish('LLC', afterLlc, () => name ?? hexNumber(dsap, 2)), next, summary: null }
  }
  const isEtherType = reader.number(3, 2) === 0 && reader.number(5, 1) === 0
  if (reader.wantsFields) addSnapFields(reader, isEtherType)
  const data = dataAfter(part, part.from + 8)
  const next = isEtherType && reader.number(6, 2) > ETHERMTU ? partAfterType(reader, part, 6) : data
  return { header: reader.finish('LLC, SNAP', 8, () => 'SNAP'), next, summary: null }
}

function addSnapFields(reader: HeaderReader, isEtherType: boolean): void {
  reader.add(3, 3, { name: 'Organisation', short: 'oui', key: 'oui', value: joinBytes(reader.raw(3, 3), ':') })
  if (isEtherType) addTypeField(reader, 6)
  else reader.num(6, 2, 'type', 'Protocol', 'type', (n) => hexNumber(n, 4))
}
