/**
 * Small expressions over the machine, for conditions of breakpoints and for watching: `A == 0x800`,
 * `X > 20 && M[0] != 0`, `A & 0xff`, `pkt[12:2]`, `pkt[X + 14]`.
 *
 *   places     A, X, PC, M[n], len, step, pkt[n] and pkt[n:1|2|4], big-endian
 *   numbers    20, 0x14, 192.168.1.1
 *   operators  * / %, + -, << >>, &, ^, |, then == = != < <= > >=, then &&, then ||; - ~ ! before a value
 *
 * All values are unsigned 32 bits, a comparison is 1 or 0. As in filters, and unlike in C, comparisons
 * bind weaker than `&` and `|`. Where there is no value (a byte past the packet's end, M[16], a division
 * by zero) the whole has none.
 *
 * Left out: assignments and calls. Nothing that is written here can change the machine.
 */
import { err, ok, type Diagnostic, type Result } from '../base/index.ts'
import { readPacket } from './loads.ts'
import { type Environment, type MachineState } from './types.ts'

/** The value in a state, or NaN where there is none. */
export type Expression = (state: MachineState, environment: Environment) => number

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end' | 'wrong'
  /** Names in lower case. */
  readonly text: string
  readonly from: number
}

const TOKEN =
  /(\d+(?:\.\d+){3})|(0[xX][0-9a-fA-F]+|\d+)(?![\w.])|([A-Za-z_]\w*)|(&&|\|\||==|!=|<=|>=|<<|>>|[-+*/%&|^~!<>=()[\]:])|(\S)/gu

function tokensOf(text: string): Token[] {
  const tokens = Array.from(text.matchAll(TOKEN), (match): Token => {
    const [all, quad, number, name, sign] = match
    const kind = (quad ?? number) ? 'number' : name ? 'name' : sign ? 'sign' : 'wrong'
    return { kind, text: name?.toLowerCase() ?? all, from: match.index }
  })
  return [...tokens, { kind: 'end', text: '', from: text.length }]
}

/** Thrown and caught in this file alone. */
class Wrong extends Error {
  readonly from: number
  constructor(from: number, message: string) {
    super(message)
    this.from = from
  }
}

/** The diagnostic says what is wrong and where, in words; its span is the place. */
export function parseExpression(text: string): Result<Expression, Diagnostic> {
  const parser = new Parser(text)
  try {
    return ok(parser.whole())
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong
    const { from, message } = wrong
    const span = { from, to: Math.max(from, text.length) }
    return err({ severity: 'error', code: 'expression/syntax', message, span, notes: [] })
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
        const index = this.index(name)
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
          name.from,
          `“${this.text.slice(name.from).match(/^\w+/u)?.[0] ?? ''}” ${this.where(name.from)} is none of the names A, X, PC, M[n], len, step and pkt[n]`,
        )
    }
  }

  private index(name: Token): Expression {
    const open = this.peek()
    if (open.text !== '[') {
      const example = name.text === 'm' ? 'M[0]' : 'pkt[12:2]'
      throw new Wrong(open.from, `a number in brackets is missing ${this.where(open.from)}, as in ${example}`)
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
      throw new Wrong(token.from, `the size ${this.where(token.from)} must be 1, 2 or 4 bytes`)
    return size
  }

  private peek(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? { kind: 'end', text: '', from: this.text.length }
  }

  private expect(sign: string, opened: Token): void {
    const token = this.peek()
    if (token.text !== sign) {
      throw new Wrong(
        token.from,
        `“${sign}” is missing ${this.where(token.from)}, for what begins ${this.where(opened.from)}`,
      )
    }
    this.at++
  }

  private unexpected(token: Token, wanted: string): Wrong {
    const found =
      token.kind === 'end' ? '' : `, not “${this.text.slice(token.from).match(/^[\w.]+|^../u)?.[0] ?? token.text}”`
    return new Wrong(token.from, `${this.where(token.from)} there should be ${wanted}${found}`)
  }

  private where(from: number): string {
    return from >= this.text.length ? 'at the end' : `at character ${from + 1}`
  }
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

function numberOf({ text, from }: Token): number {
  const parts = text.split('.')
  if (parts.length === 4) {
    if (parts.some((part) => Number(part) > 255))
      throw new Wrong(from, `${text} at character ${from + 1} is no IPv4 address`)
    return parts.reduce((value, part) => value * 256 + Number(part), 0)
  }
  if (Number(text) > 0xffffffff) throw new Wrong(from, `${text} at character ${from + 1} does not fit into 32 bits`)
  return Number(text)
}
