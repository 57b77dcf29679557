/**
 * Small expressions over the machine, for conditions of breakpoints and for watching: `A == 0x800`,
 * `X > 20 && M[0] != 0`, `A & 0xff`, `pkt[12:2]`, `pkt[X + 14]`.
 *
 *   places     A, X, PC, M[n], len, step, pkt[n] and pkt[n:1|2|4], big-endian
 *   numbers    20, 0x14, 192.168.1.1
 *   operators  * / %, + -, << >>, &, ^, |, then == = != < <= > >=, then &&, then ||; - ~ ! before a value
 *
 * All values are unsigned 32 bits, a comparison is 1 or 0. As in filters, and unlike in C, comparisons
 * bind weaker than `&` and `|`. Where there is no value (a byte past the packet's end, M[X] where X is 16,
 * a division by zero) the whole has none; M[16] as it stands is refused.
 *
 * Left out: assignments and calls. Nothing that is written here can change the machine.
 */
import { err, ok, type Diagnostic, type Result } from '../base/index.ts'
import { MEMWORDS } from '../bpf/index.ts'
import { readPacket } from './loads.ts'
import { endOf, expected, placeOf, tokensOf, wrongAt, type Token } from './tokens.ts'
import { type Environment, type MachineState } from './types.ts'

/** The value in a state, or NaN where there is none. */
export type Expression = (state: MachineState, environment: Environment) => number

/** Thrown and caught in this file alone. */
class Wrong extends Error {
  readonly token: Token
  constructor(token: Token, message: string) {
    super(message)
    this.token = token
  }
}

/** The diagnostic says what is wrong and where, in words; its span is the word that is wrong, or empty at the end. */
export function parseExpression(text: string): Result<Expression, Diagnostic> {
  const parser = new Parser(text)
  try {
    return ok(parser.whole())
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong
    return err(wrongAt(wrong.token, 'expression/syntax', wrong.message))
  }
}

/** Weakest first. */
const LEVELS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '||': (a, b) => Number(a !== 0 || b !== 0) },
  { '&&': (a, b) => Number(a !== 0 && b !== 0) },
  {
    '==': (a, b) => Number(a === b),
    '=': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
    '<': (a, b) => Number(a < b),
    '<=': (a, b) => Number(a <= b),
    '>': (a, b) => Number(a > b),
    '>=': (a, b) => Number(a >= b),
  },
  { '|': (a, b) => (a | b) >>> 0 },
  { '^': (a, b) => (a ^ b) >>> 0 },
  { '&': (a, b) => (a & b) >>> 0 },
  { '<<': (a, b) => (b >= 32 ? 0 : (a << b) >>> 0), '>>': (a, b) => (b >= 32 ? 0 : a >>> b) },
  { '+': (a, b) => (a + b) >>> 0, '-': (a, b) => (a - b) >>> 0 },
  {
    '*': (a, b) => Math.imul(a, b) >>> 0,
    '/': (a, b) => (b === 0 ? NaN : (a / b) >>> 0),
    '%': (a, b) => (b === 0 ? NaN : a % b),
  },
]

class Parser {
  private readonly text: string
  private readonly tokens: readonly Token[]
  private at = 0

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  whole(): Expression {
    const value = this.level(0)
    const rest = this.peek()
    if (rest.kind !== 'end') throw this.unexpected(rest, 'an operator such as ==, > or &&')
    return value
  }

  private level(index: number): Expression {
    const operators = LEVELS[index]
    if (operators === undefined) return this.unary()
    let left = this.level(index + 1)
    for (;;) {
      const token = this.peek()
      const apply = token.kind === 'sign' ? operators[token.text] : undefined
      if (apply === undefined) return left
      this.at++
      left = combined(apply, left, this.level(index + 1))
    }
  }

  private unary(): Expression {
    const token = this.peek()
    const sign = token.kind === 'sign' ? token.text : ''
    if (sign !== '-' && sign !== '~' && sign !== '!') return this.primary()
    this.at++
    const value = this.unary()
    if (sign === '!') return (s, e) => negated(value(s, e))
    return sign === '-' ? (s, e) => word(-value(s, e)) : (s, e) => word(~value(s, e), value(s, e))
  }

