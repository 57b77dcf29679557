import { describe, expect, test } from 'vitest'
import {
  EXTENSION_OFFSETS,
  SKF_AD_OFF,
  knownOpcodes,
  type ExtensionName,
  type Flavour,
  type Instruction,
} from '../bpf/index.ts'
import { createState, step } from './step.ts'
import { defaultMetadata, type Environment, type MachineState } from './types.ts'

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const packet = Uint8Array.of(0x45, 0x80, 0xff, 0x01, 0x23)

function environment(flavour: Flavour = 'linux', metadata = {}): Environment {
  return { packet, metadata: { ...defaultMetadata, netoff: 1, ...metadata }, flavour }
}

/** The machine after one instruction, started with these registers. */
function after(instruction: Instruction, start: Partial<MachineState>, where = environment()): MachineState {
  const state = { ...createState(), ...start }
  step([instruction, insn(0x06), insn(0x06), insn(0x06)], where, state)
  return state
}

describe('each instruction', () => {
  test.each<[string, Instruction, Partial<MachineState>, Partial<MachineState>]>([
    ['ld [k]', insn(0x20, 1), {}, { a: 0x80ff0123 }],
    ['ldh [k]', insn(0x28, 3), {}, { a: 0x0123 }],
    ['ldb [k]', insn(0x30, 4), {}, { a: 0x23 }],
    ['ld [x + k]', insn(0x40, 0), { x: 1 }, { a: 0x80ff0123 }],
    ['ldh [x + k]', insn(0x48, 1), { x: 1 }, { a: 0xff01 }],
    ['ldb [x + k]', insn(0x50, 2), { x: 2 }, { a: 0x23 }],
    ['ld #k', insn(0x00, 0xffffffff), {}, { a: 0xffffffff }],
    ['ld #len', insn(0x80), {}, { a: 5 }],
    ['ldx #k', insn(0x01, 9), { a: 1 }, { a: 1, x: 9 }],
    ['ldx #len', insn(0x81), {}, { x: 5 }],
    ['ldxb 4*([k]&0xf)', insn(0xb1, 0), {}, { x: 20 }],
    ['add #k wraps', insn(0x04, 2), { a: 0xffffffff }, { a: 1 }],
    ['add x', insn(0x0c), { a: 1, x: 0xffffffff }, { a: 0 }],
    ['sub #k wraps', insn(0x14, 2), { a: 1 }, { a: 0xffffffff }],
    ['sub x', insn(0x1c), { a: 7, x: 5 }, { a: 2 }],
    ['mul #k keeps 32 bits', insn(0x24, 0xffffffff), { a: 0xffffffff }, { a: 1 }],
    ['mul x', insn(0x2c), { a: 0x12345, x: 0x10001 }, { a: 0x23462345 }],
    ['div #k is unsigned', insn(0x34, 2), { a: 0xffffffff }, { a: 0x7fffffff }],
    ['div x', insn(0x3c), { a: 0xfffffffe, x: 0xffffffff }, { a: 0 }],
    ['mod #k', insn(0x94, 10), { a: 0xffffffff }, { a: 5 }],
    ['mod x', insn(0x9c), { a: 0xffffffff, x: 0x80000000 }, { a: 0x7fffffff }],
    ['mod x, of the high bit', insn(0x9c), { a: 0xfffffffe, x: 0xffffffff }, { a: 0xfffffffe }],
    ['or #k', insn(0x44, 0x80000000), { a: 1 }, { a: 0x80000001 }],
    ['or x', insn(0x4c), { a: 4, x: 2 }, { a: 6 }],
    ['and #k', insn(0x54, 0xf0000000), { a: 0xffffffff }, { a: 0xf0000000 }],
    ['and x', insn(0x5c), { a: 6, x: 3 }, { a: 2 }],
    ['xor #k', insn(0xa4, 0xffffffff), { a: 1 }, { a: 0xfffffffe }],
    ['xor x', insn(0xac), { a: 6, x: 3 }, { a: 5 }],
    ['lsh #k', insn(0x64, 31), { a: 3 }, { a: 0x80000000 }],
    ['lsh x', insn(0x6c), { a: 3, x: 1 }, { a: 6 }],
    ['rsh #k brings zeroes', insn(0x74, 31), { a: 0xffffffff }, { a: 1 }],
    ['rsh x', insn(0x7c), { a: 0x80000000, x: 4 }, { a: 0x08000000 }],
    ['neg', insn(0x84), { a: 1 }, { a: 0xffffffff }],
    ['neg of 0', insn(0x84), { a: 0 }, { a: 0 }],
    ['tax', insn(0x07), { a: 3 }, { a: 3, x: 3 }],
    ['txa', insn(0x87), { x: 3 }, { a: 3, x: 3 }],
    ['ja', insn(0x05, 1), {}, { pc: 2 }],
    ['jeq #k, true', insn(0x15, 5, 1, 2), { a: 5 }, { pc: 2 }],
    ['jeq #k, false', insn(0x15, 5, 1, 2), { a: 6 }, { pc: 3 }],
    ['jeq x', insn(0x1d, 0, 1, 2), { a: 5, x: 5 }, { pc: 2 }],
    ['jgt #k is unsigned', insn(0x25, 5, 1, 2), { a: 0x80000000 }, { pc: 2 }],
    ['jgt x, equal', insn(0x2d, 0, 1, 2), { a: 5, x: 5 }, { pc: 3 }],
    ['jge #k, equal', insn(0x35, 5, 1, 2), { a: 5 }, { pc: 2 }],
    ['jge x, less', insn(0x3d, 0, 1, 2), { a: 5, x: 0x80000000 }, { pc: 3 }],
    ['jset #k', insn(0x45, 0x80000000, 1, 2), { a: 0xffffffff }, { pc: 2 }],
    ['jset x, no bit', insn(0x4d, 0, 1, 2), { a: 5, x: 2 }, { pc: 3 }],
  ])('%s', (_, instruction, before, expected) => {
    const { outcome, steps, ...registers } = after(instruction, before)
    expect({ outcome, steps }).toEqual({ outcome: null, steps: 1 })
    expect(registers).toEqual({
      ...createState(),
      pc: 1,
      ...before,
      ...expected,
      m: registers.m,
      outcome: undefined,
      steps: undefined,
    })
  })

  test('stores and loads of scratch memory', () => {
    const stored = after(insn(0x02, 15), { a: 7, m: new Uint32Array(16) })
    expect([...stored.m]).toEqual([...Array<number>(15).fill(0), 7])
    expect([...after(insn(0x03, 0), { x: 9, m: new Uint32Array(16) }).m]).toEqual([9, ...Array<number>(15).fill(0)])
    expect(after(insn(0x60, 15), { m: stored.m }).a).toBe(7)
    expect(after(insn(0x61, 15), { m: stored.m }).x).toBe(7)
  })

  test('is there exactly where the load check says so', () => {
    const executed = [...Array(65536).keys()].filter(
      (code) => after(insn(code, 1), { x: 1 }).outcome?.kind !== 'bad-instruction',
    )
    expect(executed).toEqual(knownOpcodes)
  })
})

