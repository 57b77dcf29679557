/**
 * libpcap's answers to random expressions, for machines where libpcap is not: many as digests, some
 * whole.
 *
 * A digest is the first ten hex digits of an answer's SHA-256: enough to tell a wrong program, and the
 * whole answer is a `npm run conformance` away. The corpus has expression and answer as they are, so
 * that it can be read, and outlives the generator that its expressions come from.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { ExpressionCase } from './random-expressions.ts'

const DIGITS = 10
const COMMAND = '# command: npm run conformance -- --record'
const DIGESTS = 'libpcap-digests.txt'
const testdata = new URL('../../src/filter/testdata/', import.meta.url)

export type CorpusFile = 'libpcap-corpus.txt' | 'libpcap-examples.txt'

const TITLES: Readonly<Record<CorpusFile, string>> = {
  'libpcap-corpus.txt': 'What libpcap compiled from random filter expressions.',
  'libpcap-examples.txt': 'What libpcap compiled from the examples of pcap-filter(7), without names and with them.',
}

export interface RecordedDigests {
  /** Digest of the expressions that were asked: a changed generator asks others. */
  readonly cases: string
  readonly answers: readonly string[]
}

/** An expression, and `ok` with its instructions or `err` with the message. */
export interface AnsweredCase {
  readonly request: ExpressionCase
  readonly answer: string
}

export function digest(text: string): string {
  return text === 'crash' ? text : createHash('sha256').update(text).digest('hex').slice(0, DIGITS)
}

export function digestCases(cases: readonly ExpressionCase[]): string {
  return digest(JSON.stringify(cases))
}

export function readDigests(): RecordedDigests {
  const lines = readFileSync(new URL(DIGESTS, testdata), 'utf8').trimEnd().split('\n')
  const cases = lines.find((line) => line.startsWith('# cases: '))?.slice('# cases: '.length)
  if (cases === undefined) throw new Error(`${DIGESTS} does not say which cases it answers`)
  return { cases, answers: lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(' ')) }
}

export function writeDigests(judge: string, cases: readonly ExpressionCase[], answers: readonly string[]): void {
  const rows: string[] = []
  const digests = answers.map(digest)
  for (let i = 0; i < digests.length; i += 10) rows.push(digests.slice(i, i + 10).join(' '))
  const head = [
    '# What libpcap compiled from random filter expressions: SHA-256 of "ok" and the instructions, or of',
    `# "err" and the message, cut to ${DIGITS} digits; "crash" where it did not survive the expression.`,
    `# judge: ${judge}`,
    COMMAND,
    `# cases: ${digestCases(cases)}`,
  ]
  writeFileSync(new URL(DIGESTS, testdata), [...head, ...rows, ''].join('\n'))
}

export function readCorpus(file: CorpusFile): AnsweredCase[] {
  const lines = readFileSync(new URL(file, testdata), 'utf8').split('\n')
  const rows = lines.filter((line) => !line.startsWith('# ')).slice(0, -1)
  return Array.from({ length: rows.length / 2 }, (_, i) => {
    const [linkType = '', snaplen = '', netmask = '', optimize = '', ...words] = (rows[2 * i] ?? '').split(' ')
    const request = {
      linkType: Number(linkType),
      snaplen: Number(snaplen),
      netmask: netmask === '-' ? null : Number(netmask),
      optimize: optimize === '1',
      expression: words.join(' '),
    }
    return { request, answer: (rows[2 * i + 1] ?? '').trimStart() }
  })
}

export function writeCorpus(file: CorpusFile, judge: string, answered: readonly AnsweredCase[]): void {
  const head = [
    `# ${TITLES[file]} Two lines each:`,
    '# link type, snaplen, netmask (- where it is not known), optimized or not, the expression;',
    '# "ok" and the instructions as code jt jf k, or "err" and the message.',
    `# judge: ${judge}`,
    COMMAND,
  ]
  const rows = answered.flatMap(({ request, answer }) => {
    const { linkType, snaplen, netmask, optimize, expression } = request
    return [`${linkType} ${snaplen} ${netmask ?? '-'} ${optimize ? 1 : 0} ${expression}`, `  ${answer}`]
  })
  writeFileSync(new URL(file, testdata), [...head, ...rows, ''].join('\n'))
}
