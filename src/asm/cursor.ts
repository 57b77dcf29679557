/**
 * Where the parser stands in the tokens, and the list of what it has to say. Knows nothing of the
 * grammar beyond numbers and punctuation.
 */
import { invariant, type Diagnostic, type Span } from '../base/index.ts'
import type { Token } from './lexer.ts'
import { parseNumber } from './number.ts'

/** Code of the warnings on what this assembler takes and bpf_asm does not. */
export const REFUSED_BY_BPF_ASM = 'asm/bpf_asm-refuses'

export class Cursor {
  readonly diagnostics: Diagnostic[] = []
  /** True within a line of tcpdump's listing, whose differences from bpf_asm are named once, at its first line. */
  inListing = false
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get position(): number {
    return this.#at
  }

  /** The token `ahead` of the next one; past the end the `end` token again. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]
    invariant(token !== undefined, 'a token list ends with an end token')
    return token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#at++
    return token
  }

  /** The token taken last; the next one where none was. */
  previous(): Token {
    return this.#tokens[this.#at - 1] ?? this.peek()
  }

  isPunctuation(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'punctuation' && token.text === text
  }

  accept(text: string): boolean {
    const found = this.isPunctuation(text)
    if (found) this.next()
    return found
  }

  /** Takes the punctuation or reports what stands in its place; false then. */
  expect(text: string): boolean {
    if (this.accept(text)) return true
    this.unexpected(`“${text}”`)
    return false
  }

  error(code: string, message: string, span: Span, notes: readonly string[] = []): void {
    this.diagnostics.push({ severity: 'error', code, message, span, notes })
  }

  warn(code: string, message: string, span: Span, notes: readonly string[] = []): void {
    this.diagnostics.push({ severity: 'warning', code, message, span, notes })
  }

  /** For what assembles here but not there; `instead` says how to write it for both. */
  refused(what: string, span: Span, instead: string): void {
    if (this.inListing) return
    this.warn(REFUSED_BY_BPF_ASM, `bpf_asm does not accept ${what}`, span, [instead])
  }

  /** Reports the next token as not being what was expected. */
  unexpected(expected: string, notes: readonly string[] = []): void {
    const found = this.peek()
    const before = this.previous()
    const touches = before.kind === 'number' && found.span.from === before.span.to
    if (touches && (found.kind === 'word' || found.kind === 'number')) {
      const span = { from: before.span.from, to: found.span.to }
      this.error('asm/number', `“${before.text}${found.text}” is not a number`, span, [
        'Numbers are decimal (42, -42), hexadecimal (0x2a), octal (052) or binary (0b101010).',
      ])
    } else if (found.kind === 'unknown') {
      this.error('asm/unknown-character', `unknown character “${found.text}”`, found.span, [`Expected ${expected}.`])
    } else if (found.kind === 'end' || (found.startsLine && found !== before)) {
      // The gap is where the text before it ends, not on a later line.
      this.error('asm/syntax', `syntax error: expected ${expected} after “${before.text}”`, before.span, notes)
    } else {
      this.error('asm/syntax', `syntax error: expected ${expected}, found “${found.text}”`, found.span, notes)
    }
  }

  /** A number as k, unsigned 32 bits; null and a report where there is none. */
  number(): number | null {
    const sign = this.peek()
    const next = this.peek(1)
    const loose =
      (this.isPunctuation('-') || this.isPunctuation('+')) && next.kind === 'number' && /^[0-9]/.test(next.text)
    if (loose) {
      this.next()
      const span = { from: sign.span.from, to: next.span.to }
      this.refused(`the sign of “${sign.text}${next.text}”`, span, 'A sign must touch a decimal number other than 0.')
    }
    const token = this.peek()
    if (token.kind !== 'number') {
      this.unexpected('a number')
      return null
    }
    this.next()
    const { value, fits, wellFormed } = parseNumber(loose ? sign.text + token.text : token.text)
    if (!wellFormed) {
      this.warn('asm/number', `“${token.text}” begins with 0, so it is octal, but octal digits end at 7`, token.span, [
        `It becomes ${value}. Leave the 0 away for a decimal number.`,
      ])
    }
    if (!fits) {
      const kept = `0x${value.toString(16)}`
      this.warn('asm/number-size', `${token.text} does not fit into 32 bits`, token.span, [`It becomes ${kept}.`])
    }
    return value
  }

  /** Drops the rest of a broken statement: all up to the next line's first token. */
  skipToNextLine(statementStart: number): void {
    if (this.#at === statementStart) this.next()
    while (this.peek().kind !== 'end' && !this.peek().startsLine) this.next()
  }
}
