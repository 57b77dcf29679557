/**
 * What to say about a text that is no expression: what stands there, what could, and, for mistakes
 * that are made often, what was probably meant.
 *
 * A suggested word is offered only where the parser, given it, reads on beyond it.
 */
import { nearest } from '../../base/index.ts'
import { KEYWORDS } from '../keywords.ts'
import { tokenize } from '../lexer.ts'
import { parse, type ParseError } from '../parser/parser.ts'
import { didYouMean } from '../suggest.ts'
import { foreignWord } from './foreign-words.ts'

/** Longer texts are not read again for the sake of a suggestion. */
const LONGEST_TEXT = 4000

/** Notes on a syntax error, the first of them on what stands there. */
export function notesOnSyntax(text: string, { span, found, expected, lexical }: ParseError): string[] {
  const written = text.slice(span.from, span.to)
  const atEnd = lexical === null && found.kind === 'end'
  const stands = atEnd ? 'The text ends here' : `Found \`${written}\``
  const hint = text.length > LONGEST_TEXT ? [] : hintOn(text, written, atEnd, span.from, expected)
  return [`${stands}; expected ${atPlace(text.slice(0, span.from), expected)}.`, ...hint]
}

/** The parser's words for "a value" and for "anything", which can be said more exactly at a place. */
const ANY_VALUE = 'a name, an address or a number'
const ANY_CLAUSE = 'a primitive such as '

/** What a value looks like behind each word that takes one. */
const VALUES: Readonly<Record<string, string>> = {
  host: 'an address such as `10.0.0.1`, or a name',
  net: 'a network such as `10.0.0.0/8`',
  port: 'a port such as `80` or `http`',
  portrange: 'a range of ports such as `1000-2000`',
  proto: 'a protocol such as `6` or `\\udp`',
  src: '`host`, `net`, `port`, or an address such as `10.0.0.1`',
  dst: '`host`, `net`, `port`, or an address such as `10.0.0.1`',
}
const MAC_WORDS = /(?:^|[^\w])(?:ether|link|wlan|fddi|tr)\s+(?:host|src|dst|(?:src|dst)\s+host)$/

/** What a protocol word lets follow, beside `and` and `or`. */
const QUALIFIERS: Readonly<Record<string, string>> = {
  tcp: '`port`, `portrange`',
  udp: '`port`, `portrange`',
  sctp: '`port`, `portrange`',
  ip: '`host`, `net`, `proto`',
  ip6: '`host`, `net`, `proto`',
  arp: '`host`, `net`',
  rarp: '`host`, `net`',
}

/** The parser's words, made plainer by the word before. */
function atPlace(textBefore: string, expected: string): string {
  const before = textBefore.trimEnd()
  const previous = /[A-Za-z0-9]+$/.exec(before)?.[0] ?? ''
  if (expected.startsWith(ANY_CLAUSE)) return 'a clause such as `tcp`, `port 80`, `host 10.0.0.1` or `ip[0] = 69`'
  if (expected === ANY_VALUE) {
    if (MAC_WORDS.test(before)) return 'a MAC address such as `00:11:22:33:44:55`'
    return (Object.hasOwn(VALUES, previous) ? VALUES[previous] : undefined) ?? expected
  }
  const more = Object.hasOwn(QUALIFIERS, previous) ? QUALIFIERS[previous] : undefined
  return more !== undefined && /^`and`, `or`/.test(expected) ? `${more}, ${expected}` : expected
}

function hintOn(text: string, written: string, atEnd: boolean, at: number, expected: string): string[] {
  const before = text.slice(0, at).trimEnd()
  const after = text.slice(at + written.length).trim()
  const previous = /[^\s()]+$/.exec(before)?.[0] ?? ''
  if (atEnd) {
    if (openParentheses(text) > 0) return ['A `(` is not closed.']
    const bare = expected.startsWith('a comparison') && text.includes('&')
    return bare ? ['To ask whether a bit is set, compare with 0: `… != 0`.'] : []
  }
  const foreign = foreignWord(wordAt(text, at)) ?? (KEYWORDS.has(previous) ? null : foreignWord(previous))
  if (foreign !== null) return [foreign]
  const sign = signNote(written, previous, after)
  if (sign !== null) return [sign]
  const slip = slipNote(text, at, written)
  if (slip.length > 0) return slip
  // The slip may be the word before, which was read as a name.
  const slipBefore = slipNote(text, before.length - previous.length, previous)
  if (slipBefore.length > 0) return slipBefore
  if (!expected.startsWith('`and`')) return []
  if (/^[\d.]+$/.test(previous) && /^\d+\.\d+\.\d+\.\d+$/.test(written) && /net\s+[\d.]+$/.test(before))
    return [`Before a mask stands \`mask\`: \`net ${previous} mask ${written}\`.`]
  const sideBySide = /^[\w.:]+$/.test(written) && /^[\w.:/\\-]+$/.test(previous)
  return sideBySide ? ['Two things side by side need `and` or `or` between them.'] : []
}

