/**
 * A DNS message over UDP: the header, questions and records, with names that are compressed, as far
 * as the message is whole. Leaves out the insides of EDNS, DNSSEC and service bindings.
 *
 * Source: RFC 1035 section 4, RFC 3596, RFC 2782; types from IANA's "DNS Parameters".
 */
import { formatIpv4, formatIpv6, hexNumber, printable } from '../addresses.ts'
import type { Field } from '../types.ts'
import { HeaderReader, countBytes } from './header-reader.ts'
import { type Dissected, type Part, dataAfter } from './layer.ts'
import { withName } from './names.ts'

const HEADER_LENGTH = 12
/** A name may not be longer, so it cannot have more labels; a chain of pointers that has is a ring. */
const MOST_LABELS = 128

const TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'A'],
  [2, 'NS'],
  [5, 'CNAME'],
  [6, 'SOA'],
  [12, 'PTR'],
  [15, 'MX'],
  [16, 'TXT'],
  [28, 'AAAA'],
  [33, 'SRV'],
  [41, 'OPT'],
  [64, 'SVCB'],
  [65, 'HTTPS'],
  [255, 'any'],
])

const RESULTS: ReadonlyMap<number, string> = new Map([
  [0, 'no error'],
  [1, 'format error'],
  [2, 'server failure'],
  [3, 'no such name'],
  [4, 'not implemented'],
  [5, 'refused'],
])

export function dissectDns(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'dns', 'payload')
  if (reader.wantsFields) addFlags(reader)
  const questions = reader.num(4, 2, 'questions', 'Questions', 'qd')
  const answers = reader.num(6, 2, 'answers', 'Answers', 'an')
  const authorities = reader.num(8, 2, 'authorities', 'Authorities', 'ns')
  const additional = reader.num(10, 2, 'additional', 'Additional records', 'ar')
  let at: number | null = HEADER_LENGTH
  let end = HEADER_LENGTH
  let first: Question | null = null
  for (let index = 1; index <= questions && at !== null; index++) {
    const question = readQuestion(reader, at, index === 1 ? '' : `-${index}`)
    if (index === 1) first = question
    at = question?.end ?? null
    end = at ?? end
  }
  for (const [kind, key, count] of [
    ['Answer', 'answer', answers],
    ['Authority', 'authority', authorities],
    ['Additional record', 'record', additional],
  ] as const) {
    for (let index = 1; index <= count && at !== null; index++) {
      at = addRecord(reader, at, `${kind} ${index}`, `${key}-${index}`)
      end = at ?? end
    }
  }
  const asked = first
  const header = reader.finish('DNS', end, () => {
    const kind = reader.say(2, 2, (flags) => ((flags & 0x8000) === 0 ? 'Query' : 'Reply')) ?? ''
    return asked === null ? kind : withName(`${kind} ${asked.name()}`, asked.type)
  })
  const note = at === null ? 'more records' : null
  return { header, next: dataAfter(part, part.from + end, note), summary: null }
}

function addFlags(reader: HeaderReader): void {
  reader.num(0, 2, 'id', 'Identifier', 'id', (n) => hexNumber(n, 4))
  reader.num(2, 2, 'flags', 'Flags', 'flags', flagWords, {
    children: reader.bits(2, 2, [
      ['flag-reply', 'Reply', 15, 1],
      ['operation', 'Operation', 11, 4],
      ['flag-authoritative', 'Authoritative', 10, 1],
      ['flag-truncated', 'Cut short', 9, 1],
      ['flag-recursion', 'Recursion asked for', 8, 1],
      ['flag-available', 'Recursion available', 7, 1],
      ['result', 'Result', 0, 4, (n) => withName(`${n}`, RESULTS.get(n) ?? null)],
    ]),
  })
}

function flagWords(flags: number): string {
  const isReply = (flags & 0x8000) !== 0
  const result = flags & 0x0f
  const words = [
    isReply ? 'reply' : 'query',
    (flags & 0x0400) !== 0 ? 'authoritative' : null,
    (flags & 0x0200) !== 0 ? 'cut short' : null,
    (flags & 0x0100) !== 0 ? 'recursion asked for' : null,
    (flags & 0x0080) !== 0 ? 'recursion available' : null,
    isReply ? (RESULTS.get(result) ?? `result ${result}`) : null,
  ]
  return words.filter((word) => word !== null).join(', ')
}

function typeName(type: number): string {
  return TYPES.get(type) ?? `type ${type}`
}

function className(number: number): string {
  return withName(`${number}`, number === 1 ? 'Internet' : null)
}

