/**
 * PPPoE: discovery with its tags, and the session header before PPP.
 *
 * Source: RFC 2516.
 */
import { ETHERTYPE } from '../../net/index.ts'
import { hexNumber, joinBytes, printable } from '../addresses.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { withName } from './names.ts'

const HEADER_LENGTH = 6

const CODES: ReadonlyMap<number, string> = new Map([
  [0x00, 'session data'],
  [0x07, 'PADO'],
  [0x09, 'PADI'],
  [0x19, 'PADR'],
  [0x65, 'PADS'],
  [0xa7, 'PADT'],
])

const TAGS: ReadonlyMap<number, string> = new Map([
  [0x0000, 'End of list'],
  [0x0101, 'Service name'],
  [0x0102, 'Access concentrator'],
  [0x0103, 'Host unique'],
  [0x0104, 'Cookie'],
  [0x0105, 'Vendor'],
  [0x0110, 'Relay session'],
  [0x0201, 'Service name error'],
  [0x0202, 'System error'],
  [0x0203, 'Generic error'],
])

export function dissectPppoe(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'pppoe', 'link')
  const first = reader.number(0, 1)
  reader.num(0, 1, 'version', 'Version, type', 'ver', () => `${first >>> 4}, ${first & 15}`, {
    warning: first === 0x11 ? null : 'should be 1, 1',
    children: reader.bits(0, 1, [
      ['version-number', 'Version', 4, 4],
      ['type', 'Type', 0, 4],
    ]),
  })
  reader.num(1, 1, 'code', 'Code', 'code', (n) => withName(hexNumber(n, 2), CODES.get(n) ?? null))
  reader.num(2, 2, 'session', 'Session', 'session', (n) => hexNumber(n, 4))
  const room = Math.max(0, reader.available - HEADER_LENGTH)
  const length = reader.number(4, 2)
  reader.num(4, 2, 'length', 'Length', 'length', String, {
    warning: part.complete && length > room ? `the frame has ${room}` : null,
    right: part.complete && length > room ? room : null,
  })
  const to = Math.min(part.from + HEADER_LENGTH + length, part.to)
  const isDiscovery = part.number === ETHERTYPE.PPPOED
  const end = isDiscovery ? addTags(reader, to - part.from) : HEADER_LENGTH
  const info = (): string =>
    (isDiscovery
      ? reader.say(1, 1, (n) => CODES.get(n) ?? 'discovery')
      : reader.say(2, 2, (n) => `session ${hexNumber(n, 4)}`)) ?? ''
  const next: Part = {
    ...part,
    protocol: isDiscovery ? 'data' : 'ppp',
    from: part.from + end,
    to,
    pseudo: null,
    number: 0,
    note: null,
  }
  return { header: reader.finish('PPPoE', end, info), next, summary: null }
}

/** Adds the tags up to `end`; gives where they end. */
function addTags(reader: HeaderReader, end: number): number {
  let at = HEADER_LENGTH
  for (let index = 1; end - at >= 4; index++) {
    const length = Math.min(4 + reader.number(at + 2, 2), end - at)
    if (reader.wantsFields) addTag(reader, at, length, index)
    at += length
  }
  return at
}

function addTag(reader: HeaderReader, at: number, length: number, index: number): void {
  const type = reader.number(at, 2)
  const body = reader.raw(at + 4, length - 4)
  const isText = type === 0x0101 || type === 0x0102 || type >= 0x0200
  const value = body.length === 0 ? 'empty' : isText ? printable(body) : joinBytes(body, ' ')
  reader.add(at, length, {
    name: TAGS.get(type) ?? `Tag ${hexNumber(type, 4)}`,
    short: 'tag',
    key: `tag-${index}`,
    value: value.length > 80 ? countBytes(body.length) : value,
  })
}
