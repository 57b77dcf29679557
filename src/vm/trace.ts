/**
 * A recorded run: any moment of it at once, forwards and backwards alike.
 *
 * What is kept is the pc of every step (two bytes) and a whole state every SPACING steps; the states
 * between are executed again from there, by the one interpreter. All that a step depends on is in the
 * environment, so the second time is like the first. Less than seven bytes a step, and a seek costs at
 * most SPACING steps.
 *
 * Left out: what can be asked of a trace; hits.ts, origin.ts and stops.ts do that.
 */
import { invariant } from '../base/index.ts'
import { MEMWORDS, type Program } from '../bpf/index.ts'
import { createState, step } from './step.ts'
import { DEFAULT_STEP_LIMIT, type Environment, type MachineState, type Outcome } from './types.ts'

/** Steps from one remembered state to the next. */
const SPACING = 20
/** A run longer than this loops, and then it most likely goes on to its limit. */
const LOOPING = 4096
/** The most steps that room is made for at once. */
const MOST_AT_ONCE = 1 << 20
/** Words of a remembered state: pc, A, X, M[0] to M[15]. */
const WORDS = 3 + MEMWORDS

/** A recorded run. Positions count executed instructions: 0 is before the first, `steps` the end. */
export interface Trace {
  readonly program: Program
  readonly environment: Environment
  /** Instructions executed. */
  readonly steps: number
  readonly outcome: Outcome
  /** The machine after `i` instructions, 0 ≤ i ≤ steps: a copy that is the caller's own. */
  readonly at: (i: number) => MachineState
  /** The pc of the i-th instruction executed, 1 ≤ i ≤ steps. */
  readonly pcAt: (i: number) => number
  /** The same of all steps, from index 0, for loops over many; the last may be cut to its low bits, and
   * what follows it means nothing. */
  readonly pcs: Uint16Array | Uint32Array
  /**
   * Shows the machine after `from`, `from + 1`, … `to` instructions, until `visit` returns false. One
   * object is shown again and again: to be read, not kept, not changed.
   */
  readonly walk: (from: number, to: number, visit: (state: MachineState) => boolean | undefined) => void
  /** Memory that the recording holds, in bytes. */
  readonly bytes: number
}

/** Runs as `run` does and remembers every step. The packet must not change while the trace is in use. */
export function recordTrace(program: Program, environment: Environment, limit = DEFAULT_STEP_LIMIT): Trace {
  const state = createState()
  const Pcs = program.length > 0x10000 ? Uint32Array : Uint16Array
  let room = SPACING
  let pcs = new Pcs(room)
  let kept = new Uint32Array(WORDS)
  let lastPc = 0
  while (state.outcome === null) {
    const start = state.steps
    if (start === room) {
      room = room < LOOPING ? room * 4 : Math.max(room * 2, roundUp(Math.min(limit, MOST_AT_ONCE)))
      pcs = resized(pcs, room)
      kept = resized(kept, (room / SPACING) * WORDS)
    }
    if (start > 0) keep(kept, state)
    const stop = Math.min(start + SPACING, limit)
    while (state.steps < stop && state.outcome === null) {
      lastPc = state.pc
      pcs[state.steps] = lastPc
      step(program, environment, state)
    }
    if (state.outcome === null && state.steps >= limit) state.outcome = { kind: 'step-limit', steps: state.steps }
  }

  const { steps, outcome } = state
  pcs = resized(pcs, steps)
  kept = resized(kept, Math.floor(Math.max(0, steps - 1) / SPACING) * WORDS)

  // The state that was asked for last: the next one is often the next step.
  const cursor = createState()
  const moveTo = (i: number): void => {
    const index = Math.floor(Math.min(i, steps - 1) / SPACING)
    if (i < cursor.steps || index * SPACING > cursor.steps) {
      // The start, which is all zeros, is not kept.
      const from = (index - 1) * WORDS
      cursor.pc = kept[from] ?? 0
      cursor.a = kept[from + 1] ?? 0
      cursor.x = kept[from + 2] ?? 0
      for (let word = 0; word < MEMWORDS; word++) cursor.m[word] = kept[from + 3 + word] ?? 0
      cursor.steps = index * SPACING
      cursor.outcome = null
    }
    while (cursor.steps < i) step(program, environment, cursor)
    cursor.outcome = i === steps ? outcome : null
  }
  const at = (i: number): MachineState => {
    invariant(Number.isInteger(i) && i >= 0 && i <= steps, `a trace of ${steps} steps has no step ${i}`)
    moveTo(i)
    const { pc, a, x, m } = cursor
    return { pc, a, x, m: new Uint32Array(m), steps: i, outcome: cursor.outcome }
  }
  return {
    program,
    environment,
    steps,
    outcome,
    pcs,
    bytes: pcs.byteLength + kept.byteLength,
    at,
    pcAt: (i) => {
      invariant(Number.isInteger(i) && i >= 1 && i <= steps, `a trace of ${steps} steps has no step ${i}`)
      return i === steps ? lastPc : (pcs[i - 1] ?? 0)
    },
    walk: (from, to, visit) => {
      const there = at(from)
      const end = Math.min(to, steps)
      while (visit(there) !== false && there.steps < end) {
        step(program, environment, there)
        if (there.steps === steps) there.outcome = outcome
      }
    },
  }
}

function keep(kept: Uint32Array, { pc, a, x, m, steps }: MachineState): void {
  const from = (steps / SPACING - 1) * WORDS
  kept[from] = pc
  kept[from + 1] = a
  kept[from + 2] = x
  for (let i = 0; i < MEMWORDS; i++) kept[from + 3 + i] = m[i] ?? 0
}

/** To whole stretches between two remembered states. */
function roundUp(steps: number): number {
  return Math.ceil(steps / SPACING) * SPACING
}

/** Larger, or smaller where that is worth a copy. */
function resized<T extends Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(words: T, length: number): T {
  if (words.length >= length) return words.length - length > words.length / 8 ? (words.slice(0, length) as T) : words
  const larger = new (words.constructor as new (length: number) => T)(length)
  larger.set(words)
  return larger
}