describe('how a run ends', () => {
  test.each([
    ['ret #k', insn(0x06, 262144), { kind: 'returned', value: 262144 }],
    ['ret a', insn(0x16), { kind: 'returned', value: 3 }],
    ['a load past the end', insn(0x20, 2), { kind: 'out-of-bounds', pc: 0, offset: 2, size: 4 }],
    ['a half word past the end', insn(0x28, 4), { kind: 'out-of-bounds', pc: 0, offset: 4, size: 2 }],
    ['an indexed byte past the end', insn(0x50, 5), { kind: 'out-of-bounds', pc: 0, offset: 5, size: 1 }],
    ['a header length past the end', insn(0xb1, 5), { kind: 'out-of-bounds', pc: 0, offset: 5, size: 1 }],
    ['division by X = 0', insn(0x3c), { kind: 'division-by-zero', pc: 0 }],
    ['remainder by X = 0', insn(0x9c), { kind: 'division-by-zero', pc: 0 }],
    ['division by #0', insn(0x34), { kind: 'division-by-zero', pc: 0 }],
    ['ret x, which does not exist', insn(0x0e), { kind: 'bad-instruction', pc: 0 }],
    ['M[16]', insn(0x60, 16), { kind: 'bad-instruction', pc: 0 }],
    ['a jump out of the program', insn(0x05, 0xfffffffe), { kind: 'bad-instruction', pc: 0 }],
  ])('%s', (_, instruction, outcome) => {
    const state = after(instruction, { a: 3 })
    expect(state.outcome).toEqual(outcome)
    expect(state).toMatchObject({ pc: 0, a: 3, steps: 1 })
  })

  test('running off the end', () => {
    const state = createState()
    step([], environment(), state)
    expect(state.outcome).toEqual({ kind: 'bad-instruction', pc: 0 })
  })

  test('there is no step after the end', () => {
    const state = after(insn(0x06, 1), {})
    expect(() => step([insn(0x06, 1)], environment(), state)).toThrow('after the end')
  })
})