interface Question {
  readonly name: () => string
  /** Null where it is not whole. */
  readonly type: string | null
  readonly end: number
}

/** Adds the question at `at`; null, and nothing added, where its name is not whole. */
function readQuestion(reader: HeaderReader, at: number, suffix: string): Question | null {
  const name = readName(reader, at)
  if (name === null) return null
  if (reader.wantsFields)
    reader.add(at, name.length, { name: 'Name', short: 'name', key: `name${suffix}`, value: name.text() })
  reader.num(at + name.length, 2, `type${suffix}`, 'Type', 'type', typeName)
  reader.num(at + name.length + 2, 2, `class${suffix}`, 'Class', 'class', className)
  return { name: name.text, type: reader.say(at + name.length, 2, typeName), end: at + name.length + 4 }
}

/** Adds the record at `at` and gives its end; null, and nothing added, where it is not whole. */
function addRecord(reader: HeaderReader, at: number, title: string, key: string): number | null {
  const name = readName(reader, at)
  if (name === null) return null
  const fixed = at + name.length
  const end = fixed + 10 + reader.number(fixed + 8, 2)
  if (end > reader.available) return null
  if (reader.wantsFields) addRecordField(reader, at, name, title, key)
  return end
}

function addRecordField(reader: HeaderReader, at: number, name: Name, title: string, key: string): void {
  const fixed = at + name.length
  const type = reader.number(fixed, 2)
  const size = reader.number(fixed + 8, 2)
  const data = dataText(reader, type, fixed + 10, size)
  const children: (Field | null)[] = [
    reader.make(at, name.length, { name: 'Name', short: 'name', key: `${key}-name`, value: name.text() }),
    reader.make(fixed, 2, { name: 'Type', short: 'type', key: `${key}-type`, value: typeName(type) }),
    reader.make(fixed + 2, 2, {
      name: 'Class',
      short: 'class',
      key: `${key}-class`,
      value: className(reader.number(fixed + 2, 2)),
    }),
    reader.make(fixed + 4, 4, {
      name: 'Time to live',
      short: 'ttl',
      key: `${key}-ttl`,
      value: `${reader.number(fixed + 4, 4)}`,
    }),
    reader.make(fixed + 8, 2, { name: 'Data length', short: 'len', key: `${key}-length`, value: `${size}` }),
    reader.make(fixed + 10, size, { name: 'Data', short: 'data', key: `${key}-data`, value: data }),
  ]
  const value = `${name.text()}, ${typeName(type)}, ${data}`
  reader.add(at, name.length + 10 + size, {
    name: title,
    short: null,
    key,
    value,
    children: children.filter((child) => child !== null),
  })
}

function dataText(reader: HeaderReader, type: number, at: number, size: number): string {
  if (type === 1 && size === 4) return formatIpv4(reader.raw(at, 4))
  if (type === 28 && size === 16) return formatIpv6(reader.raw(at, 16))
  const prefix = type === 15 ? 2 : type === 33 ? 6 : 0
  if ([2, 5, 12, 15, 33].includes(type)) {
    const name = readName(reader, at + prefix)?.text()
    if (name !== undefined) return type === 33 ? `${name}:${reader.number(at + 4, 2)}` : name
  }
  if (type === 16 && size > 1) return `"${printable(reader.raw(at + 1, Math.min(size - 1, reader.number(at, 1))))}"`
  return countBytes(size)
}

interface Name {
  readonly text: () => string
  /** How many bytes it takes where it stands. */
  readonly length: number
}

/** The name at an offset of the message; null where it is not whole. */
function readName(reader: HeaderReader, start: number): Name | null {
  const labels: number[] = []
  let at = start
  let length = 0
  for (let count = 0; count < MOST_LABELS; count++) {
    if (at >= reader.available) return null
    const size = reader.number(at, 1)
    if (size === 0) return { text: () => labelsText(reader, labels), length: length || at + 1 - start }
    if (size >= 0xc0) {
      if (at + 2 > reader.available) return null
      // What follows the first pointer is elsewhere: the name ends here as far as its own bytes go.
      length ||= at + 2 - start
      at = reader.number(at, 2) & 0x3fff
    } else {
      if (size > 63 || at + 1 + size > reader.available) return null
      labels.push(at)
      at += 1 + size
    }
  }
  return null
}

/** `labels` are where they start, each with its length. */
function labelsText(reader: HeaderReader, labels: readonly number[]): string {
  if (labels.length === 0) return '.'
  return labels.map((at) => printable(reader.raw(at + 1, reader.number(at, 1)))).join('.')
}
