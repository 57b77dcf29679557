/**
 * A place in the token list, and the way out when the text does not fit the grammar.
 */
import type { Span } from '../../base/index.ts'
import type { Arithmetic, Primitive } from '../ast.ts'
import type { Token, TokenKind } from '../tokens.ts'

/**
 * Thrown inside the parser only, and caught in parser.ts: the first token that fits nowhere, and
 * what could stand there, in words.
 */
export class SyntaxFailure extends Error {
  readonly found: Token
  readonly expected: string
  constructor(found: Token, expected: string) {
    super('syntax error')
    this.found = found
    this.expected = expected
  }
}

export class Cursor {
  /**
   * What was read whole so far, in reading order. libpcap generates code while it reads, so a fault
   * in one of these is reported before a syntax error behind it.
   */
  readonly completed: (Primitive | Arithmetic)[] = []
  private at = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  /** The token `ahead` places on; the last one, `end`, for ever after. */
  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]
    if (token === undefined) throw new Error('Broken invariant: a token list ends with `end`')
    return token
  }

  kind(ahead = 0): TokenKind {
    return this.peek(ahead).kind
  }

  take(): Token {
    const token = this.peek()
    if (this.at < this.tokens.length - 1) this.at++
    return token
  }

  expect(kind: TokenKind, expected: string): Token {
    if (this.kind() !== kind) this.fail(expected)
    return this.take()
  }

  fail(expected: string): never {
    throw new SyntaxFailure(this.peek(), expected)
  }

  /** Span from the start of `first` to the end of the token before this one. */
  since(first: Span): Span {
    return { from: first.from, to: this.tokens[this.at - 1]?.span.to ?? first.to }
  }

  /** Places from here to the `)` that closes the `(` at `open` places on; null where none does. */
  closing(open: number): number | null {
    let depth = 0
    for (let ahead = open; ; ahead++) {
      const kind = this.kind(ahead)
      if (kind === 'end') return null
      if (kind === '(') depth++
      else if (kind === ')' && --depth === 0) return ahead
    }
  }
}
