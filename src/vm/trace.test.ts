import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { randomCases } from '../../scripts/judges/random-programs.ts'
import { type Instruction } from '../bpf/index.ts'
import { run } from './run.ts'
import { createState, step } from './step.ts'
import { recordTrace } from './trace.ts'
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
    const some = [0, 1, 19, 20, 21, 39, 40, 41, 63, 64, 65, 127, 128, 500, 999]
    expect(some.map((i) => trace.at(i))).toEqual(some.map((i) => states[i]))
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

  test('is walked from any step to any other', () => {
    const trace = recordTrace(endless, nothing, 100)
    const seen: MachineState[] = []
    trace.walk(30, 100, (state) => {
      seen.push({ ...state, m: state.m.slice() })
      return true
    })
    expect(seen).toEqual(Array.from({ length: 71 }, (_, i) => trace.at(30 + i)))
  })

  test('is walked as far as wanted', () => {
    const seen: number[] = []
    recordTrace(endless, nothing, 100).walk(97, 1000, ({ steps }) => {
      seen.push(steps)
      return steps < 99
    })
    expect(seen).toEqual([97, 98, 99])
  })

  test.each([1, 19, 20, 21, 80, 5120, 5121, 1000, 100_000])(
    'of %i steps takes less than seven bytes a step',
    (limit) => {
      const { bytes, steps } = recordTrace(endless, nothing, limit)
      expect(steps).toBe(limit)
      expect(bytes / steps).toBeLessThan(7)
    },
  )

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

  test('that leaves the program far behind says where it ended', () => {
    const trace = recordTrace([insn(0x05, 0x12345)], nothing)
    expect([trace.pcAt(1), trace.pcAt(2)]).toEqual([0, 0x12346])
  })

  test.each([-1, 11, 0.5, NaN])('has no step %s', (i) => {
    const trace = recordTrace(endless, nothing, 10)
    expect(() => trace.at(i)).toThrow('no step')
    expect(() => trace.pcAt(i)).toThrow('no step')
  })
})
