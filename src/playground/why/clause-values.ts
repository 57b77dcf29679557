/**
 * What each clause of a filter is for a packet: true, false, or not reached.
 *
 * It is the program as written that is asked, before the optimizer moves and merges the tests: clauses are tested
 * in the order of the text there. Left out on purpose: why; see explain-clauses.ts.
 */
import {
  compileWithLeaves,
  evaluateClauses,
  evaluateTree,
  type ClauseValue,
  type ExecutedJump,
  type FilterWithLeaves,
} from '../../filter/index.ts'
import { DEFAULT_STEP_LIMIT, createState, isConditional, jumpHolds, step } from '../../vm/index.ts'
import type { Environment, Outcome } from '../../vm/index.ts'
import { filterOptions } from '../filter-options.ts'
import type { SourceInput } from '../source-input.ts'

/** The program as written with its table of clauses; null for another language, and for a filter with an error. */
export function clausesOf(source: SourceInput): FilterWithLeaves | null {
  if (source.language !== 'filter') return null
  const compiled = compileWithLeaves(source.text, filterOptions(source))
  return compiled.ok ? compiled.value : null
}

export interface ClauseValues {
  /** One a clause, in their order. */
  readonly values: readonly ClauseValue[]
  /** The whole expression: the verdict, where the program got through. */
  readonly whole: ClauseValue
  /** How the run of the program as written ended. */
  readonly outcome: Outcome
  /** Where it ended without a return; null where it returned. */
  readonly failedAt: number | null
}

export function evaluateFilter({ program, leaves, tree }: FilterWithLeaves, environment: Environment): ClauseValues {
  const state = createState()
  const executed: ExecutedJump[] = []
  let { pc } = state
  while (state.outcome === null) {
    pc = state.pc
    const instruction = program[pc]
    if (instruction !== undefined && isConditional(instruction))
      executed.push({ pc, taken: jumpHolds(instruction, state.a, state.x) })
    if (state.steps >= DEFAULT_STEP_LIMIT) state.outcome = { kind: 'step-limit', steps: state.steps }
    else step(program, environment, state)
  }
  const { outcome } = state
  const failedAt = outcome.kind === 'returned' ? null : pc
  const values = evaluateClauses(leaves, executed, failedAt)
  const whole = tree === null ? 'true' : evaluateTree(tree, values)
  return { values, whole, outcome, failedAt }
}
