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

const DOUBLED = '><!=&|'
const TWO: ReadonlySet<string> = new Set(['>=', '<=', '!=', '==', '<<', '>>', '&&', '||'])
const ONE = '+-*/%:[]!<>()&|^='

/** What a character can be part of; the classes of a run of characters are or-ed together. */
const SPACE = 1
const LETTER = 2
const DIGIT = 4
const DOT = 8
/** Dash, underscore and colon: part of some word, but of no plain one. */
const JOINT = 16
const CLASSES = new Uint8Array(128)
for (const [characters, value] of [
  [' \r\n\t', SPACE],
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', LETTER],
  ['0123456789', DIGIT],
  ['.', DOT],
  ['-_:', JOINT],
] as const) {
  for (const character of characters) CLASSES[character.charCodeAt(0)] = value
}

const PLAIN_IPV4 = /^\d{1,3}(?:\.\d{1,3}){1,3}$/
const TWELVE_HEX = /^[0-9A-Fa-f]{12}$/
const ID = /^[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?/
const NUMBER = /^(?:0[xX][0-9A-Fa-f]+|[0-9]+)/
const N = '(?:0[xX][0-9A-Fa-f]+|[0-9]+)'
const IPV4 = new RegExp(`^${N}\\.${N}(?:\\.${N}(?:\\.${N})?)?`)
const B = '[0-9A-Fa-f]{1,2}'
/** With what each cannot do without. */
const MACS: readonly (readonly [string, RegExp])[] = [
  [':', new RegExp(`^${B}(?::${B}){5}`)],
  ['-', new RegExp(`^${B}(?:-${B}){5}`)],
  ['.', new RegExp(`^${B}(?:\\.${B}){5}`)],
  ['.', /^[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}/],
  ['', /^[0-9A-Fa-f]{12}/],
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

  const reach = { to: 0 }
  for (;;) {
    while (classAt(text, at) === SPACE) at++
    if (at >= text.length) {
      tokens.push({ kind: 'end', text: '', value: 0, span: { from: text.length, to: text.length } })
      return { tokens, error: null }
    }
    const first = classAt(text, at)
    // A colon can begin an IPv6 address.
    if (first === LETTER || first === DIGIT || text.charAt(at) === ':') {
      const token = readWord(text, at, reach)
      if (token !== null) {
        if (token.problem !== undefined) return stop(token.problem, token.length)
        push(token.kind, token.length, token.text, token.value)
        continue
      }
    }
    const character = text.charAt(at)
    if (DOUBLED.includes(character)) {
      const two = text.slice(at, at + 2)
      if (TWO.has(two)) {
        const kind: TokenKind = two === '==' ? '=' : two === '&&' ? 'and' : two === '||' ? 'or' : (two as Punctuation)
        push(kind, 2, two)
        continue
      }
    }
    if (ONE.includes(character)) {
      push(character as Punctuation, 1, character)
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

function classAt(text: string, at: number): number {
  return CLASSES[text.charCodeAt(at)] ?? 0
}

/**
 * The longest token that begins at `from`, of letters, digits, dots, dashes and colons.
 *
 * `reach` keeps how far such characters go on, so that a run of many tokens is gone through once.
 */
function readWord(text: string, from: number, reach: { to: number }): Word | null {
  let to = Math.max(from, reach.to)
  let seen = to > from ? JOINT : 0
  for (let c = classAt(text, to); c > SPACE; c = classAt(text, ++to)) seen |= c
  reach.to = to
  const run = text.slice(from, to)
  const plain = readPlain(run, seen)
  if (plain !== null) return plain
  // Every word with a colon has two of them: in `ip[2:4]` it is no part of the number.
  const colon = run.length < SHORT ? run.indexOf(':') : -1
  if (colon > 0 && run.indexOf(':', colon + 1) < 0) {
    const before = run.slice(0, colon)
    return (/^\d+$/.test(before) ? readPlain(before, DIGIT) : null) ?? readLongest(before)
  }
  return readLongest(run)
}

/** Longer runs may be many words, and each would look through all of the rest. */
const SHORT = 40

/** What nearly every word is, at a glance; null where it takes a closer look. */
function readPlain(run: string, seen: number): Word | null {
  if (seen === LETTER || (seen === (LETTER | DIGIT) && classAt(run, 0) === LETTER)) {
    return run.length === 12 && TWELVE_HEX.test(run) ? null : readName(run)
  }
  if (seen === DIGIT) return run.length < 10 ? readNumber(run) : null
  if (seen === (DIGIT | DOT) && PLAIN_IPV4.test(run)) return { kind: 'ipv4', length: run.length, text: run, value: 0 }
  return null
}

/** Looked up only where that is quicker than trying the rule. */
function mayHave(run: string, character: string): boolean {
  return run.length >= SHORT || run.includes(character)
}

/** Tries every rule of the scanner. */
function readLongest(run: string): Word | null {
  // Rules in the scanner's order; a later one must be longer to win.
  let best: Word | null = null
  const longest = (): number => best?.length ?? 0
  const offer = (length: number, make: () => Word) => {
    if (length > longest()) best = make()
  }
  for (const [separator, mac] of MACS) {
    const text = mayHave(run, separator) ? (mac.exec(run)?.[0] ?? '') : ''
    offer(text.length, () => ({ kind: 'mac', length: text.length, text, value: 0 }))
  }
  const number = NUMBER.exec(run)?.[0] ?? ''
  offer(number.length, () => readNumber(number))
  const ipv4 = mayHave(run, '.') ? (IPV4.exec(run)?.[0] ?? '') : ''
  offer(ipv4.length, () => ({ kind: 'ipv4', length: ipv4.length, text: ipv4, value: 0 }))
  const ipv6 = longestIpv6(run)
  offer(ipv6.length, () =>
    parseIpv6(ipv6) === null
      ? { kind: 'ipv6', length: ipv6.length, text: ipv6, value: 0, problem: `bogus IPv6 address ${ipv6}` }
      : { kind: 'ipv6', length: ipv6.length, text: ipv6, value: 0 },
  )
  const bogus = mayHave(run, ':') ? (BOGUS_MAC.exec(run)?.[0] ?? '') : ''
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
  if (text.charCodeAt(0) !== ZERO || text.length === 1) return limited(text, Number(text))
  if (/^0[xX]/.test(text)) return limited(text, Number(text))
  // libpcap reads octal digit by digit: whichever fault comes first is the one it names.
  let value = 0
  for (const digit of text.slice(1)) {
    if (digit > '7') return faulty(text, `number ${text} contains non-octal digit`)
    if (value > 0o3777777777) return faulty(text, overflow(text))
    value = value * 8 + Number(digit)
  }
  return limited(text, value)
}

const ZERO = '0'.charCodeAt(0)

function overflow(text: string): string {
  return `number ${text} overflows 32 bits`
}

function limited(text: string, value: number): Word {
  if (value > 0xffffffff) return faulty(text, overflow(text))
  return { kind: 'number', length: text.length, text, value }
}

function faulty(text: string, problem: string): Word {
  return { kind: 'number', length: text.length, text, value: 0, problem }
}

/** Up to eight groups that end with a colon. */
const V6_GROUPS = /^(?:[0-9A-Fa-f]{0,4}:){1,8}/
const V6_DOTTED = new RegExp(`^${N}(?:\\.${N}){3}`)

function longestIpv6(run: string): string {
  const groups = V6_GROUPS.exec(run)?.[0] ?? ''
  if (groups === '') return ''
  const dotted = V6_DOTTED.exec(run.slice(groups.length))?.[0] ?? ''
  if (dotted !== '' && looksLikeIpv6(groups + dotted)) return groups + dotted
  const last = /^[0-9A-Fa-f]{0,4}/.exec(run.slice(groups.length))?.[0] ?? ''
  // Nothing with three colons in a row is an address.
  const odd = groups.indexOf(':::')
  for (let length = odd < 0 ? groups.length + last.length : odd + 2; length >= 2; length--) {
    const text = run.slice(0, length)
    if (looksLikeIpv6(text)) return text
  }
  return ''
}
