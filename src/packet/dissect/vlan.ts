/**
 * IEEE 802.1Q and 802.1ad tags: four bytes between the addresses and the real EtherType. The tag's
 * own EtherType (0x8100, 0x88a8) belongs to the header before it.
 *
 * Source: IEEE 802.1Q-2022 clause 9.
 */
import { ETHERTYPE } from '../../net/index.ts'
import { addTypeField, partAfterType } from './ether-type.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'

const TAG_LENGTH = 4

export function dissectVlan(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'vlan', 'link')
  const id = reader.number(0, 2) & 0x0fff
  if (reader.wantsFields) addFields(reader, id)
  const name = part.number === ETHERTYPE.QINQ_AD ? '802.1ad service tag' : '802.1Q tag'
  const header = reader.finish(name, TAG_LENGTH, () => reader.say(0, 2, () => `VLAN ${id}`) ?? '')
  return { header, next: partAfterType(reader, part, 2), summary: null }
}

function addFields(reader: HeaderReader, id: number): void {
  const tci = reader.number(0, 2)
  const priority = tci >>> 13
  const mayDrop = (tci & 0x1000) !== 0 ? ', may be dropped' : ''
  reader.add(0, 2, {
    name: 'Tag (priority, VLAN id)',
    short: 'tci',
    key: 'tci',
    value: `priority ${priority}${mayDrop}, VLAN ${id}`,
    children: reader.bits(0, 2, [
      ['priority', 'Priority', 13, 3],
      ['drop', 'May be dropped', 12, 1],
      ['id', 'VLAN id', 0, 12],
    ]),
  })
  addTypeField(reader, 2)
}
