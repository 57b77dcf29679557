/**
 * How deep, how long and how wrong a text may be: libpcap's own limits where it has them, and no
 * overflow, no endless work and no exception of ours anywhere.
 */
import { describe, expect, test } from 'vitest'
import { libpcapAnswer, ourAnswer } from '../../scripts/judges/compile-differences.ts'
import { askLibpcap, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { digest } from '../../scripts/judges/recorded-programs.ts'
import { compileFilter } from './index.ts'

const options = { linkType: 1, snaplen: 65535, netmask: null, optimize: false }

/** The error's message, or `ok`. */
function outcome(text: string): string {
  const result = compileFilter(text, options)
  return result.ok ? 'ok' : (result.error[0]?.message ?? '')
}

const nested = (count: number, open: string, inner: string, close = ')') =>
  open.repeat(count) + inner + close.repeat(count)
const EXHAUSTED = "can't parse filter expression: memory exhausted"
const SYNTAX = "can't parse filter expression: syntax error"

// Where libpcap 1.10.3's parser, of bison, ends: found by asking it, and asked again below.
const DEPTHS: readonly (readonly [string, string, string])[] = [
  ['parentheses', nested(9995, '(', 'ip'), nested(9996, '(', 'ip')],
  ['parentheses around arithmetic', nested(9994, '(', '1=1'), nested(9995, '(', '1=1')],
  ['not', `${'not '.repeat(9996)}ip`, `${'not '.repeat(9997)}ip`],
  ['right-hand sides', nested(3331, 'ip and (', 'ip'), nested(3332, 'ip and (', 'ip')],
]

describe('nesting', () => {
  test.each(DEPTHS)('of %s goes as deep as libpcap’s and no deeper', (_what, deepest, deeper) => {
    expect(outcome(deepest)).toBe('ok')
    expect(outcome(deeper)).toBe(EXHAUSTED)
  })

  test.runIf(libpcapVersion() === '1.10.3')('ends where the installed libpcap’s ends', () => {
    const cases = DEPTHS.flatMap(([, ...texts]) => texts.map((expression) => ({ ...options, expression })))
    // Digests, for the programs are long.
    expect(cases.map((each) => digest(ourAnswer(each)))).toEqual(
      askLibpcap(cases).map((each) => digest(libpcapAnswer(each))),
    )
  })

  test.each([
    ['values', `1 = ${nested(900, '(', '1')}`, `1 = ${nested(9000, '(', '1')}`],
    ['signs', `${'- '.repeat(900)}1 = 1`, `${'- '.repeat(9000)}1 = 1`],
    ['identifiers', `port 5 or ${nested(400, '(6 or ', '7')}`, `port 5 or ${nested(4000, '(6 or ', '7')}`],
    ['nots of identifiers', `host ${'not '.repeat(900)}10.1`, `host ${'not '.repeat(9000)}10.1`],
  ])('of %s is bounded by us', (_what, fine, tooDeep) => {
    expect(outcome(fine)).toBe('ok')
    expect(outcome(tooDeep)).toBe(EXHAUSTED)
  })
})

describe('length', () => {
  test.each([
    ['hosts', `host ${Array.from({ length: 10_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join(' or ')}`],
    ['clauses', Array.from({ length: 20_000 }, () => 'tcp').join(' or ')],
    ['summands', `${'1 + '.repeat(20_000)}1 = 1`],
  ])('thousands of %s overflow nothing', (_what, text) => {
    expect(outcome(text)).toBe('ok')
  })

  test.each([
    ['a', 'unclosed', '(', EXHAUSTED],
    ['a word', 'endless', 'a', SYNTAX],
    ['an address', 'endless', '1:', /^bogus ethernet address (1:)+$/],
    ['nothing but', 'colons', ':', SYNTAX],
    ['nothing but', 'gaps', '::1:', SYNTAX],
    ['dashes between', 'numbers', '1:-', SYNTAX],
    ['words of', 'no sense', 'tcp [ port ( 80 = # ', SYNTAX],
  ])('1 MB of %s %s is refused soon', (_article, _what, piece, message) => {
    const text = piece.repeat(1_000_000 / piece.length)
    // Half a second where nothing else runs; what grows with the square takes minutes, and the test's time ends.
    const said = outcome(text)
    if (typeof message === 'string') expect(said).toBe(message)
    else expect(said).toMatch(message)
  })
})

test.each([
  [`host ${'a'.repeat(300)}`, `unknown host '${'a'.repeat(241)}`],
  [`tcp port ${'b'.repeat(240)}`, `unknown port '${'b'.repeat(240)}'`],
  [`port ${'9'.repeat(300)}`, `number ${'9'.repeat(248)}`],
])('a message ends where libpcap’s 255 bytes end', (text, message) => {
  expect(outcome(text)).toBe(message)
})
