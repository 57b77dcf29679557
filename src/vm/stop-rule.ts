/**
 * A rule that says where a run is to stop, as a line of text:
 *
 *   A == 0x800        before the first step at which that has become true
 *   at 3 if X > 20    before instruction 3 runs, where that is true
 *   read 23, read 12:2    after a step that has loaded byte 23, or any of the bytes 12 and 13
 *   verdict           before the step that ends the run; `verdict accept`, `verdict drop`: only with that end
 *
 * The conditions are expression.ts's.
 */
import { err, ok, type Diagnostic, type Result } from '../base/index.ts'
import { parseExpression, type Expression } from './expression.ts'
import { endOf, expected, tokensOf, wrongAt, type Token } from './tokens.ts'

export type StopRule =
  | { readonly kind: 'condition'; readonly holds: Expression }
  | { readonly kind: 'instruction'; readonly pc: number; readonly holds: Expression }
  | { readonly kind: 'read'; readonly from: number; readonly to: number }
  | { readonly kind: 'verdict'; readonly end: 'any' | 'accept' | 'drop' }

type Parsed = Result<StopRule, Diagnostic>

/** Spans of the diagnostic count from the start of the whole rule. */
export function parseStopRule(text: string): Parsed {
  const rule = text.trimEnd()
  const [first, ...rest] = tokensOf(rule)
  switch (first?.text) {
    case 'verdict':
      return verdictRule(rule, rest)
    case 'read':
      return readRule(rule, rest)
    case 'at':
      return instructionRule(rule, rest)
    default: {
      const holds = parseExpression(rule)
      return holds.ok ? ok({ kind: 'condition', holds: holds.value }) : holds
    }
  }
}

function verdictRule(rule: string, [word, after]: readonly Token[]): Parsed {
  if (word === undefined || word.kind === 'end') return ok({ kind: 'verdict', end: 'any' })
  if (word.text !== 'accept' && word.text !== 'drop') return wrong(rule, word, 'accept, drop or nothing')
  if (after !== undefined && after.kind !== 'end') return wrong(rule, after, 'nothing more')
  return ok({ kind: 'verdict', end: word.text })
}

/** `23`, `12:2`, `pkt[12:2]`; the closing bracket may be missing. */
function readRule(rule: string, tokens: readonly Token[]): Parsed {
  const inPacket = tokens[0]?.text === 'pkt'
  if (inPacket && tokens[1]?.text !== '[') return wrong(rule, tokens[1], '“[”, as in read pkt[12:2]')
  const [from, ...behind] = tokens.slice(inPacket ? 2 : 0)
  if (!isNumber(from, 6)) return wrong(rule, from, 'a byte, as in read 23, or bytes, as in read 12:2')
  const sized = behind[0]?.text === ':'
  const size = sized ? behind[1] : undefined
  if (sized && !isNumber(size, 6)) return wrong(rule, size, 'how many bytes, as in read 12:2')
  const rest = behind.slice(sized ? 2 : 0)
  const last = rest[rest[0]?.text === ']' ? 1 : 0]
  if (last?.kind !== 'end') return wrong(rule, last, 'nothing more')
  const start = Number(from.text)
  return ok({ kind: 'read', from: start, to: start + Math.max(1, Number(size?.text ?? 1)) })
}

/** The `if` may be missing. */
function instructionRule(rule: string, [number, word]: readonly Token[]): Parsed {
  if (!isNumber(number, 5)) return wrong(rule, number, 'the number of an instruction, as in at 3 if X > 20')
  const pc = Number(number.text)
  if (word === undefined || word.kind === 'end') return ok({ kind: 'instruction', pc, holds: () => 1 })
  const start = (word.text === 'if' ? word : number).to
  // The blanks keep the places in the message those of the whole rule.
  const holds = parseExpression(' '.repeat(start) + rule.slice(start))
  return holds.ok ? ok({ kind: 'instruction', pc, holds: holds.value }) : holds
}

function isNumber(token: Token | undefined, digits: number): token is Token {
  return token !== undefined && token.text.length <= digits && /^\d+$/u.test(token.text)
}

/** @param token the one that is wrong; without one, what is wrong is that the rule ends */
function wrong(rule: string, token: Token | undefined, wanted: string): Parsed {
  const at = token ?? endOf(rule)
  return err(wrongAt(at, 'stop/syntax', expected(wanted, at, rule)))
}
