/**
 * A DNS message over UDP: the header and the first question. Answers are shown as bytes.
 *
 * Source: RFC 1035 section 4; types from IANA's "DNS Parameters".
 */
import { hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { withName } from './names.ts'

const HEADER_LENGTH = 12

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
  const flags = reader.number(2, 2)
  const isReply = (flags & 0x8000) !== 0
  const counts = { qd: reader.number(4, 2), an: reader.number(6, 2) }
  reader.add(0, 2, { name: 'Identifier', short: 'id', key: 'id', value: hexNumber(reader.number(0, 2), 4) })
  reader.add(2, 2, { name: 'Flags', short: 'flags', key: 'flags', value: flagWords(flags, isReply) })
  reader.add(4, 2, { name: 'Questions', short: 'qd', key: 'questions', value: `${counts.qd}` })
  reader.add(6, 2, { name: 'Answers', short: 'an', key: 'answers', value: `${counts.an}` })
  reader.add(8, 2, { name: 'Authorities', short: 'ns', key: 'authorities', value: `${reader.number(8, 2)}` })
  reader.add(10, 2, { name: 'Additional records', short: 'ar', key: 'additional', value: `${reader.number(10, 2)}` })
  const question = counts.qd === 0 ? null : readQuestion(reader)
  let length = HEADER_LENGTH
  if (question !== null) {
    reader.add(length, question.nameLength, { name: 'Name', short: 'name', key: 'name', value: question.name })
    length += question.nameLength
    reader.add(length, 2, { name: 'Type', short: 'type', key: 'type', value: question.type })
    reader.add(length + 2, 2, { name: 'Class', short: 'class', key: 'class', value: question.class })
    length += 4
  }
  const what = question === null ? '' : ` ${question.name}, ${question.type}`
  const field = reader.finish('DNS', length, `${isReply ? 'Reply' : 'Query'}${what}`)
  const from = part.from + length
  const note = counts.an > 0 ? 'answers' : 'more records'
  return { field, next: { ...part, protocol: 'data', from, note }, summary: null }
}

function flagWords(flags: number, isReply: boolean): string {
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

interface Question {
  readonly name: string
  readonly nameLength: number
  readonly type: string
  readonly class: string
}

/** The question after the header; null where its name runs past the end or is compressed, as no first name may be. */
function readQuestion(reader: HeaderReader): Question | null {
  const labels: string[] = []
  let at = HEADER_LENGTH
  for (;;) {
    if (at >= reader.available) return null
    const length = reader.number(at, 1)
    if (length === 0) break
    if (length > 63) return null
    labels.push(printable(reader.raw(at + 1, length)))
    at += 1 + length
  }
  const type = reader.number(at + 1, 2)
  const klass = reader.number(at + 3, 2)
  return {
    name: labels.length === 0 ? '.' : labels.join('.'),
    nameLength: at + 1 - HEADER_LENGTH,
    type: TYPES.get(type) ?? `type ${type}`,
    class: withName(`${klass}`, klass === 1 ? 'Internet' : null),
  }
}

function printable(label: Uint8Array): string {
  return Array.from(label, (byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?')).join('')
}
