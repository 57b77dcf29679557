import { expect, test } from 'vitest'
import { basicBlocks } from './basic-blocks.ts'
import type { Instruction } from './program.ts'

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const [load, jeq, ja, ret] = [0x28, 0x15, 0x05, 0x06]
const told = (program: readonly Instruction[]) =>
  basicBlocks(program).map(({ from, to, exits }) =>
    `${from}–${to - 1} ${exits.map((e) => `${e.kind}:${e.to}`).join(' ')}`.trim(),
  )

test.each([
  ['a return alone', [insn(ret)], ['0–0']],
  ['no instructions', [], []],
  [
    'a test and two returns',
    [insn(load), insn(jeq, 1, 0, 1), insn(ret), insn(ret)],
    ['0–1 true:1 false:2', '2–2', '3–3'],
  ],
  [
    'a jump into the middle of a run',
    [insn(jeq, 1, 1, 0), insn(load), insn(load), insn(ret)],
    ['0–0 true:2 false:1', '1–1 always:2', '2–3'],
  ],
  ['both ways the same', [insn(jeq, 1, 1, 1), insn(load), insn(ret)], ['0–0 always:2', '1–1 always:2', '2–2']],
  ['a loop', [insn(load), insn(ja, 0xfffffffe), insn(ret)], ['0–1 always:0', '2–2']],
  ['a jump past the end', [insn(ja, 7), insn(ret)], ['0–0', '1–1']],
])('%s', (_, program, blocks) => {
  expect(told(program)).toEqual(blocks)
})
