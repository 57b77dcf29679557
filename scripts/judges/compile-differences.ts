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

/** What is compared, and of how many expressions it could be. */
export interface Agreement {
  /** Both have a program: the same one? */
  readonly program: Share
  /** Has either a program where the other has none? */
  readonly acceptance: Share
  /** Both refuse for what the expression means: the same sentence? */
  readonly semantic: Share
  /** Both refuse for how it is written: the same sentence? */
  readonly syntax: Share
  /** Expressions that libpcap itself did not survive; in none of the above. */
  readonly crashes: readonly ExpressionCase[]
  readonly differences: readonly Difference[]
}

export interface Share {
  agreed: number
  of: number
}

const SYNTAX = "err can't parse filter expression: syntax error"

export function measureAgreement(cases: readonly ExpressionCase[], answers: readonly string[]): Agreement {
  const share = (): Share => ({ agreed: 0, of: 0 })
  const shares = { program: share(), acceptance: share(), semantic: share(), syntax: share() }
  const crashes: ExpressionCase[] = []
  const differences: Difference[] = []
  cases.forEach((request, i) => {
    const theirs = answers[i] ?? ''
    if (theirs === 'crash') {
      crashes.push(request)
      return
    }
    const ours = ourAnswer(request)
    const same = ours === theirs
    const count = (counted: Share, agreed: boolean) => {
      counted.of++
      if (agreed) counted.agreed++
    }
    const bothAccept = ours.startsWith('ok ') && theirs.startsWith('ok ')
    const bothRefuse = !ours.startsWith('ok ') && !theirs.startsWith('ok ')
    count(shares.acceptance, bothAccept || bothRefuse)
    if (bothAccept) count(shares.program, same)
    if (bothRefuse) count(theirs === SYNTAX ? shares.syntax : shares.semantic, same)
    if (!same) differences.push({ request, ours, theirs })
  })
  return { ...shares, crashes, differences }
}
