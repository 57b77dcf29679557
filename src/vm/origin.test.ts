import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { randomCases } from '../../scripts/judges/random-programs.ts'
import { type Instruction } from '../bpf/index.ts'
import { type Register } from './effects.ts'
import { lastWrite, originOf } from './origin.ts'
import { recordTrace, type Trace } from './trace.ts'
import { defaultMetadata, type Environment } from './types.ts'

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const environment = (packet: Uint8Array): Environment => ({
  packet,
  metadata: { ...defaultMetadata, netoff: 0 },
  flavour: 'libpcap',
})

/** ldxb 4*([2]&0xf); ldh [x + 0]; st M[1]; ld #7; ldx M[1]; ja +0; ret x is no code, so ret a. */
const program = [insn(0xb1, 2), insn(0x48, 0), insn(0x02, 1), insn(0x00, 7), insn(0x61, 1), insn(0x05, 0), insn(0x16)]
const trace = recordTrace(program, environment(Uint8Array.of(9, 9, 0x41, 9, 0x12, 0x34)))

function told(register: Register, i: number) {
  const { step, steps, instructions, bytes } = originOf(trace, register, i)
  return { step, steps: [...steps], instructions, bytes: bytes.map(({ from, to }) => [from, to]) }
}

describe('where a value came from', () => {
  test.each([
    ['X', 1, { step: 1, steps: [1], instructions: [0], bytes: [[2, 3]] }],
    [
      'A',
      2,
      {
        step: 2,
        steps: [1, 2],
        instructions: [0, 1],
        bytes: [
          [2, 3],
          [4, 6],
        ],
      },
    ],
    [
      1,
      3,
      {
        step: 3,
        steps: [1, 2, 3],
        instructions: [0, 1, 2],
        bytes: [
          [2, 3],
          [4, 6],
        ],
      },
    ],
    ['A', 4, { step: 4, steps: [4], instructions: [3], bytes: [] }],
    [
      'X',
      7,
      {
        step: 5,
        steps: [1, 2, 3, 5],
        instructions: [0, 1, 2, 4],
        bytes: [
          [2, 3],
          [4, 6],
        ],
      },
    ],
    ['A', 0, { step: null, steps: [], instructions: [], bytes: [] }],
    [0, 7, { step: null, steps: [], instructions: [], bytes: [] }],
  ] as const)('%s after %i steps', (register, i, expected) => {
    expect(told(register, i)).toEqual(expected)
    expect(lastWrite(trace, register, i)).toBe(expected.step)
  })

  test('a load that failed wrote nothing', () => {
    const failed = recordTrace([insn(0x00, 3), insn(0x20, 99)], environment(new Uint8Array(4)))
    expect(originOf(failed, 'A', 2).step).toBe(1)
  })

  test('a run cut short has its last step', () => {
    const cut = recordTrace([insn(0x04, 1), insn(0x05, 0xfffffffe)], environment(new Uint8Array(0)), 5)
    expect(originOf(cut, 'A', 5)).toMatchObject({ step: 5, instructions: [0] })
  })

  test('the kernel’s own loads that start from A and X say so', () => {
    const linux: Environment = { ...environment(Uint8Array.of(4, 0, 9, 0)), flavour: 'linux' }
    const nla = recordTrace([insn(0x01, 9), insn(0x00, 0), insn(0x20, 0xfffff000 + 12), insn(0x16)], linux)
    expect([...originOf(nla, 'A', 3).steps]).toEqual([1, 2, 3])
  })
})

function registerAt(each: Trace, register: Register, i: number): number | undefined {
  const state = each.at(i)
  return register === 'A' ? state.a : register === 'X' ? state.x : state.m[register]
}

test('other bytes of the packet do not matter, as long as the run goes the same way', () => {
  let compared = 0
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.nat(), (seed, pick) => {
      for (const random of randomCases(seed, 4)) {
        const before = recordTrace(random.program, environment(random.packet), 200)
        const i = pick % (before.steps + 1)
        const register = (['A', 'X', 0, 1, 15] as const)[pick % 5] ?? 'A'
        const { bytes } = originOf(before, register, i)
        const changed = random.packet.map((byte, offset) =>
          bytes.some(({ from, to }) => offset >= from && offset < to) ? byte : byte ^ (pick & 0xff),
        )
        const after = recordTrace(random.program, environment(changed), 200)
        if (after.steps < i || before.pcs.subarray(0, i).some((pc, j) => pc !== after.pcs[j])) continue
        // A step that fails in one of the two has written in the other.
        if ((i === after.steps) !== (i === before.steps)) continue
        compared += bytes.length > 0 ? 1 : 0
        expect(registerAt(after, register, i)).toBe(registerAt(before, register, i))
      }
    }),
    { numRuns: 300 },
  )
  expect(compared).toBeGreaterThan(20)
})
