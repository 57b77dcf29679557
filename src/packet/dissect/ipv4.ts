/**
 * IPv4 with its options; routes and timestamps in them as lists, security as bytes.
 *
 * Source: RFC 791, RFC 2474 (DSCP), RFC 3168 (ECN); option numbers from IANA's "IP Option Numbers".
 */
import { formatIpv4, formatIpv4Number, hexNumber } from '../addresses.ts'
import { internetChecksum } from '../checksum.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import { lengthWithPadding } from './ether-type.ts'
import { type Dissected, type Ends, type Part, endsText } from './layer.ts'
import { ipProtocolName, protocolOfIp, withName } from './names.ts'
import { dissectOptions } from './options.ts'

const LEAST_LENGTH = 20
const CHECKSUM_AT = 10
const DONT_FRAGMENT = 0x4000
const MORE_FRAGMENTS = 0x2000
const ECN = ['not capable', 'capable, 1', 'capable, 0', 'congestion met']

const OPTIONS: ReadonlyMap<number, readonly [name: string, short: string]> = new Map([
  [7, ['Record route', 'route']],
  [68, ['Timestamp', 'time']],
  [130, ['Security', 'sec']],
  [131, ['Loose source route', 'route']],
  [137, ['Strict source route', 'route']],
  [148, ['Router alert', 'alert']],
])

export function dissectIpv4(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'ipv4', 'network')
  const length = Math.max((reader.number(0, 1) & 0x0f) * 4, LEAST_LENGTH)
  const totalLength = reader.number(2, 2)
  const flags = reader.number(6, 2)
  const offset = (flags & 0x1fff) * 8
  const protocol = reader.number(9, 1)
  if (reader.wantsFields) addFields(reader, length, part.quoted || !part.complete)

  const ends = reader.has(12, 4) ? (): Ends => [addressAt(reader, 12), addressAt(reader, 16)] : null
  const summary = ends === null ? null : () => endsText(ends())
  const header = reader.finish('IPv4', length, summary ?? (() => ''))
  const isFragment = offset !== 0 || (flags & MORE_FRAGMENTS) !== 0
  const from = part.from + length
  // A length of zero is what a network card's segmentation offload leaves: take all there is.
  const end = totalLength < length ? part.to : part.from + totalLength
  const next: Part = {
    // Only the first fragment has the header of the layer above.
    protocol: offset === 0 ? protocolOfIp(protocol, 4) : 'data',
    from,
    to: Math.min(end, part.to),
    complete: part.complete && end <= part.to && !isFragment,
    quoted: part.quoted,
    brief: part.brief,
    pseudo: { from: part.from + 12, size: 4 },
    number: protocol,
    note: offset === 0 ? ipProtocolName(protocol) : `${ipProtocolName(protocol) ?? 'IPv4'} fragment`,
  }
  return { header, next, summary, ends }
}

/** Empty where the address is not whole. */
function addressAt(reader: HeaderReader, offset: number): string {
  return reader.say(offset, 4, formatIpv4Number) ?? ''
}

