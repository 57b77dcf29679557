/**
 * libpcap's answers to the random expressions of the test suite, as digests, for machines where
 * libpcap is not.
 *
 * An answer is kept as the first ten hex digits of its SHA-256: enough to tell a wrong program, and
 * the whole answer is a `npm run fuzz:compile` away.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { ExpressionCase } from './random-expressions.ts'

const DIGITS = 10
const testdata = new URL('../../src/filter/testdata/', import.meta.url)

export type RecordedPrograms = 'libpcap-slice.txt' | 'libpcap-language.txt'

export interface RecordedProgramDigests {
  readonly judge: string
  /** Digest of the expressions that were asked: a changed generator asks others. */
  readonly cases: string
  readonly answers: readonly string[]
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS)
}

export function digestCases(cases: readonly ExpressionCase[]): string {
  return digest(JSON.stringify(cases))
}

export function readRecordedPrograms(file: RecordedPrograms): RecordedProgramDigests {
  const lines = readFileSync(new URL(file, testdata), 'utf8').trimEnd().split('\n')
  const field = (name: string) => {
    const line = lines.find((each) => each.startsWith(`# ${name}: `))
    if (line === undefined) throw new Error(`${file} has no ${name}`)
    return line.slice(name.length + 4)
  }
  const answers = lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(' '))
  return { judge: field('judge'), cases: field('cases'), answers }
}

export function writeRecordedPrograms(
  file: RecordedPrograms,
  judge: string,
  cases: readonly ExpressionCase[],
  answers: readonly string[],
): void {
  const rows: string[] = []
  const digests = answers.map((answer) => (answer === 'crash' ? 'crash' : digest(answer)))
  for (let i = 0; i < digests.length; i += 10) rows.push(digests.slice(i, i + 10).join(' '))
  const head = [
    `# What libpcap compiled from random filter expressions: SHA-256 of "ok" and the instructions, or of`,
    `# "err" and the message, cut to ${DIGITS} digits; "crash" where it did not survive the expression.`,
    `# judge: ${judge}`,
    `# command: npm run fuzz:compile -- --record`,
    `# cases: ${digestCases(cases)}`,
  ]
  writeFileSync(new URL(file, testdata), [...head, ...rows].join('\n') + '\n')
}
