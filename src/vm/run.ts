/**
 * Running a program to its end, with and without a memory of the way.
 *
 * A trace keeps four bytes a step (the pc) and a whole state every so many steps; the states between
 * are executed again from there. All that a step depends on is in the environment, so the second
 * time is like the first. About six bytes a step, and a seek costs at most SPACING steps.
 */
import { invariant } from '../base/index.ts'
import { type Program } from '../bpf/index.ts'
import { createState, step } from './step.ts'
import { DEFAULT_STEP_LIMIT, type Environment, type MachineState, type Outcome } from './types.ts'

/** Steps from one remembered state to the next. */
const SPACING = 64
/** Words of a remembered state: pc, A, X, M[0] to M[15]. */
const WORDS = 19

/** A recorded run. Positions count executed instructions: 0 is before the first, `steps` the end. */
export interface Trace {
  /** Instructions executed. */
  readonly steps: number
  readonly outcome: Outcome
  /** The machine after `i` instructions, 0 ≤ i ≤ steps: a copy that is the caller's own. */
  readonly at: (i: number) => MachineState
  /** The pc of the i-th instruction executed, 1 ≤ i ≤ steps. */
  readonly pcAt: (i: number) => number
}

/** Runs to the end, or to `limit` steps, and gives the last state; its outcome is never null. */
export function run(program: Program, environment: Environment, limit = DEFAULT_STEP_LIMIT): MachineState {
  const state = createState()
  while (state.outcome === null) advance(program, environment, state, limit)
  return state
}

/** Runs as `run` does and remembers every step. The packet must not change while the trace is in use. */
export function recordTrace(program: Program, environment: Environment, limit = DEFAULT_STEP_LIMIT): Trace {
  const state = createState()
  let pcs = new Uint32Array(SPACING)
  let kept = new Uint32Array(WORDS)
  let keptCount = 0
  while (state.outcome === null) {
    const { steps, pc } = state
    if (steps % SPACING === 0) {
      if ((keptCount + 1) * WORDS > kept.length) kept = doubled(kept)
      kept.set([pc, state.a, state.x], keptCount * WORDS)
      kept.set(state.m, keptCount * WORDS + 3)
      keptCount++
    }
    if (steps === pcs.length) pcs = doubled(pcs)
    pcs[steps] = pc
    advance(program, environment, state, limit)
  }

  const { steps, outcome } = state
  return {
    steps,
    outcome,
    at: (i) => {
      invariant(Number.isInteger(i) && i >= 0 && i <= steps, `a trace of ${steps} steps has no step ${i}`)
      if (i === steps) return { ...state, m: state.m.slice() }
      const index = Math.floor(i / SPACING)
      const words = kept.subarray(index * WORDS, (index + 1) * WORDS)
      const [pc = 0, a = 0, x = 0] = words
      const there = { pc, a, x, m: words.slice(3), steps: index * SPACING, outcome: null }
      while (there.steps < i) step(program, environment, there)
      return there
    },
    pcAt: (i) => {
      invariant(Number.isInteger(i) && i >= 1 && i <= steps, `a trace of ${steps} steps has no step ${i}`)
      return pcs[i - 1] ?? 0
    },
  }
}

function advance(program: Program, environment: Environment, state: MachineState, limit: number): void {
  if (state.steps >= limit) state.outcome = { kind: 'step-limit', steps: state.steps }
  else step(program, environment, state)
}

function doubled(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(words.length * 2)
  twice.set(words)
  return twice
}
