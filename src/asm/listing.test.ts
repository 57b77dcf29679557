/**
 * The listing of `tcpdump -d` as assembly: what tcpdump printed assembles to the numbers that it printed for the
 * same expression.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SKF_AD_OFF, formatDecimal, formatListing, knownOpcodes, type Program } from '../bpf/index.ts'
import { assemble } from './index.ts'

/** `-ddd`, `-dd` and `-d` of each expression; its header says who made it. */
const recorded = readFileSync(new URL('../bpf/testdata/tcpdump-listings.txt', import.meta.url), 'utf8')
  .split(/^== .*\n/m)
  .slice(1)
  .map((block) => block.split(/^==\n/m))

const decimals = (source: string): string => {
  const assembled = assemble(source)
  return assembled.ok ? formatDecimal(assembled.value.program) : assembled.error.map(({ message }) => message).join()
}

// libpcap leaves a k in `tax` at times, which a listing does not show.
const shown = (ddd: string): string => ddd.replace(/^7 0 0 \d+$/gm, '7 0 0 0')

test('what tcpdump lists is what it counts', () => {
  expect(recorded.length).toBeGreaterThan(10)
  for (const [ddd = '', , d = ''] of recorded) expect(decimals(d)).toBe(shown(ddd))
})

test('every instruction that libpcap lists, and every extension by its name there', () => {
  const unlisted = 0x81
  const program: Program = [
    ...knownOpcodes.filter((code) => code !== unlisted).map((code) => ({ code, jt: 0, jf: 0, k: 0 })),
    ...Array.from({ length: 16 }, (_, n) => ({ code: 0x20, jt: 0, jf: 0, k: SKF_AD_OFF + 4 * n })),
    { code: 0x06, jt: 0, jf: 0, k: 0xffffffff },
  ]
  expect(decimals(formatListing(program))).toBe(formatDecimal(program))
})

const listing =
  '(000) ldh      [12]\n(001) jeq      #0x800           jt 2\tjf 3\n(002) ret      #-1\n(003) ret      #0\n'

test('one warning, at its first line', () => {
  const assembled = assemble(listing)
  const warnings = assembled.ok ? assembled.value.warnings : assembled.error
  expect(warnings.map(({ code, span }) => `${code}@${listing.slice(span.from, span.to)}`)).toEqual([
    'asm/bpf_asm-refuses@(000)',
  ])
})

test('lines put in between move the targets', () => {
  expect(decimals(listing.replace('(002)', 'neg\n(002)'))).toBe(
    '5\n40 0 0 12\n21 1 2 2048\n132 0 0 0\n6 0 0 4294967295\n6 0 0 0\n',
  )
})

test.each([
  ['(000) jeq #1 jt 1 jf 9\n(001) ret', ['asm/unknown-label@9']],
  ['(000) jeq #1 jt 1\n(001) ret', ['asm/syntax@1']],
  ['(000) jeq #1 jt x jf 1\n(001) ret', ['asm/syntax@x']],
  ['(000) unimp 0x81\n(001) ret', ['asm/unknown-mnemonic@unimp']],
  ['(000) ld [nothing]\n(001) ret', ['asm/syntax@nothing']],
  ['jeq #1 jt 1 jf 1\nret a', ['asm/syntax@jt']],
  ['ret\nret a', ['asm/syntax@ret']],
])('mistake: %j', (source, expected) => {
  const assembled = assemble(source)
  const errors = (assembled.ok ? [] : assembled.error).filter(({ severity }) => severity === 'error')
  expect(errors.map(({ code, span }) => `${code}@${source.slice(span.from, span.to)}`)).toEqual(expected)
})
