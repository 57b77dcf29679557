/**
 * Where a recorded run is to stop: at instructions, and by rules (stop-rule.ts). Searched forwards and backwards alike;
 * the stops of a run do not depend on the way one goes through it.
 */
import { bytesRead } from './loads.ts'
import { verdictOf } from './step.ts'
import { type StopRule } from './stop-rule.ts'
import { type Trace } from './trace.ts'
import { type MachineState } from './types.ts'

/** Positions as in a trace; stops at the start and at the end are not counted: everything stops there. */
export interface Stops {
  /** The first stop after position `i`; null where the run goes to its end. */
  readonly next: (i: number) => number | null
  /** The last stop before position `i`; null where it goes back to the start. */
  readonly previous: (i: number) => number | null
  /** Which rules stop at position `i`, by their index. */
  readonly rulesAt: (i: number) => number[]
}

/** Shown one state after another, in order, says where to stop. The first is for comparing with only. */
type Watcher = (state: MachineState) => boolean

const STRETCH = 2048

export function findStops(trace: Trace, instructions: readonly number[], rules: readonly StopRule[]): Stops {
  const { pcs, steps, program } = trace
  const marked = new Uint8Array(program.length)
  for (const pc of instructions) if (pc < marked.length) marked[pc] = 1
  const isMarked = (i: number): boolean => i < steps && marked[pcs[i] ?? 0] === 1
  const plain = rules.length === 0

  const searchForward = (i: number): number | null => {
    let found: number | null = null
    if (plain) {
      for (let j = i + 1; j < steps; j++) if (isMarked(j)) return j
      return null
    }
    const sees = watcherOfAll(trace, rules)
    trace.walk(i, steps - 1, (state) => {
      const stops = sees(state) || isMarked(state.steps)
      if (stops && state.steps > i) found = state.steps
      return found === null
    })
    return found
  }
  const searchBack = (i: number): number | null => {
    if (plain) {
      for (let j = Math.min(i, steps) - 1; j > 0; j--) if (isMarked(j)) return j
      return null
    }
    for (let to = Math.min(i, steps) - 1; to > 0; to -= STRETCH) {
      const from = Math.max(0, to - STRETCH)
      let found: number | null = null
      const sees = watcherOfAll(trace, rules)
      trace.walk(from, to, (state) => {
        const stops = sees(state) || isMarked(state.steps)
        if (stops && state.steps > from) found = state.steps
        return true
      })
      if (found !== null) return found
    }
    return null
  }

  // Between one stop and the next the answer is the same, so that a step does not search again.
  let known: { readonly from: number; readonly next: number | null } | null = null
  return {
    next: (i) => {
      if (known !== null && i >= known.from && (known.next === null || i < known.next)) return known.next
      known = { from: i, next: searchForward(i) }
      return known.next
    },
    previous: searchBack,
    rulesAt: (i) => {
      if (i <= 0) return []
      return rules.flatMap((rule, index) => {
        const sees = watcherOf(trace, rule)
        let stops = false
        trace.walk(i - 1, i, (state) => {
          stops = sees(state)
          return true
        })
        return stops ? [index] : []
      })
    },
  }
}

function watcherOfAll(trace: Trace, rules: readonly StopRule[]): Watcher {
  const watchers = rules.map((rule) => watcherOf(trace, rule))
  return (state) => {
    let stops = false
    // All of them, every time: each compares with what it saw last.
    for (const sees of watchers) if (sees(state)) stops = true
    return stops
  }
}

function watcherOf(trace: Trace, rule: StopRule): Watcher {
  const { program, environment, steps, outcome } = trace
  const isTrue = (value: number): boolean => value !== 0 && !Number.isNaN(value)
  switch (rule.kind) {
    case 'instruction':
      return (state) => state.outcome === null && state.pc === rule.pc && isTrue(rule.holds(state, environment))
    case 'condition': {
      let was = false
      return (state) => {
        const now = isTrue(rule.holds(state, environment))
        const became = now && !was
        was = now
        return became
      }
    }
    case 'read': {
      let reads = false
      return (state) => {
        const hasRead = reads
        const instruction = state.outcome === null ? program[state.pc] : undefined
        const range = instruction === undefined ? null : bytesRead(instruction, state, environment)
        reads = range !== null && range.from < rule.to && range.to > rule.from
        return hasRead
      }
    }
    case 'verdict': {
      const accepts = verdictOf(outcome) !== 0
      const ends = outcome.kind !== 'step-limit' && (rule.end === 'any' || (rule.end === 'accept') === accepts)
      return (state) => ends && state.steps === steps - 1
    }
  }
}
