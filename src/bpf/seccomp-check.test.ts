import { describe, expect, test } from 'vitest'
import { checkProgramFor } from './check-context.ts'
import { type Instruction } from './program.ts'
import { SECCOMP_DATA_SIZE, checkSeccomp } from './seccomp-check.ts'

// Random programs, and the live kernel: load-check.test.ts.

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const allow = insn(0x06, 0x7fff0000)
const onlyWords = (what: string) =>
  `seccomp has no ${what}: it reads aligned words of struct seccomp_data only, with ld [k]`

describe('what a socket takes and seccomp refuses, where and in which words', () => {
  test.each([
    ['half a word', [insn(0x28, 12), allow], 0, onlyWords('ldh [12]')],
    ['a byte', [insn(0x30, 0), allow], 0, onlyWords('ldb [0]')],
    ['a word at X', [insn(0x01, 4), insn(0x40, 0), allow], 1, onlyWords('ld [x + 0]')],
    ['a header length', [insn(0xb1, 14), allow], 0, onlyWords('ldxb 4*([14]&0xf)')],
    ['a crooked word', [insn(0x20, 6), allow], 0, 'it loads a word at 6, which is no multiple of 4'],
    ['a word too far', [insn(0x20, 64), allow], 0, 'it loads a word at 64; the last of struct seccomp_data is at 60'],
    [
      'an extension',
      [insn(0x20, 0xfffff024), allow],
      0,
      'it loads a word at 4294963236; the last of struct seccomp_data is at 60',
    ],
    ['a remainder', [insn(0x94, 3), allow], 0, 'seccomp has no mod, though a socket filter has'],
    ['a remainder by X', [insn(0x01, 3), insn(0x9c), allow], 1, 'seccomp has no mod, though a socket filter has'],
  ])('%s', (_, program, pc, reason) => {
    expect(checkSeccomp(program)).toEqual({ ok: false, error: { pc, reason } })
    expect(checkProgramFor('socket', program).ok).toBe(true)
  })
})

test('what no socket takes, seccomp refuses as well', () => {
  const refused = { ok: false, error: { pc: 0, reason: 'the last instruction is not a return' } }
  expect(checkSeccomp([insn(0x20, 0)])).toEqual(refused)
})

test.each([...Array(SECCOMP_DATA_SIZE / 4).keys()])('word %i of struct seccomp_data', (word) => {
  expect(checkProgramFor('seccomp', [insn(0x20, word * 4), allow]).ok).toBe(true)
})

test.each([
  ['the length, of the packet there is not', insn(0x80)],
  ['the length into X', insn(0x81)],
  ['a quotient', insn(0x34, 3)],
  ['xor', insn(0xa4, 3)],
])('seccomp takes %s', (_, instruction) => {
  expect(checkSeccomp([instruction, allow]).ok).toBe(true)
})