  private primary(): Expression {
    const token = this.peek()
    this.at++
    if (token.kind === 'number') return constant(numberOf(token))
    if (token.text === '(') {
      const value = this.level(0)
      this.expect(')', token)
      return value
    }
    if (token.kind === 'name') return this.place(token)
    throw this.unexpected(token, 'a value: a number, A, X, M[0] or pkt[12:2]')
  }

  private place(name: Token): Expression {
    switch (name.text) {
      case 'a':
        return (state) => state.a
      case 'x':
        return (state) => state.x
      case 'pc':
        return (state) => state.pc
      case 'step':
        return (state) => state.steps
      case 'len':
        return (_, { packet, metadata }) => (metadata.len ?? packet.length) >>> 0
      case 'm': {
        const first = this.at + 1
        const index = this.index(name)
        if (this.at === first + 1) checkWord(this.tokens[first])
        this.expect(']', name)
        return (s, e) => s.m[index(s, e)] ?? NaN
      }
      case 'pkt': {
        const offset = this.index(name)
        const size = this.size()
        this.expect(']', name)
        return (s, e) => {
          const value = readPacket(e.packet, offset(s, e), size)
          return value >= 0 ? value : NaN
        }
      }
      default:
        throw new Wrong(
          name,
          `“${this.text.slice(name.from, name.to)}” ${placeOf(name)} is none of the names A, X, PC, M[n], len, step and pkt[n]`,
        )
    }
  }

  private index(name: Token): Expression {
    const open = this.peek()
    if (open.text !== '[') {
      const example = name.text === 'm' ? 'M[0]' : 'pkt[12:2]'
      throw new Wrong(open, `a number in brackets is missing ${placeOf(open)}, as in ${example}`)
    }
    this.at++
    return this.level(0)
  }

  private size(): number {
    if (this.peek().text !== ':') return 1
    this.at++
    const token = this.peek()
    this.at++
    const size = token.kind === 'number' ? Number(token.text) : 0
    if (size !== 1 && size !== 2 && size !== 4)
      throw new Wrong(token, `the size ${placeOf(token)} must be 1, 2 or 4 bytes`)
    return size
  }

  private peek(): Token {
    return this.tokens[this.at] ?? endOf(this.text)
  }

  private expect(sign: string, opened: Token): void {
    const token = this.peek()
    if (token.text !== sign) {
      throw new Wrong(token, `“${sign}” is missing ${placeOf(token)}, for what begins ${placeOf(opened)}`)
    }
    this.at++
  }

  private unexpected(token: Token, wanted: string): Wrong {
    return new Wrong(token, expected(wanted, token, this.text))
  }
}

/** An index that is one word: a number can be seen to be wrong before anything runs. */
function checkWord(token: Token | undefined): void {
  if (token?.kind !== 'number' || numberOf(token) < MEMWORDS) return
  const last = String(MEMWORDS - 1)
  throw new Wrong(token, `there is no M[${token.text}] ${placeOf(token)}: scratch memory is M[0] to M[${last}]`)
}

function combined(apply: (a: number, b: number) => number, left: Expression, right: Expression): Expression {
  return (s, e) => {
    const a = left(s, e)
    const b = right(s, e)
    return Number.isNaN(a) || Number.isNaN(b) ? NaN : apply(a, b)
  }
}

function negated(value: number): number {
  return Number.isNaN(value) ? NaN : Number(value === 0)
}

/** Unsigned 32 bits; NaN stays. */
function word(value: number, from = value): number {
  return Number.isNaN(from) ? NaN : value >>> 0
}

function constant(value: number): Expression {
  return () => value
}

function numberOf(token: Token): number {
  const { text } = token
  const parts = text.split('.')
  if (parts.length === 4) {
    if (parts.some((part) => Number(part) > 255)) throw new Wrong(token, `${text} ${placeOf(token)} is no IPv4 address`)
    return parts.reduce((value, part) => value * 256 + Number(part), 0)
  }
  if (Number(text) > 0xffffffff) throw new Wrong(token, `${text} ${placeOf(token)} does not fit into 32 bits`)
  return Number(text)
}
