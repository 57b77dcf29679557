/** Steps told in words, with the values of the step. */
import { describe, expect, it } from 'vitest'
import type { Instruction } from '../../../bpf/index.ts'
import { announceStep, holds, tellNext, tellStep, type ToldStep } from './tell-step.ts'

const zero = { pc: 0, a: 0, x: 0, m: new Uint32Array(16) }

function told(code: number, k: number, changes: Partial<ToldStep> = {}): ToldStep {
  const instruction: Instruction = { code, jt: 0, jf: 3, k }
  return {
    pc: 0,
    instruction,
    meaning: '',
    before: zero,
    after: zero,
    load: null,
    field: '',
    stopped: null,
    ...changes,
  }
}

const a = (value: number) => ({ ...zero, a: value })
const x = (value: number) => ({ ...zero, x: value })

describe('tellStep', () => {
  it.each<[string, ToldStep]>([
    [
      'A ← 0x00000800: EtherType, bytes 12–13.',
      told(0x28, 12, { after: a(0x800), load: { from: 12, to: 14 }, field: 'EtherType' }),
    ],
    ['A ← 0x00000045: byte 14.', told(0x30, 14, { after: a(0x45), load: { from: 14, to: 15 } })],
    [
      'X ← 0x00000014: four times the low half of byte 14, a header’s length.',
      told(0xb1, 14, { after: x(20), load: { from: 14, to: 15 } }),
    ],
    ['A ← 0x00000003: cpu, which the kernel knows.', told(0x20, 0xfffff024, { after: a(3) })],
    ['A ← 0x0000002a, the packet’s length.', told(0x80, 0, { after: a(42) })],
    ['A ← 0x00000007, the constant.', told(0x00, 7, { after: a(7) })],
    ['X ← 0x00000007, from M[3].', told(0x61, 3, { after: x(7) })],
    ['M[2] ← 0x00000009, from A.', told(0x02, 2, { before: a(9) })],
    ['M[2] ← 0x00000009, from X.', told(0x03, 2, { before: x(9) })],
    ['A ← 0x00000005, that is 0x00000045 and 0xf.', told(0x54, 15, { before: a(0x45), after: a(5) })],
    ['A ← 0x00000003, that is 0x00000001 + 2.', told(0x0c, 0, { before: { ...zero, a: 1, x: 2 }, after: a(3) })],
    ['A ← 0xffffffff, minus 0x00000001.', told(0x84, 0, { before: a(1), after: a(0xffffffff) })],
    [
      'EtherType is IPv4? A is 0x00000800: yes, on to 001.',
      told(0x15, 0x800, { meaning: 'EtherType is IPv4?', before: a(0x800), after: { ...zero, pc: 1 } }),
    ],
    [
      'EtherType is IPv4? A is 0x00000806: no, on to 004.',
      told(0x15, 0x800, { meaning: 'EtherType is IPv4?', before: a(0x806), after: { ...zero, pc: 4 } }),
    ],
    ['On to 008.', told(0x05, 7, { after: { ...zero, pc: 8 } })],
    ['Drop.', told(0x06, 0, { meaning: 'Drop' })],
    ['Returns A, 5: accept, keep up to 5 bytes.', told(0x16, 0, { before: a(5) })],
    ['X ← 0x00000009, from A.', told(0x07, 0, { after: x(9) })],
    ['A ← 0x00000009, from X.', told(0x87, 0, { after: a(9) })],
    ['Division by zero at 003: the machine stops here.', told(0x34, 0, { stopped: 'division by zero at 003' })],
  ])('%s', (expected, step) => {
    expect(tellStep(step)).toBe(expected)
  })
})

describe('holds', () => {
  it.each([
    ['jeq', 0x15, 5, 5, true],
    ['jeq', 0x15, 5, 6, false],
    ['jgt', 0x25, 5, 5, false],
    ['jge', 0x35, 5, 5, true],
    ['jset', 0x45, 6, 2, true],
    ['jset', 0x45, 6, 1, false],
    ['jset, highest bit', 0x45, 0x80000000, 0x80000000, true],
    ['ja', 0x05, 0, 9, true],
  ])('%s: code %i, k %i, A %i is %s', (_, code, k, value, expected) => {
    expect(holds({ code, jt: 0, jf: 1, k }, a(value))).toBe(expected)
  })
})

describe('tellNext', () => {
  const jump: Instruction = { code: 0x15, jt: 0, jf: 1, k: 0xc0a80101 }
  it('says what is compared and where it leads', () => {
    expect(tellNext(jump, 'It?', { ...a(0xc0a80101), pc: 3 })).toBe(
      'It? A holds 0xc0a80101, compared with 0xc0a80101: the jump is true and PC becomes 004.',
    )
    expect(tellNext(jump, 'It?', { ...a(1), pc: 3 })).toMatch(/the jump is false and PC becomes 005\.$/u)
  })
  it('tells the meaning of anything else', () => {
    expect(tellNext({ code: 0x06, jt: 0, jf: 0, k: 0 }, 'Drop', zero)).toBe('Drop.')
  })
})

describe('announceStep', () => {
  it.each([
    ['3: ld [30], A is 0xc0a80101', 3, 'ld [30]', a(0x800), { ...a(0xc0a80101), pc: 1 }],
    ['2: jeq #0x800, on to 004', 2, 'jeq #0x800', zero, { ...zero, pc: 4 }],
    ['4: ret #0', 4, 'ret #0', { ...zero, pc: 6 }, { ...zero, pc: 6 }],
    ['5: tax, X is 0x00000007', 5, 'tax ', a(7), { ...a(7), x: 7, pc: 1 }],
  ])('%s', (expected, number, text, before, after) => {
    expect(announceStep(number, text, before, after)).toBe(expected)
  })
})