/** Words that are meant more often than others as near; they go alone where one of them is near. */
const COMMON: ReadonlySet<string> = new Set(
  'and or not host net port portrange proto src dst tcp udp ip ip6 arp icmp icmp6 ether vlan less greater len'.split(
    ' ',
  ),
)

function slipNote(text: string, at: number, written: string): string[] {
  if (!/^[A-Za-z][\w-]*$/.test(written) || KEYWORDS.has(written)) return []
  const suggestions = nearest(written, KEYWORDS.keys()).filter((word) => readsBeyond(text, at, written, word))
  if (suggestions.length === 0) return []
  const common = suggestions.filter((word) => COMMON.has(word))
  return [`\`${written}\` is no keyword.`, ...didYouMean(common.length > 0 ? common : suggestions)]
}

/** Letters, digits, dots and underscores around a place: what a reader takes for one word. */
function wordAt(text: string, at: number): string {
  const start = /[\w.]*$/.exec(text.slice(0, at))?.[0] ?? ''
  return start + (/^[\w.]*/.exec(text.slice(at))?.[0] ?? '')
}

const VALUE_WORDS: ReadonlySet<string> = new Set(['host', 'net', 'port', 'portrange', 'proto', 'src', 'dst'])

/** Punctuation that other languages use; null where nothing is to be said. */
function signNote(written: string, previous: string, after: string): string | null {
  switch (written) {
    case ',':
      return 'Several values are joined by `or`: `port 80 or 443`.'
    case ';':
      return 'There is one expression only; join its parts by `and` or `or`.'
    case '"':
    case "'":
    case '“':
    case '”':
    case '‘':
    case '’':
      return 'Quotation marks belong to the shell, not to the expression: leave them out.'
    case '&':
    case '|': {
      const word = written === '&' ? 'and' : 'or'
      return `A single \`${written}\` is arithmetic on bits. Between clauses write \`${word}\` or \`${written}${written}\`.`
    }
    case '=':
    case '!=':
      if (!VALUE_WORDS.has(previous)) return null
      return written === '='
        ? `After \`${previous}\` the value follows without \`=\`.`
        : `Write \`not\` before the clause instead: \`not ${previous} …\`.`
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (previous === 'port') return 'For a range of ports write `portrange 0-1023`.'
      return VALUE_WORDS.has(previous) ? 'Only numbers can be compared: `tcp[2:2] > 1023`, `len < 100`.' : null
    case '/':
      return 'A network is written `net 10.0.0.0/8`, without spaces.'
    case ':':
      return 'An address and a port are two clauses: `host 10.0.0.1 and port 80`.'
    case '-':
      return VALUE_WORDS.has(previous) || after !== '' ? 'A range has no spaces: `portrange 1000-2000`.' : null
    case ')':
      return 'No `(` belongs to this `)`, or nothing stands before it.'
    case '*':
    case '?':
      return 'There are no wildcards. For a network write `net 10.0.0.0/8`.'
    case '{':
    case '}':
      return 'Groups are made with `(` and `)`.'
    case '~':
    case '^':
      return null
    default:
      return null
  }
}

function openParentheses(text: string): number {
  let open = 0
  for (const character of text) open += character === '(' ? 1 : character === ')' ? -1 : 0
  return open
}

/** Whether the parser, with `word` in the place of `written`, finds no fault up to and with it. */
function readsBeyond(text: string, at: number, written: string, word: string): boolean {
  const changed = text.slice(0, at) + word + text.slice(at + written.length)
  const parsed = parse(tokenize(changed))
  return parsed.ok || parsed.error.span.from > at + word.length
}
