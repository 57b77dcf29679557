/**
 * bpf_asm source text → tokens.
 *
 * Never fails: what is no token becomes an `unknown` one, so that the parser can go on and report
 * several mistakes at once. White space separates and otherwise means nothing; line ends matter
 * only to comments and to the parser's recovery. Knows no mnemonics: a word is a word.
 *
 * Source: Documentation/networking/filter.rst of the Linux kernel for the comments and forms; the
 * recorded answers in testdata/ for the fine points (a sign belongs to a decimal number only when
 * it touches it and the number does not begin with 0; `#` in the first column begins a comment).
 */
import type { Span } from '../base/index.ts'

export type TokenKind = 'word' | 'number' | 'punctuation' | 'unknown' | 'end'

export interface Token {
  readonly kind: TokenKind
  /** As written; empty for `end`. */
  readonly text: string
  readonly span: Span
  /** True for the first token on its line. */
  readonly startsLine: boolean
}

/** Something in the white space that deserves a word: a comment of another language, or one without an end. */
export interface CommentProblem {
  readonly kind: 'slashes' | 'unterminated'
  readonly span: Span
}

export interface Lexed {
  /** Ends with exactly one `end` token, an empty span at the end of the text. */
  readonly tokens: readonly Token[]
  readonly commentProblems: readonly CommentProblem[]
}

const BLANK = /\s+/y
const LINE_COMMENT = /;[^\n]*/y
const FIRST_COLUMN_COMMENT = /#[^\n]*/y
const SLASHES_COMMENT = /\/\/[^\n]*/y
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y
// The longest match wins, so the prefixed forms stand before the octal one.
const NUMBER = /0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-9]*|[+-]?[1-9][0-9]*/y
const PUNCTUATION = '#%[](),:+-*&'

export function lex(source: string): Lexed {
  const tokens: Token[] = []
  const commentProblems: CommentProblem[] = []
  let at = 0
  let lineOfLastToken = -1
  let lineStart = 0

  function match(pattern: RegExp): string | null {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0] ?? null
  }
  function push(kind: TokenKind, text: string): void {
    tokens.push({ kind, text, span: { from: at, to: at + text.length }, startsLine: lineOfLastToken !== lineStart })
    lineOfLastToken = lineStart
    at += text.length
  }
  function skip(text: string): void {
    const newline = text.lastIndexOf('\n')
    if (newline >= 0) lineStart = at + newline + 1
    at += text.length
  }

  while (at < source.length) {
    const ignored = match(BLANK) ?? match(LINE_COMMENT) ?? (at === lineStart ? match(FIRST_COLUMN_COMMENT) : null)
    if (ignored !== null) {
      skip(ignored)
      continue
    }
    const slashes = match(SLASHES_COMMENT)
    if (slashes !== null) {
      commentProblems.push({ kind: 'slashes', span: { from: at, to: at + slashes.length } })
      skip(slashes)
      continue
    }
    if (source.startsWith('/*', at)) {
      const close = source.indexOf('*/', at + 2)
      if (close < 0) commentProblems.push({ kind: 'unterminated', span: { from: at, to: at + 2 } })
      skip(source.slice(at, close < 0 ? source.length : close + 2))
      continue
    }
    const word = match(WORD)
    if (word !== null) {
      push('word', word)
      continue
    }
    const number = match(NUMBER)
    if (number !== null) {
      push('number', number)
      continue
    }
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0)
    push(PUNCTUATION.includes(character) ? 'punctuation' : 'unknown', character)
  }
  tokens.push({ kind: 'end', text: '', span: { from: source.length, to: source.length }, startsLine: true })
  return { tokens, commentProblems }
}
