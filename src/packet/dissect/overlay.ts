/**
 * What carries Ethernet over UDP: VXLAN and Geneve, the latter with its options.
 *
 * Source: RFC 7348, RFC 8926 section 3.
 */
import { ETHERTYPE } from '../../net/index.ts'
import { hexNumber, joinBytes } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { etherTypeName, protocolOfEtherType, withName } from './names.ts'

const VXLAN_LENGTH = 8

export function dissectVxlan(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'vxlan', 'transport')
  if (reader.wantsFields) addVxlanFields(reader)
  const next: Part = {
    ...part,
    protocol: 'ethernet',
    from: part.from + VXLAN_LENGTH,
    pseudo: null,
    number: 0,
    note: null,
  }
  return { header: reader.finish('VXLAN', VXLAN_LENGTH, () => networkText(reader)), next, summary: null }
}

function addVxlanFields(reader: HeaderReader): void {
  reader.num(
    0,
    1,
    'flags',
    'Flags',
    'flg',
    (n) => withName(hexNumber(n, 2), (n & 8) === 0 ? null : 'network identifier valid'),
    {
      children: reader.bits(0, 1, [['flag-vni', 'Network identifier valid', 3, 1]]),
    },
  )
  reader.add(1, 3, { name: 'Reserved', short: 'res', key: 'reserved', value: joinBytes(reader.raw(1, 3), ' ') })
  addNetwork(reader)
  reader.num(7, 1, 'reserved-last', 'Reserved', 'res')
}

export function dissectGeneve(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'geneve', 'transport')
  const end = 8 + (reader.number(0, 1) & 0x3f) * 4
  const type = reader.number(2, 2)
  if (reader.wantsFields) addGeneveFields(reader, end)
  const protocol = type === ETHERTYPE.TEB ? 'ethernet' : protocolOfEtherType(type)
  const next: Part = { ...part, protocol, from: part.from + end, pseudo: null, number: type, note: etherTypeName(type) }
  return { header: reader.finish('Geneve', end, () => networkText(reader)), next, summary: null }
}

/** `end` is where the options end. */
function addGeneveFields(reader: HeaderReader, end: number): void {
  const first = reader.number(0, 1)
  reader.num(0, 1, 'version', 'Version, options length', 'ver', () => `${first >>> 6}, ${countBytes(end - 8)}`, {
    children: reader.bits(0, 1, [
      ['version-number', 'Version', 6, 2],
      ['options-length', 'Options length', 0, 6, (n) => `${n}, ${countBytes(n * 4)}`],
    ]),
  })
  const flags = reader.number(1, 1)
  const words = [(flags & 0x80) === 0 ? null : 'control', (flags & 0x40) === 0 ? null : 'critical options'].filter(
    (word) => word !== null,
  )
  reader.num(1, 1, 'flags', 'Flags', 'flg', () => (words.length === 0 ? 'none' : words.join(', ')), {
    children: reader.bits(1, 1, [
      ['flag-control', 'Control packet', 7, 1],
      ['flag-critical', 'Critical options present', 6, 1],
    ]),
  })
  reader.num(2, 2, 'type', 'Protocol', 'type', (n) => withName(hexNumber(n, 4), etherTypeName(n)))
  addNetwork(reader)
  reader.num(7, 1, 'reserved', 'Reserved', 'res')
  let at = 8
  for (let index = 1; end - at >= 4 && at < reader.available; index++) {
    const length = Math.min(4 + (reader.number(at + 3, 1) & 0x1f) * 4, end - at)
    const owner = hexNumber(reader.number(at, 2), 4)
    const value = `class ${owner}, type ${hexNumber(reader.number(at + 2, 1), 2)}, ${countBytes(length - 4)} of data`
    reader.add(at, length, { name: `Option ${index}`, short: 'opt', key: `option-${index}`, value })
    at += length
  }
}

/** The 24 bits at byte 4 that both have. */
function network(reader: HeaderReader): number {
  return reader.number(4, 3)
}

function networkText(reader: HeaderReader): string {
  return reader.say(4, 3, (n) => `network ${n}`) ?? ''
}

function addNetwork(reader: HeaderReader): void {
  reader.add(4, 3, { name: 'Network identifier', short: 'vni', key: 'vni', value: `${network(reader)}` })
}
