/**
 * TCP with the options in common use. Leaves out the stream: one segment is all it sees.
 *
 * Source: RFC 9293; options: RFC 7323, RFC 2018; option numbers from IANA's "TCP Parameters".
 */
import { hexNumber } from '../addresses.ts'
import { type BitWords, HeaderReader, countBytes } from './header-reader.ts'
import { type Dissected, type Part, dataAfter } from './layer.ts'
import { portName, portsText, withName } from './names.ts'
import { dissectOptions } from './options.ts'
import { addTransportChecksum } from './transport-checksum.ts'

const LEAST_LENGTH = 20
const CHECKSUM_AT = 16
const PROTOCOL = 6

/** From the low bit of byte 13 up; the ninth flag, AE, is the low bit of byte 12. */
const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']
const FLAG_BITS: readonly BitWords[] = FLAG_NAMES.map(
  (name, bit) => [`flag-${name.toLowerCase()}`, name, bit, 1] as const,
).reverse()

export function dissectTcp(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'tcp', 'transport')
  const length = Math.max(claimedLength(reader), LEAST_LENGTH)
  if (reader.wantsFields) addFields(reader, part, length)
  const info = (): string => withName(portsText(reader), reader.say(13, 1, tcpFlagNames))
  return {
    header: reader.finish('TCP', length, info),
    next: dataAfter(part, part.from + length),
    summary: null,
  }
}

function claimedLength(reader: HeaderReader): number {
  return (reader.number(12, 1) >>> 4) * 4
}

/** `length` is the header's, at least that of one without options. */
function addFields(reader: HeaderReader, part: Part, length: number): void {
  const claimed = claimedLength(reader)
  reader.add(0, 2, port('Source port', 'sport', 'source', reader.number(0, 2)))
  reader.add(2, 2, port('Destination port', 'dport', 'destination', reader.number(2, 2)))
  reader.add(4, 4, { name: 'Sequence number', short: 'seq', key: 'sequence', value: `${reader.number(4, 4)}` })
  reader.add(8, 4, { name: 'Acknowledgement', short: 'ack', key: 'acknowledgement', value: `${reader.number(8, 4)}` })
  reader.add(12, 1, {
    name: 'Header length',
    short: 'off',
    key: 'length',
    value: countBytes(claimed),
    warning: claimed < LEAST_LENGTH ? 'should be 20 bytes or more' : null,
    children: reader.bits(12, 1, [
      ['header-length', 'Header length', 4, 4, (n) => `${n}, ${countBytes(n * 4)}`],
      ['reserved', 'Reserved', 1, 3],
      ['flag-ae', 'AE', 0, 1],
    ]),
  })
  reader.add(13, 1, {
    name: 'Flags',
    short: 'flg',
    key: 'flags',
    value: tcpFlagNames(reader.number(13, 1)),
    children: reader.bits(13, 1, FLAG_BITS),
  })
  reader.add(14, 2, { name: 'Window', short: 'win', key: 'window', value: `${reader.number(14, 2)}` })
  addTransportChecksum(reader, part, CHECKSUM_AT, PROTOCOL, reader.available)
  reader.add(18, 2, { name: 'Urgent pointer', short: 'urg', key: 'urgent', value: `${reader.number(18, 2)}` })
  for (const option of dissectOptions(reader, LEAST_LENGTH, length, describeOption))
    reader.add(option.offset, option.size, option.words)
}

/** `SYN, ACK`. */
export function tcpFlagNames(flags: number): string {
  const names = FLAG_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0)
  return names.length === 0 ? 'none' : names.join(', ')
}

function port(name: string, short: string, key: string, number: number) {
  return { name, short, key, value: withName(`${number}`, portName(number, 'tcp')) }
}

function describeOption(kind: number, body: Uint8Array): { name: string; short: string; value: string } {
  const number = (from: number, to: number): number =>
    body.subarray(from, to).reduce((value, byte) => value * 256 + byte, 0)
  if (kind === 2) return { name: 'Maximum segment size', short: 'mss', value: `${number(0, 2)}` }
  if (kind === 3) return { name: 'Window scale', short: 'scale', value: `${number(0, 1)}, times ${2 ** number(0, 1)}` }
  if (kind === 4) return { name: 'Selective acknowledgement permitted', short: 'sack', value: 'yes' }
  if (kind === 5) return { name: 'Selective acknowledgement', short: 'sack', value: blocks(body, number) }
  if (kind === 34) return { name: 'Fast open cookie', short: 'cookie', value: countBytes(body.length) }
  if (kind === 19) return { name: 'MD5 signature', short: 'md5', value: countBytes(body.length) }
  if (kind === 28) return { name: 'User timeout', short: 'uto', value: `${number(0, 2)}` }
  if (kind === 30) return { name: 'Multipath TCP', short: 'mptcp', value: `subtype ${number(0, 1) >>> 4}` }
  if (kind === 8) return { name: 'Timestamps', short: 'times', value: `${number(0, 4)}, echo ${number(4, 8)}` }
  return { name: `Option ${hexNumber(kind, 2)}`, short: 'opt', value: countBytes(body.length + 2) }
}

/** Pairs of sequence numbers, from and to. */
function blocks(body: Uint8Array, number: (from: number, to: number) => number): string {
  const pairs: string[] = []
  for (let at = 0; at + 8 <= body.length; at += 8) pairs.push(`${number(at, at + 4)}–${number(at + 4, at + 8)}`)
  return pairs.length === 0 ? countBytes(body.length) : pairs.join(', ')
}
