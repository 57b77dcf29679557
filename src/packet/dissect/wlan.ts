/**
 * The IEEE 802.11 header: frame control, addresses by the direction bits, QoS, and LLC after data
 * that is not encrypted. What management frames carry is shown as data. The frame check sequence is
 * not known to be there, and counts as data.
 *
 * Source: IEEE 802.11-2020 clause 9.2 and 9.3.
 */
import { formatMac, hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import { type Dissected, type Ends, type Part, endsText } from './layer.ts'

const MANAGEMENT: readonly (string | null)[] = [
  'Association request',
  'Association response',
  'Reassociation request',
  'Reassociation response',
  'Probe request',
  'Probe response',
  'Timing advertisement',
  null,
  'Beacon',
  'ATIM',
  'Disassociation',
  'Authentication',
  'Deauthentication',
  'Action',
]
const CONTROL: ReadonlyMap<number, string> = new Map([
  [8, 'Block ack request'],
  [9, 'Block ack'],
  [10, 'PS-poll'],
  [11, 'RTS'],
  [12, 'CTS'],
  [13, 'Ack'],
  [14, 'CF-end'],
])
const FLAGS = ['to DS', 'from DS', 'more fragments', 'retry', 'power management', 'more data', 'protected', 'order']
const TYPES = ['management', 'control', 'data', 'extension']

/** `data` for 2. */
export function wlanTypeName(type: number): string | null {
  return TYPES[type] ?? null
}

/** `number` is a frame's first byte without its version, shifted down: the type is in its low two bits. */
export function wlanSubtypeName(number: number): string {
  return subtypeName(number & 3, number >>> 2)
}

export function dissectWlan(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'wlan', 'link')
  const first = reader.number(0, 1)
  const flags = reader.number(1, 1)
  const type = (first >>> 2) & 3
  const subtype = first >>> 4
  const name = subtypeName(type, subtype)
  if (reader.wantsFields) addFields(reader, type, name)
  const { length, ends } = addAddresses(reader, type, subtype, flags & 3)
  const hasBody = type === 2 && (subtype & 4) === 0
  const isPlain = hasBody && (flags & 0x40) === 0
  const header = reader.finish('802.11', length, () => name)
  const note = type === 0 ? name : (flags & 0x40) === 0 ? null : 'encrypted'
  const next: Part = { ...part, protocol: isPlain ? 'llc' : 'data', from: part.from + length, number: 0, note }
  const summary = ends === null ? null : () => endsText(ends())
  return { header, next, summary, ends }
}

function addFields(reader: HeaderReader, type: number, name: string): void {
  const flags = reader.number(1, 1)
  reader.num(0, 1, 'type', 'Version, type, subtype', 'type', () => `${TYPES[type]}, ${name}`, {
    children: reader.bits(0, 1, [
      ['version', 'Version', 0, 2],
      ['kind', 'Type', 2, 2, (n) => `${n}, ${TYPES[n]}`],
      ['subtype', 'Subtype', 4, 4, (n) => `${n}, ${name}`],
    ]),
  })
  const words = FLAGS.filter((_, bit) => (flags & (1 << bit)) !== 0)
  reader.num(1, 1, 'flags', 'Flags', 'flg', () => (words.length === 0 ? 'none' : words.join(', ')), {
    children: reader.bits(
      1,
      1,
      FLAGS.map((flag, bit) => [`flag-${bit}`, flag, bit, 1] as const),
    ),
  })
  const duration = reader.number(2, 1) + reader.number(3, 1) * 256
  reader.add(2, 2, { name: 'Duration', short: 'dur', key: 'duration', value: `${duration} µs` })
}

function subtypeName(type: number, subtype: number): string {
  if (type === 0) return MANAGEMENT[subtype] ?? `subtype ${subtype}`
  if (type === 1) return CONTROL.get(subtype) ?? `subtype ${subtype}`
  if (type === 2) return `${(subtype & 8) === 0 ? '' : 'QoS '}${(subtype & 4) === 0 ? 'data' : 'null'}`
  return `subtype ${subtype}`
}

/** Which of the addresses is what, by to DS (1) and from DS (2). */
const ROLES: readonly (readonly [string, string, string])[] = [
  ['Destination', 'Source', 'BSSID'],
  ['BSSID', 'Source', 'Destination'],
  ['Destination', 'BSSID', 'Source'],
  ['Receiver', 'Transmitter', 'Destination'],
]
const SHORT: Readonly<Record<string, string>> = { Destination: 'dst MAC', Source: 'src MAC', BSSID: 'BSSID' }

interface Addresses {
  readonly length: number
  readonly ends: (() => Ends) | null
}

function addAddresses(reader: HeaderReader, type: number, subtype: number, direction: number): Addresses {
  const add = (offset: number, index: number, role: string): void => {
    if (!reader.wantsFields) return
    const short = SHORT[role] ?? role.toLowerCase()
    reader.add(offset, 6, { name: role, short, key: `address-${index}`, value: macAt(reader, offset) })
  }
  if (type === 1) {
    add(4, 1, 'Receiver')
    const hasTransmitter = [8, 9, 10, 11, 14].includes(subtype)
    if (hasTransmitter) add(10, 2, 'Transmitter')
    const length = hasTransmitter ? 16 : 10
    const ends = (): Ends => [hasTransmitter ? macAt(reader, 10) : '', macAt(reader, 4)]
    return { length, ends: reader.has(4, 6) ? ends : null }
  }
  const places = new Map<string, number>()
  for (const [index, role] of (ROLES[direction] ?? []).entries()) {
    places.set(role, 4 + 6 * index)
    add(4 + 6 * index, index + 1, role)
  }
  const sequence = reader.number(22, 1) + reader.number(23, 1) * 256
  reader.num(22, 2, 'sequence', 'Sequence control', 'seq', () => `${sequence >>> 4}, fragment ${sequence & 15}`)
  let length = 24
  if (direction === 3 && type === 2) {
    places.set('Source', length)
    add(length, 4, 'Source')
    length += 6
  }
  if (type === 2 && (subtype & 8) !== 0) {
    reader.num(length, 2, 'qos', 'QoS control', 'qos', (n) => hexNumber(n, 4))
    length += 2
  }
  const text = (role: string): string => {
    const place = places.get(role)
    return place === undefined ? '' : macAt(reader, place)
  }
  const isThere = (role: string): boolean => reader.has(places.get(role) ?? Infinity, 6)
  const hasEnd = isThere('Destination') || isThere('Source')
  return { length, ends: hasEnd ? () => [text('Source'), text('Destination')] : null }
}

/** Empty where the address is not whole. */
function macAt(reader: HeaderReader, offset: number): string {
  return reader.sayBytes(offset, 6, formatMac)
}