/** `length` is the header's, at least that of one without options; `isCut` where the packet's end is elsewhere. */
function addFields(reader: HeaderReader, length: number, isCut: boolean): void {
  const version = reader.number(0, 1) >>> 4
  const headerLength = (reader.number(0, 1) & 0x0f) * 4
  const totalLength = reader.number(2, 2)
  const flags = reader.number(6, 2)
  const protocol = reader.number(9, 1)
  reader.add(0, 1, {
    name: 'Version, header length',
    short: 'ver',
    key: 'version',
    value: `${version}, ${countBytes(headerLength)}`,
    warning: version !== 4 ? 'should be 4' : headerLength < LEAST_LENGTH ? 'should be 20 bytes or more' : null,
    children: reader.bits(0, 1, [
      ['version-number', 'Version', 4, 4],
      ['header-length', 'Header length', 0, 4, (n) => `${n}, ${countBytes(n * 4)}`],
    ]),
  })
  const dscp = reader.number(1, 1)
  reader.add(1, 1, {
    name: 'DSCP, ECN',
    short: 'tos',
    key: 'tos',
    value: `${dscp >>> 2}, ${dscp & 3}`,
    children: reader.bits(1, 1, [
      ['dscp', 'DSCP', 2, 6],
      ['ecn', 'ECN', 0, 2, (n) => `${n}, ${ECN[n]}`],
    ]),
  })
  reader.add(2, 2, {
    name: 'Total length',
    short: 'length',
    key: 'length',
    value: `${totalLength}`,
    warning: lengthWarning(totalLength, headerLength, isCut ? Infinity : reader.available),
    right:
      isCut || reader.available < length || reader.available > 0xffff
        ? null
        : totalLength < length
          ? reader.available
          : lengthWithPadding(totalLength, reader.available),
  })
  reader.add(4, 2, { name: 'Identification', short: 'id', key: 'id', value: hexNumber(reader.number(4, 2), 4) })
  const fragment = `${flagWords(flags)}, ${(flags & 0x1fff) * 8}`
  reader.add(6, 2, {
    name: 'Flags, fragment offset',
    short: 'frag',
    key: 'fragment',
    value: fragment,
    children: reader.bits(6, 2, [
      ['reserved', 'Reserved bit', 15, 1],
      ['dont-fragment', 'Don’t fragment', 14, 1],
      ['more-fragments', 'More fragments', 13, 1],
      ['offset', 'Fragment offset', 0, 13, (n) => `${n}, byte ${n * 8}`],
    ]),
  })
  reader.add(8, 1, { name: 'Time to live', short: 'ttl', key: 'ttl', value: `${reader.number(8, 1)}` })
  const protocolText = withName(`${protocol}`, ipProtocolName(protocol))
  reader.add(9, 1, { name: 'Protocol', short: 'pro', key: 'protocol', value: protocolText })
  addChecksum(reader, length)
  reader.add(12, 4, { name: 'Source', short: 'source', key: 'source', value: addressAt(reader, 12) })
  reader.add(16, 4, { name: 'Destination', short: 'dest', key: 'destination', value: addressAt(reader, 16) })
  for (const option of optionFields(reader, length)) reader.add(option.offset, option.size, option.words)
}

function addChecksum(reader: HeaderReader, length: number): void {
  const right = reader.available < length ? null : internetChecksum(reader.raw(0, length), CHECKSUM_AT)
  // The two spellings of zero are different here: the header's checksum is compared as it stands.
  const stored = reader.number(CHECKSUM_AT, 2)
  reader.num(CHECKSUM_AT, 2, 'checksum', 'Header checksum', 'cksum', (n) => hexNumber(n, 4), {
    warning: right === null || right === stored ? null : `should be ${hexNumber(right, 4)}`,
    right,
  })
}

function lengthWarning(total: number, header: number, available: number): string | null {
  if (total < header) return 'less than the header'
  return total > available ? `the frame has ${available}` : null
}

function flagWords(flags: number): string {
  const words = [
    (flags & 0x8000) !== 0 ? 'Reserved bit' : null,
    (flags & DONT_FRAGMENT) !== 0 ? 'Don’t fragment' : null,
    (flags & MORE_FRAGMENTS) !== 0 ? 'More fragments' : null,
  ].filter((word) => word !== null)
  return words.length === 0 ? 'No flags' : words.join(', ')
}

type OptionField = ReturnType<typeof dissectOptions>[number]

function optionFields(reader: HeaderReader, length: number): readonly OptionField[] {
  return dissectOptions(reader, LEAST_LENGTH, length, (kind, body) => {
    const [name, short] = OPTIONS.get(kind) ?? [`Option ${kind}`, 'opt']
    return { name, short, value: optionText(kind, body) }
  })
}

/** `body` is without kind and length. Routes: a pointer, then addresses; those before the pointer have been passed. */
function optionText(kind: number, body: Uint8Array): string {
  const isRoute = kind === 7 || kind === 131 || kind === 137
  if (kind === 148 && body.length === 2) return `${(body[0] ?? 0) * 256 + (body[1] ?? 0)}`
  if (!isRoute || body.length < 1) return countBytes(body.length + 2)
  const hops: string[] = []
  for (let at = 1; at + 4 <= body.length; at += 4) {
    const isNext = at + 3 === (body[0] ?? 0)
    hops.push(`${formatIpv4(body.subarray(at, at + 4))}${isNext ? ' (next)' : ''}`)
  }
  return `pointer ${body[0] ?? 0}${hops.map((hop) => `, ${hop}`).join('')}`
}