describe('where the flavours differ', () => {
  const netoff = (offset: number) => 0xfff00000 + offset
  test.each<[string, Instruction, Partial<MachineState>, number | string, number | string]>([
    ['lsh by 33', insn(0x6c), { a: 1, x: 33 }, 2, 0],
    ['rsh by 33', insn(0x7c), { a: 4, x: 33 }, 2, 0],
    ['from the network header', insn(0x30, netoff(1)), {}, 0xff, 'out-of-bounds'],
    ['past the end from there', insn(0x30, netoff(4)), {}, 'out-of-bounds', 'out-of-bounds'],
    ['from the link header', insn(0x28, 0xffe00002), {}, 0xff01, 'out-of-bounds'],
    ['below the link header', insn(0x30, 0xffdfffff), {}, 'out-of-bounds', 'out-of-bounds'],
    ['x + k around 2^32', insn(0x50, 0xffffffff), { x: 2 }, 0x80, 'out-of-bounds'],
    ['x + k to the network header', insn(0x50, netoff(0)), { x: 1 }, 0xff, 'out-of-bounds'],
    ['an extension', insn(0x20, SKF_AD_OFF + 36), {}, 3, 'out-of-bounds'],
    ['A ^= X', insn(0x20, SKF_AD_OFF + 40), { a: 5, x: 6 }, 3, 'out-of-bounds'],
    ['ldb vlan_tci', insn(0x30, SKF_AD_OFF + 44), {}, 0xabcd, 0xabcd],
    ['ldh vlan_tci', insn(0x28, SKF_AD_OFF + 44), {}, 0xabcd, 'out-of-bounds'],
  ])('%s', (_, instruction, start, linux, libpcap) => {
    const result = (flavour: Flavour) => {
      const state = after(instruction, start, environment(flavour, { cpu: 3, vlan_tci: 0xabcd }))
      return state.outcome?.kind ?? state.a
    }
    expect(result('linux')).toBe(linux)
    expect(result('libpcap')).toBe(libpcap)
  })

  test('a jump backwards', () => {
    const state = { ...createState(), pc: 1 }
    step([insn(0x06), insn(0x05, 0xfffffffe)], environment('libpcap'), state)
    expect(state).toMatchObject({ pc: 0, outcome: null })
  })
})

describe('extensions', () => {
  const plain = Object.keys(EXTENSION_OFFSETS).filter(
    (name): name is Exclude<ExtensionName, 'nla' | 'nlan'> => name !== 'nla' && name !== 'nlan',
  )

  test.each(plain)('%s is what the metadata says', (name) => {
    const where = environment('linux', { [name]: 0xfedcba98 })
    for (const code of [0x20, 0x28, 0x30]) {
      expect(after(insn(code, SKF_AD_OFF + EXTENSION_OFFSETS[name]), { a: 1 }, where).a).toBe(0xfedcba98)
    }
  })

  test('len is what the metadata says, and loads stay within the bytes at hand', () => {
    const where = environment('linux', { len: 1500 })
    expect(after(insn(0x80), {}, where).a).toBe(1500)
    expect(after(insn(0x81), {}, where).x).toBe(1500)
    expect(after(insn(0x30, 5), {}, where).outcome?.kind).toBe('out-of-bounds')
  })

  test('poff is found in the packet where the metadata does not say it', () => {
    const where = { ...environment(), metadata: { ...defaultMetadata, proto: 0x0806, netoff: 2 } }
    expect(after(insn(0x20, SKF_AD_OFF + EXTENSION_OFFSETS.poff), {}, where).a).toBe(2)
  })
})
