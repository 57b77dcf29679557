/** The words of watches and stop rules, each with its place, and what is said where one is wrong. */
import { type Diagnostic, type Span } from '../base/index.ts'

export interface Token extends Span {
  readonly kind: 'number' | 'name' | 'sign' | 'end' | 'wrong'
  /** Names in lower case. */
  readonly text: string
}

// What is no number or name, such as 12ab, is wrong as a whole.
const TOKEN =
  /(\d+(?:\.\d+){3})|(0[xX][0-9a-fA-F]+|\d+)(?![\w.])|([A-Za-z_]\w*)|(&&|\|\||==|!=|<=|>=|<<|>>|[-+*/%&|^~!<>=()[\]:])|([\w.]+|\S)/gu

/** The last one is the end, with no width. */
export function tokensOf(text: string): Token[] {
  const tokens = Array.from(text.matchAll(TOKEN), (match): Token => {
    const [all, quad, number, name, sign] = match
    const kind = (quad ?? number) ? 'number' : name ? 'name' : sign ? 'sign' : 'wrong'
    return { kind, text: name?.toLowerCase() ?? all, from: match.index, to: match.index + all.length }
  })
  return [...tokens, endOf(text)]
}

export function endOf({ length }: string): Token {
  return { kind: 'end', text: '', from: length, to: length }
}

/** In words, for whoever does not see the mark. */
export function placeOf({ kind, from }: Token): string {
  return kind === 'end' ? 'at the end' : `at character ${String(from + 1)}`
}

/** @param text the whole of it, which the token is of */
export function expected(wanted: string, token: Token, text: string): string {
  const found = token.kind === 'end' ? '' : `, not “${text.slice(token.from, token.to)}”`
  return `${placeOf(token)} there should be ${wanted}${found}`
}

export function wrongAt({ from, to }: Span, code: string, message: string): Diagnostic {
  return { severity: 'error', code, message, span: { from, to }, notes: [] }
}
