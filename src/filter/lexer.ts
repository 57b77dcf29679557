/**
 * Filter text → tokens.
 *
 * The longest match wins, among equals the earlier rule, so `80-90` is a name and `tcp-syn` a
 * number. All of the text is read before parsing; a character or number that cannot be a token ends
 * the list with a LexicalError, which counts only once the parser gets there: what stands before it
 * is judged first, as libpcap does.
 *
 * Source: the rules of libpcap 1.10's scanner.
 */
import type { Span } from '../base/index.ts'
import { looksLikeIpv6, parseIpv6 } from './addresses.ts'
import { CONSTANTS, KEYWORDS } from './keywords.ts'
import type { Punctuation, Token, TokenKind } from './tokens.ts'

export interface LexicalError {
  /** libpcap's own sentence; null where it only says "syntax error". */
  readonly message: string | null
  readonly span: Span
}

export interface TokenList {
  /** The last one is `end`, at the end of the text or where reading stopped. */
  readonly tokens: readonly Token[]
  readonly error: LexicalError | null
}

const SPACE = /[ \r\n\t]+/y
const TWO: ReadonlySet<string> = new Set(['>=', '<=', '!=', '==', '<<', '>>', '&&', '||'])
const ONE = '+-*/%:[]!<>()&|^='
/** A run that can hold any token made of letters and digits. */
const RUN = /[-_.:A-Za-z0-9]+/y
const PLAIN_WORD = /^[A-Za-z][A-Za-z0-9]*$/
const ID = /^[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?/
const NUMBER = /^(?:0[xX][0-9A-Fa-f]+|[0-9]+)/
const N = '(?:0[xX][0-9A-Fa-f]+|[0-9]+)'
const IPV4 = new RegExp(`^${N}\\.${N}(?:\\.${N}(?:\\.${N})?)?`)
const B = '[0-9A-Fa-f]{1,2}'
const MACS = [
  new RegExp(`^${B}(?::${B}){5}`),
  new RegExp(`^${B}(?:-${B}){5}`),
  new RegExp(`^${B}(?:\\.${B}){5}`),
  /^[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}/,
  /^[0-9A-Fa-f]{12}/,
]
const BOGUS_MAC = new RegExp(`^${B}:+(?:${B}:+)+`)
const ARCNET = /\$[0-9A-Fa-f]{1,2}/y
const ESCAPED = /\\[^ !()\n\t]+/y

export function tokenize(text: string): TokenList {
  const tokens: Token[] = []
  let at = 0
  const push = (kind: TokenKind, length: number, tokenText: string, value = 0) => {
    tokens.push({ kind, text: tokenText, value, span: { from: at, to: at + length } })
    at += length
  }
  const stop = (message: string | null, length: number): TokenList => {
    const span = { from: at, to: at + length }
    tokens.push({ kind: 'end', text: '', value: 0, span })
    return { tokens, error: { message, span } }
  }

  for (;;) {
    at += matchLength(SPACE, text, at)
    if (at >= text.length) {
      tokens.push({ kind: 'end', text: '', value: 0, span: { from: text.length, to: text.length } })
      return { tokens, error: null }
    }
    const run = matchLength(RUN, text, at)
    const first = text.charAt(at)
    if (run > 0 && first !== '-' && first !== '_' && first !== '.') {
      const token = readWord(text.slice(at, at + run))
      if (token !== null) {
        if (typeof token.problem === 'string') return stop(token.problem, token.length)
        push(token.kind, token.length, token.text, token.value)
        continue
      }
    }
    const two = text.slice(at, at + 2)
    if (TWO.has(two)) {
      const kind: TokenKind = two === '==' ? '=' : two === '&&' ? 'and' : two === '||' ? 'or' : (two as Punctuation)
      push(kind, 2, two)
      continue
    }
    if (ONE.includes(first)) {
      push(first as Punctuation, 1, first)
      continue
    }
    const arcnet = matchLength(ARCNET, text, at)
    if (arcnet > 0) {
      push('arcnet', arcnet, text.slice(at + 1, at + arcnet))
      continue
    }
    const escaped = matchLength(ESCAPED, text, at)
    if (escaped > 0) {
      push('id', escaped, text.slice(at + 1, at + escaped))
      continue
    }
    return stop(null, 1)
  }
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

interface Word {
  readonly kind: TokenKind
  readonly length: number
  readonly text: string
  readonly value: number
  readonly problem?: string
}

/** The longest token at the start of a run of letters, digits, dots, dashes and colons. */
function readWord(run: string): Word | null {
  if (PLAIN_WORD.test(run) && !/^[0-9A-Fa-f]{12}$/.test(run)) return readName(run)

  // Rules in the scanner's order; a later one must be longer to win.
  let best: Word | null = null
  const longest = (): number => best?.length ?? 0
  const offer = (length: number, make: () => Word) => {
    if (length > longest()) best = make()
  }
  for (const mac of MACS) {
    const text = mac.exec(run)?.[0] ?? ''
    offer(text.length, () => ({ kind: 'mac', length: text.length, text, value: 0 }))
  }
  const number = NUMBER.exec(run)?.[0] ?? ''
  offer(number.length, () => readNumber(number))
  const ipv4 = IPV4.exec(run)?.[0] ?? ''
  offer(ipv4.length, () => ({ kind: 'ipv4', length: ipv4.length, text: ipv4, value: 0 }))
  const ipv6 = longestIpv6(run)
  offer(ipv6.length, () =>
    parseIpv6(ipv6) === null
      ? { kind: 'ipv6', length: ipv6.length, text: ipv6, value: 0, problem: `bogus IPv6 address ${ipv6}` }
      : { kind: 'ipv6', length: ipv6.length, text: ipv6, value: 0 },
  )
  const bogus = BOGUS_MAC.exec(run)?.[0] ?? ''
  offer(bogus.length, () => {
    return { kind: 'mac', length: bogus.length, text: bogus, value: 0, problem: `bogus ethernet address ${bogus}` }
  })
  const name = ID.exec(run)?.[0] ?? ''
  offer(name.length, () => readName(name))
  return best
}

function readName(text: string): Word {
  const keyword = KEYWORDS.get(text)
  if (keyword !== undefined) return { kind: keyword[0], length: text.length, text: keyword[1], value: 0 }
  const value = CONSTANTS.get(text)
  if (value !== undefined) return { kind: 'number', length: text.length, text, value }
  return { kind: 'id', length: text.length, text, value: 0 }
}

function readNumber(text: string): Word {
  const word = { kind: 'number', length: text.length, text } as const
  const overflow = `number ${text} overflows 32 bits`
  if (/^0[xX]/.test(text)) {
    const value = Number(text)
    return value > 0xffffffff ? { ...word, value: 0, problem: overflow } : { ...word, value }
  }
  if (text.startsWith('0')) {
    // libpcap reads digit by digit: whichever fault comes first is the one it names.
    let value = 0
    for (const digit of text.slice(1)) {
      if (digit > '7') return { ...word, value: 0, problem: `number ${text} contains non-octal digit` }
      if (value > 0o3777777777) return { ...word, value: 0, problem: overflow }
      value = value * 8 + Number(digit)
    }
    return { ...word, value }
  }
  const value = Number(text)
  return value > 0xffffffff ? { ...word, value: 0, problem: overflow } : { ...word, value }
}

function longestIpv6(run: string): string {
  if (!run.includes(':')) return ''
  const candidate = /^[0-9A-Fa-f:.xX]+/.exec(run)?.[0] ?? ''
  for (let length = candidate.length; length >= 2; length--) {
    const text = candidate.slice(0, length)
    if (text.includes(':') && looksLikeIpv6(text)) return text
  }
  return ''
}
