import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { randomCases } from '../../scripts/judges/random-programs.ts'
import { type Instruction } from '../bpf/index.ts'
import { recordTrace, run } from './run.ts'
import { createState, step, verdictOf } from './step.ts'
import { defaultMetadata, type Environment, type MachineState } from './types.ts'

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })

/** add #1; tax; stx M[3]; ja back to the start: never ends, and changes something at every step. */
const endless = [insn(0x04, 1), insn(0x07), insn(0x03, 3), insn(0x05, 0xfffffffc)]

function environment(packet: Uint8Array): Environment {
  return { packet, metadata: { ...defaultMetadata, netoff: 0 }, flavour: 'libpcap' }
}
const nothing = environment(new Uint8Array(0))

/** The states one after the other, by stepping; as long as the run, the initial one first. */
function statesByStepping(program: readonly Instruction[], where: Environment, steps: number): MachineState[] {
  const state = createState()
  const copy = (): MachineState => ({ ...state, m: state.m.slice() })
  const states = [copy()]
  while (states.length <= steps) {
    step(program, where, state)
    states.push(copy())
  }
  return states
}

describe('a trace', () => {
  test('gives at every step what stepping gives, in any order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        for (const { program, packet } of randomCases(seed, 3)) {
          const where = environment(packet)
          const trace = recordTrace(program, where, 300)
          if (trace.outcome.kind === 'step-limit') continue
          const states = statesByStepping(program, where, trace.steps)
          for (let i = trace.steps; i >= 0; i--) expect(trace.at(i)).toEqual(states[i])
          for (let i = 1; i <= trace.steps; i++) expect(trace.pcAt(i)).toBe(states[i - 1]?.pc)
          expect(trace.outcome).toEqual(run(program, where).outcome)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('of more steps than are remembered whole', () => {
    const states = statesByStepping(endless, nothing, 1000)
    const trace = recordTrace(endless, nothing, 1000)
    expect([0, 1, 63, 64, 65, 127, 128, 500, 999].map((i) => trace.at(i))).toEqual(
      [0, 1, 63, 64, 65, 127, 128, 500, 999].map((i) => states[i]),
    )
    expect([1, 2, 3, 4, 5, 64, 65, 1000].map((i) => trace.pcAt(i))).toEqual([0, 1, 2, 3, 0, 3, 0, 3])
  })

  test('hands out copies', () => {
    const trace = recordTrace(endless, nothing, 10)
    for (const i of [5, 10]) {
      const state = trace.at(i)
      state.a = 99
      state.m[3] = 99
      expect(trace.at(i).a).not.toBe(99)
      expect(trace.at(i).m[3]).not.toBe(99)
    }
  })

  test('of a million steps is recorded, and any of them found', () => {
    const trace = recordTrace(endless, nothing, 1_000_000)
    expect(trace.steps).toBe(1_000_000)
    expect(trace.outcome).toEqual({ kind: 'step-limit', steps: 1_000_000 })
    expect(trace.at(999_999)).toMatchObject({ pc: 3, a: 250_000, x: 250_000, steps: 999_999, outcome: null })
    expect(trace.at(500_002)).toMatchObject({ pc: 2, a: 125_001 })
    expect(trace.at(1_000_000).outcome?.kind).toBe('step-limit')
  })

  test('of a program without instructions has one failed step', () => {
    const trace = recordTrace([], nothing)
    expect(trace.steps).toBe(1)
    expect(trace.at(0).outcome).toBeNull()
    expect(trace.at(1).outcome).toEqual({ kind: 'bad-instruction', pc: 0 })
  })

  test.each([-1, 11, 0.5, NaN])('has no step %s', (i) => {
    const trace = recordTrace(endless, nothing, 10)
    expect(() => trace.at(i)).toThrow('no step')
    expect(() => trace.pcAt(i)).toThrow('no step')
  })
})

test('a run stops at its limit', () => {
  expect(run(endless, nothing, 8)).toMatchObject({ steps: 8, a: 2, outcome: { kind: 'step-limit', steps: 8 } })
})

test('a verdict is what was returned, and 0 for every other end', () => {
  expect(verdictOf({ kind: 'returned', value: 262144 })).toBe(262144)
  expect(verdictOf({ kind: 'out-of-bounds', pc: 0, offset: 9, size: 1 })).toBe(0)
  expect(verdictOf({ kind: 'step-limit', steps: 9 })).toBe(0)
})
