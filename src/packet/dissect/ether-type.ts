/**
 * The two bytes that end an Ethernet header, a VLAN tag and a SNAP header alike: an EtherType, or
 * up to ETHERMTU the length of what follows.
 *
 * Source: IEEE 802.3 clause 3.2.6.
 */
import { ETHERMTU } from '../../net/index.ts'
import { hexNumber } from '../addresses.ts'
import { type HeaderReader, countBytes } from './header-reader.ts'
import type { Part } from './layer.ts'
import { etherTypeName, protocolOfEtherType, withName } from './names.ts'

/** Adds the two bytes that are an EtherType or a length. */
export function addTypeField(reader: HeaderReader, offset: number): void {
  const number = reader.number(offset, 2)
  if (number <= ETHERMTU) {
    reader.add(offset, 2, { name: 'Length', short: 'length', key: 'length', value: countBytes(number) })
  } else {
    const value = withName(hexNumber(number, 4), etherTypeName(number))
    reader.add(offset, 2, { name: 'EtherType', short: 'type', key: 'type', value })
  }
}

/** What follows the type field at `offset`. */
export function partAfterType(reader: HeaderReader, part: Part, offset: number): Part {
  const from = part.from + offset + 2
  const number = reader.number(offset, 2)
  if (number <= ETHERMTU) {
    const end = from + number
    const to = Math.min(end, part.to)
    return { protocol: 'llc', from, to, complete: end <= part.to, pseudo: null, number, note: null }
  }
  const protocol = protocolOfEtherType(number)
  return { protocol, from, to: part.to, complete: part.complete, pseudo: null, number, note: etherTypeName(number) }
}
