/**
 * Spoils an expression: its tokens moved, doubled, lost, or others put in; faults inside a token.
 */
import { FAULTS } from './alternatives.ts'
import type { Pen } from './pen.ts'

/** Rough words of the language: what a person could take away or put in as one. */
const TOKEN = /[A-Za-z0-9$\\][A-Za-z0-9.:_-]*|<<|>>|[<>=!]=|&&|\|\||\S/g

const STRANGERS = [
  ...['and', 'or', 'not', '(', ')', '[', ']', ':', '/', '=', '<', '>=', '!=', '+', '-', '*', '%', '&', '|', '^', '<<'],
  ...[
    'host',
    'net',
    'port',
    'src',
    'dst',
    'proto',
    'mask',
    'tcp',
    'ip',
    'ip6',
    'vlan',
    'mpls',
    'type',
    'subtype',
    'llc',
  ],
  ...['0', '1', '80', '10.0.0.1', '::1', '1:2:3:4:5:6', 'http', 'broadcast', 'len', 'less', 'sio', 'vpi', '$1', 'rnr'],
] as const

/** Numbers that the scanner refuses, or reads otherwise than one might think. */
const BAD_NUMBERS = [
  '08',
  '0x',
  '4294967296',
  '0x100000000',
  '040000000000',
  '99999999999999999999',
  '0779',
  '1e3',
  '00',
  // Longer than a message of libpcap.
  '9'.repeat(300),
]
const BAD_ADDRESSES = [
  ...[
    '1.2.3.256',
    '300.1',
    '1.2.3.0x4',
    '10.1.1.1.',
    '10.',
    '1.2.3.4.5.6.7',
    '::1.2.3',
    '::1.2.3.256',
    '1::2::3',
    ':::',
  ],
  '1:'.repeat(140),
  ...['1:2:3', '1:2:3:4:5:6:7:8:9', '::12345', '1:2:3:4:5:6:', '1-2-3-4-5', '1.2.3.4.5.6.7', 'aabb.ccdd', '$', '$123'],
  ...['::0x1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '12345678901g', 'fe80::1%eth0', '10.0.0.0/8/8', '1:2:3:4:5:6:7'],
] as const
const STRAY = [
  '#',
  '"',
  "'",
  '@',
  '~',
  '`',
  '?',
  '{',
  '}',
  ';',
  ',',
  '_',
  '.',
  '\\',
  '\\ ',
  'é',
  '$g',
  '-',
  '&&&',
  '!==',
] as const

export function spoil(pen: Pen, text: string): string {
  const tokens = text.match(TOKEN) ?? []
  const fault = pen.pick(FAULTS)
  pen.use(`fault: ${fault}`)
  const at = pen.random.below(tokens.length + 1)
  const here = tokens[at] ?? ''
  switch (fault) {
    case 'a token deleted':
      return join(tokens.toSpliced(at, 1))
    case 'a token doubled':
      return join(tokens.toSpliced(at, 0, here))
    case 'a token inserted':
      return join(tokens.toSpliced(at, 0, pen.pick(STRANGERS)))
    case 'two tokens swapped':
      return join(tokens.toSpliced(at, 2, ...tokens.slice(at, at + 2).reverse()))
    case 'the end cut off':
      return text.slice(0, pen.random.below(text.length + 1))
    case 'a bad number':
      return join(replaceOne(pen, tokens, /^\d/, pen.pick(BAD_NUMBERS)))
    case 'a bad address':
      return join(replaceOne(pen, tokens, /^[\d$]|:/, pen.pick(BAD_ADDRESSES)))
    case 'a stray character': {
      const where = pen.random.below(text.length + 1)
      return text.slice(0, where) + pen.pick(STRAY) + text.slice(where)
    }
  }
}

/** Puts the word in the place of a token of that sort, or behind the last one. */
function replaceOne(pen: Pen, tokens: readonly string[], sort: RegExp, word: string): string[] {
  const places = tokens.flatMap((token, i) => (sort.test(token) ? [i] : []))
  return places.length === 0 ? [...tokens, word] : tokens.with(pen.pick(places), word)
}

function join(tokens: readonly string[]): string {
  return tokens.join(' ')
}
