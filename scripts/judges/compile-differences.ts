/**
 * Our compiler's answer beside libpcap's: same program, or same refusal.
 */
import { compileFilter } from '../../src/filter/index.ts'
import type { LibpcapAnswer } from './libpcap.ts'
import type { ExpressionCase } from './random-expressions.ts'

/** `ok` and the instructions, or `err` and the message, in one line. */
export function ourAnswer({ expression, ...options }: ExpressionCase): string {
  const result = compileFilter(expression, options)
  // A judge's answer is one line: a newline inside a message is a space there.
  if (!result.ok) return `err ${(result.error[0]?.message ?? '').replaceAll('\n', ' ')}`
  return `ok ${result.value.program.map(({ code, jt, jf, k }) => `${code} ${jt} ${jf} ${k}`).join(',')}`
}

export function libpcapAnswer(answer: LibpcapAnswer): string {
  switch (answer.kind) {
    case 'program':
      return `ok ${answer.instructions.map((row) => row.join(' ')).join(',')}`
    case 'error':
      return `err ${answer.message}`
    case 'crash':
      return 'crash'
  }
}

export interface Difference {
  readonly request: ExpressionCase
  readonly ours: string
  readonly theirs: string
}

/** Every case on which the two differ. One that libpcap itself does not survive is not counted. */
export function compileDifferences(cases: readonly ExpressionCase[], answers: readonly string[]): Difference[] {
  return cases.flatMap((request, i) => {
    const theirs = answers[i] ?? ''
    if (theirs === 'crash') return []
    const ours = ourAnswer(request)
    return ours === theirs ? [] : [{ request, ours, theirs }]
  })
}
