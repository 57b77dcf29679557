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
import { etherTypeName, partOfEtherType, withName } from './names.ts'

/** The most padding that Ethernet's least frame of 60 bytes can need. */
const SHORT_FRAME = 46

/** Adds the two bytes that are an EtherType or a length. */
export function addTypeField(reader: HeaderReader, offset: number): void {
  if (!reader.wantsFields) return
  const number = reader.number(offset, 2)
  const room = Math.max(0, reader.available - offset - 2)
  if (number <= ETHERMTU) {
    reader.num(offset, 2, 'length', 'Length', 'length', countBytes, {
      warning: reader.complete && number > room ? `the frame has ${room}` : null,
      right: reader.complete && room <= ETHERMTU ? lengthWithPadding(number, room) : null,
    })
  } else {
    const value = withName(hexNumber(number, 4), etherTypeName(number))
    reader.add(offset, 2, { name: 'EtherType', short: 'type', key: 'type', value })
  }
}

/** What a length should be where `room` bytes follow it: what it is, if the rest may be a short frame's padding. */
export function lengthWithPadding(length: number, room: number): number {
  return length <= room && room - length <= SHORT_FRAME ? length : room
}

/** What follows the type field at `offset`. */
export function partAfterType(reader: HeaderReader, part: Part, offset: number): Part {
  const from = part.from + offset + 2
  const number = reader.number(offset, 2)
  if (number <= ETHERMTU) {
    const end = from + number
    const to = Math.min(end, part.to)
    const { quoted, brief } = part
    const complete = part.complete && end <= part.to
    return { protocol: 'llc', from, to, complete, quoted, brief, pseudo: null, number, note: null }
  }
  return partOfEtherType(part, from, number)
}
