/**
 * SCTP: the common header and its chunks, each with its flags and the first numbers of those in common use.
 *
 * Source: RFC 9260 section 3; chunk numbers from IANA's "SCTP Parameters".
 */
import { crc32c, swapBytes32 } from '../checksum.ts'
import { hexNumber } from '../addresses.ts'
import type { Field } from '../types.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import { type Dissected, type Part, dataAfter } from './layer.ts'
import { portName, portsText, withName } from './names.ts'

const HEADER_LENGTH = 12
const CHECKSUM_AT = 8

const CHUNKS = [
  'DATA',
  'INIT',
  'INIT ACK',
  'SACK',
  'HEARTBEAT',
  'HEARTBEAT ACK',
  'ABORT',
  'SHUTDOWN',
  'SHUTDOWN ACK',
  'ERROR',
  'COOKIE ECHO',
  'COOKIE ACK',
  'ECNE',
  'CWR',
  'SHUTDOWN COMPLETE',
]

/** The numbers at the start of a chunk's body: key, name, caption, bytes. */
type Numbers = readonly (readonly [key: string, name: string, short: string, size: 2 | 4])[]
const INIT: Numbers = [
  ['tag', 'Initiate tag', 'tag', 4],
  ['window', 'Receiver window', 'rwnd', 4],
  ['outbound', 'Outbound streams', 'out', 2],
  ['inbound', 'Inbound streams', 'in', 2],
  ['tsn', 'Initial TSN', 'tsn', 4],
]
const BODIES: ReadonlyMap<number, Numbers> = new Map([
  [
    0,
    [
      ['tsn', 'TSN', 'tsn', 4],
      ['stream', 'Stream', 'stream', 2],
      ['sequence', 'Stream sequence', 'ssn', 2],
      ['payload', 'Payload protocol', 'ppid', 4],
    ],
  ],
  [1, INIT],
  [2, INIT],
  [
    3,
    [
      ['tsn', 'Cumulative TSN', 'tsn', 4],
      ['window', 'Receiver window', 'rwnd', 4],
      ['gaps', 'Gap blocks', 'gaps', 2],
      ['duplicates', 'Duplicate TSNs', 'dups', 2],
    ],
  ],
  [7, [['tsn', 'Cumulative TSN', 'tsn', 4]]],
])

export function dissectSctp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'sctp', 'transport')
  if (reader.wantsFields) addFields(reader, part)
  const names: string[] = []
  let at = HEADER_LENGTH
  for (let index = 1; reader.available - at >= 4 && index <= 64; index++) {
    const claimed = reader.number(at + 2, 2)
    // Chunks are padded to words of four; the padding belongs to no chunk's length.
    const length = Math.min(Math.max(4, Math.ceil(claimed / 4) * 4), reader.available - at)
    names.push(chunkName(reader.number(at, 1)))
    if (reader.wantsFields) addChunk(reader, at, length, claimed, index)
    at += length
  }
  const info = (): string => [portsText(reader), ...names].join(', ')
  return {
    header: reader.finish('SCTP', at, info),
    next: dataAfter(part, part.from + at),
    summary: null,
  }
}

function chunkName(type: number): string {
  return CHUNKS[type] ?? `chunk ${type}`
}

function addFields(reader: HeaderReader, part: Part): void {
  const port = (number: number): string => withName(`${number}`, portName(number, 'sctp'))
  reader.num(0, 2, 'source', 'Source port', 'sport', port)
  reader.num(2, 2, 'destination', 'Destination port', 'dport', port)
  reader.num(4, 4, 'tag', 'Verification tag', 'tag', (n) => hexNumber(n, 8))
  const stored = reader.number(CHECKSUM_AT, 4)
  const right = part.complete && reader.available >= HEADER_LENGTH ? checksum(reader) : null
  reader.num(CHECKSUM_AT, 4, 'checksum', 'Checksum', 'cksum', (n) => hexNumber(n, 8), {
    right,
    warning: right === null || right === stored ? null : `should be ${hexNumber(right, 8)}`,
  })
}

/** CRC32c over the packet with a checksum of zero, in the order of the field's bytes. */
function checksum(reader: HeaderReader): number {
  const copy = reader.raw(0, reader.available).slice()
  copy.fill(0, CHECKSUM_AT, CHECKSUM_AT + 4)
  return swapBytes32(crc32c(copy))
}

function addChunk(reader: HeaderReader, at: number, length: number, claimed: number, index: number): void {
  const type = reader.number(at, 1)
  const key = `chunk-${index}`
  const children: (Field | null)[] = [
    reader.make(at, 1, {
      name: 'Type',
      short: 'typ',
      key: `${key}-type`,
      value: withName(`${type}`, CHUNKS[type] ?? null),
    }),
    reader.make(at + 1, 1, {
      name: 'Flags',
      short: 'flg',
      key: `${key}-flags`,
      value: hexNumber(reader.number(at + 1, 1), 2),
    }),
    reader.make(at + 2, 2, {
      name: 'Length',
      short: 'len',
      key: `${key}-length`,
      value: `${claimed}`,
      warning:
        claimed < 4
          ? 'should be 4 or more'
          : claimed > reader.available - at
            ? `the packet has ${reader.available - at}`
            : null,
    }),
  ]
  let offset = at + 4
  for (const [part, title, short, size] of BODIES.get(type) ?? []) {
    if (offset + size > at + length) break
    children.push(
      reader.make(offset, size, { name: title, short, key: `${key}-${part}`, value: `${reader.number(offset, size)}` }),
    )
    offset += size
  }
  const rest = at + length - offset
  if (rest > 0)
    children.push(
      reader.make(offset, rest, { name: 'Content', short: 'content', key: `${key}-content`, value: countBytes(rest) }),
    )
  reader.add(at, length, {
    name: `Chunk ${chunkName(type)}`,
    short: null,
    key,
    value: countBytes(claimed),
    children: children.filter((child) => child !== null),
  })
}
