/**
 * Expressions and what the judge made of them, row by row, for machines where the judge is not.
 *
 * The expressions stand in the file, so that it outlives the generator they came from. Answers are
 * kept as digests: enough to tell a wrong program, and the whole answer is a `npm run fuzz:options`
 * away.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { ExpressionCase } from './random-expressions.ts'

const DIGITS = 10
const testdata = new URL('../../src/filter/testdata/', import.meta.url)

export type RecordedRows = 'libpcap-live.txt' | 'libpcap-names.txt'

const TITLES: Readonly<Record<RecordedRows, string>> = {
  'libpcap-live.txt': 'What libpcap compiled from random filter expressions for a live capture on lo or any.',
  'libpcap-names.txt': 'What libpcap compiled from random filter expressions with names of hosts and networks.',
}

export interface RecordedRow {
  readonly request: ExpressionCase
  /** As digestOfAnswer gives it, or `crash` where libpcap did not survive the expression. */
  readonly digest: string
}

/** Of `ok` and the instructions, or of `err` and the message. */
export function digestOfAnswer(answer: string): string {
  return answer === 'crash' ? answer : createHash('sha256').update(answer).digest('hex').slice(0, DIGITS)
}

/** Without `live` and `names`, which all rows of a file have in common. */
export function readRows(file: RecordedRows): RecordedRow[] {
  const lines = readFileSync(new URL(file, testdata), 'utf8').replace(/\n$/, '').split('\n')
  return lines
    .filter((line) => !line.startsWith('# '))
    .map((line) => {
      const [digest = '', linkType = '', snaplen = '', netmask = '', optimize = '', ...words] = line.split(' ')
      const request: ExpressionCase = {
        linkType: Number(linkType),
        snaplen: Number(snaplen),
        netmask: netmask === '-' ? null : Number(netmask),
        optimize: optimize === '1',
        expression: words.join(' '),
      }
      return { request, digest }
    })
}

export function writeRows(
  file: RecordedRows,
  judge: string,
  cases: readonly ExpressionCase[],
  answers: readonly string[],
): void {
  const head = [
    TITLES[file],
    `A row: ${DIGITS} digits of SHA-256 over "ok" and the instructions, or "err" and the message ("crash" where`,
    'libpcap did not survive it); link type, snaplen, netmask, whether to optimize; the expression.',
    `judge: ${judge}`,
    'command: npm run fuzz:options -- --record',
  ]
  const rows = cases.map(({ linkType, snaplen, netmask, optimize, expression }, i) =>
    [digestOfAnswer(answers[i] ?? ''), linkType, snaplen, netmask ?? '-', optimize ? 1 : 0, expression].join(' '),
  )
  writeFileSync(new URL(file, testdata), [...head.map((line) => `# ${line}`), ...rows, ''].join('\n'))
}
