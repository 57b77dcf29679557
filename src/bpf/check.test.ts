import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkProgram, knownOpcodes } from './check.ts'
import { SKF_AD_OFF } from './extensions.ts'
import { type Instruction } from './program.ts'

// Random programs, and the live kernel: src/vm/kernel.test.ts and check.slow.test.ts.

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const ret = insn(0x06, 1)

const recorded = new Map(
  readFileSync(new URL('testdata/kernel-load-check.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^\w+: /.test(line))
    .map((line): [string, number[]] => [line.slice(0, line.indexOf(':')), numbersOf(line)]),
)
function numbersOf(line: string): number[] {
  return line.split(' ').slice(1).map(Number)
}

/** The same questions that the kernel was asked. */
function extensionOffsetsOf(code: number): number[] {
  return [...Array(4096).keys()].filter((n) => checkProgram([insn(code, SKF_AD_OFF + n), ret]).ok)
}

describe('the sets of what there is', () => {
  test('opcodes, as the kernel was asked for all 65,536', () => {
    expect(knownOpcodes).toEqual(recorded.get('codes'))
  })

  test.each([
    ['ld', 0x20],
    ['ldh', 0x28],
    ['ldb', 0x30],
  ])('extension offsets of %s', (name, code) => {
    expect(extensionOffsetsOf(code)).toEqual(recorded.get(name))
  })
})

const st0 = insn(0x02, 0)
const ld0 = insn(0x60, 0)

describe('what is refused, where and in which words', () => {
  test.each([
    ['nothing at all', [], 0, 'the program is empty'],
    ['4097 instructions', Array<Instruction>(4097).fill(ret), 4096, 'the program is longer than 4096 instructions'],
    ['an unknown code', [ret, insn(0x0e), ret], 1, 'there is no instruction with code 0xe'],
    ['a code of 16 bits', [insn(0x106), ret], 0, 'there is no instruction with code 0x106'],
    ['division by 0', [insn(0x34, 0), ret], 0, 'it divides by the constant 0'],
    ['remainder by 0', [insn(0x94, 0), ret], 0, 'it divides by the constant 0'],
    ['a shift of 32', [insn(0x64, 32), ret], 0, 'it shifts by 32 bits; a register has 32'],
    ['a word too far', [insn(0x02, 16), ret], 0, 'there is no M[16]; the last is M[15]'],
    ['ja past the end', [insn(0x05, 1), ret], 0, 'it jumps to 2, past the last instruction (1)'],
    [
      'ja backwards',
      [ret, insn(0x05, 0xfffffffe), ret],
      1,
      'it jumps back to 0, which the kernel takes as 4294967296, past the last instruction (2)',
    ],
    ['jt past the end', [insn(0x15, 0, 1, 0), ret], 0, 'it jumps to 2, past the last instruction (1)'],
    ['jf past the end', [insn(0x15, 0, 0, 7), ret], 0, 'it jumps to 8, past the last instruction (1)'],
    ['no such extension', [insn(0x20, 0xfffff001), ret], 0, 'there is no extension at offset SKF_AD_OFF + 1'],
    ['no return at the end', [ret, insn(0x07)], 1, 'the last instruction is not a return'],
    ['a word never written', [ld0, ret], 0, 'it reads M[0], which may not have been written before'],
    [
      'a word written on one path only',
      [insn(0x15, 0, 1, 0), st0, ld0, ret],
      2,
      'it reads M[0], which may not have been written before',
    ],
  ])('%s', (_, program, pc, reason) => {
    expect(checkProgram(program)).toEqual({ ok: false, error: { pc, reason } })
  })
})

describe('what is taken', () => {
  test.each([
    ['a return alone', [ret]],
    ['4096 instructions', Array<Instruction>(4096).fill(ret)],
    ['a shift of 31', [insn(0x64, 31), ret]],
    ['division by X, which may be 0', [insn(0x3c), ret]],
    ['a load far past any packet', [insn(0x20, 0xffffefff), ret]],
    ['a word written on both paths', [insn(0x15, 0, 0, 1), st0, st0, ld0, ret].with(0, insn(0x15, 0, 0, 0))],
    ['a word read where nothing gets to', [insn(0x05, 1), ld0, ret]],
    ['an extension without a name, A ^= X', [insn(0x20, SKF_AD_OFF + 40), ret]],
  ])('%s', (_, program) => {
    expect(checkProgram(program).ok).toBe(true)
  })
})
