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
  /** Whether it is nested too deep, rather than wrong. */
  readonly exhausted: boolean
  constructor(found: Token, expected: string, exhausted = false) {
    super('syntax error')
    this.found = found
    this.expected = expected
    this.exhausted = exhausted
  }
}

/** Symbols that the stack of libpcap's parser holds, one of them being its ground (YYMAXDEPTH of bison). */
const STACK_DEPTH = 9999

/**
 * How deep arithmetic and lists of identifiers may be nested. libpcap goes as far as its stack; this
 * parser recurses here, and so does what comes after it.
 */
const NESTING = 1000

export class Cursor {
  /**
   * What was read whole so far, in reading order. libpcap generates code while it reads, so a fault
   * in one of these is reported before a syntax error behind it.
   */
  readonly completed: (Primitive | Arithmetic)[] = []
  private at = 0
  private nesting = 0
  private readonly tokens: readonly Token[]
  private readonly readable: boolean

  /** `readable`: whether the list's end is the text's, and not where it could not be read on. */
  constructor(tokens: readonly Token[], readable: boolean) {
    this.tokens = tokens
    this.readable = readable
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

  /**
   * Notes that a node has been read whole. What it is made of has been noted before it, and now goes:
   * nothing may be judged twice.
   */
  complete<T extends Primitive | Arithmetic>(node: T): T {
    while ((this.completed.at(-1)?.span.from ?? -1) >= node.span.from) this.completed.pop()
    this.completed.push(node)
    return node
  }

  /** Whether a term ends before the token `ahead` places on. */
  endsTerm(ahead = 0): boolean {
    const kind = this.kind(ahead)
    return kind === 'and' || kind === 'or' || kind === ')' || (kind === 'end' && this.readable)
  }

  /** Fails where libpcap's parser would have to hold more symbols than it can. */
  hold(symbols: number): void {
    if (symbols > STACK_DEPTH) this.exhaust()
  }

  /** Reads what is nested one deeper. */
  deeper<T>(read: () => T): T {
    if (++this.nesting > NESTING) this.exhaust()
    const node = read()
    this.nesting--
    return node
  }

  private exhaust(): never {
    throw new SyntaxFailure(this.peek(), 'less nesting', true)
  }
}
