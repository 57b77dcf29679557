/**
 * A program over many packets, counted: how often each instruction ran, how often each test held, how many steps
 * it took. What a capture says of a filter is derived from these counts.
 *
 * Left out on purpose: any execution of its own. There is one interpreter, in vm/.
 */
import type { Program } from '../bpf/index.ts'
import { DEFAULT_STEP_LIMIT, createState, isConditional, jumpHolds, step, verdictOf } from '../vm/index.ts'
import type { Environment, Outcome } from '../vm/index.ts'

export interface ProgramCounts {
  /** For each instruction how often it was executed. */
  readonly executed: Float64Array
  /** For each conditional jump how often its test held; 0 for other instructions. */
  readonly taken: Float64Array
  packets: number
  matches: number
  /** Instructions executed in all, and the most that one packet took. */
  steps: number
  worst: number
}

export function noCounts({ length }: Program): ProgramCounts {
  const executed = new Float64Array(length)
  return { executed, taken: new Float64Array(length), packets: 0, matches: 0, steps: 0, worst: 0 }
}

/** What one packet comes to. The same object each time. */
export interface PacketEnd {
  /** Bytes to keep at most; 0 where the packet is dropped, or the run was stopped at the step limit. */
  verdict: number
  steps: number
  /** How the run ended. */
  outcome: Outcome
}

/** A function that runs the program over a packet and adds to the counts. */
export function countingRun(
  program: Program,
  counts: ProgramCounts,
  stepLimit = DEFAULT_STEP_LIMIT,
): (environment: Environment) => PacketEnd {
  const conditional = program.map(isConditional)
  const end: PacketEnd = { verdict: 0, steps: 0, outcome: { kind: 'returned', value: 0 } }
  return (environment) => {
    const state = createState()
    while (state.outcome === null) {
      if (state.steps >= stepLimit) {
        state.outcome = { kind: 'step-limit', steps: state.steps }
        break
      }
      const { pc } = state
      const instruction = program[pc]
      if (instruction !== undefined) {
        counts.executed[pc] = (counts.executed[pc] ?? 0) + 1
        if (conditional[pc] === true && jumpHolds(instruction, state.a, state.x)) {
          counts.taken[pc] = (counts.taken[pc] ?? 0) + 1
        }
      }
      step(program, environment, state)
    }
    end.verdict = verdictOf(state.outcome)
    end.steps = state.steps
    end.outcome = state.outcome
    counts.packets++
    if (end.verdict !== 0) counts.matches++
    counts.steps += end.steps
    counts.worst = Math.max(counts.worst, end.steps)
    return end
  }
}

/** For each clause of a filter, packets for which it was true, and false; for the others it did not come to a value. */
export interface ClauseTotals {
  readonly held: number
  readonly failed: number
}

/** From the counts of the program that the exits belong to: the one as written, not the optimized one. */
export function clauseTotals(
  leaves: readonly {
    readonly exits: readonly { readonly pc: number; readonly taken: boolean; readonly value: boolean }[]
  }[],
  { executed, taken }: ProgramCounts,
): readonly ClauseTotals[] {
  return leaves.map(({ exits }) => {
    const totals = { held: 0, failed: 0 }
    for (const exit of exits) {
      const held = taken[exit.pc] ?? 0
      const count = exit.taken ? held : (executed[exit.pc] ?? 0) - held
      if (exit.value) totals.held += count
      else totals.failed += count
    }
    return totals
  })
}
