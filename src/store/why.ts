/**
 * Why the packet in view matched or not: each clause with its reason, and what of it is decided at this moment of
 * the run. For filters alone; other programs have no clauses.
 */
import type { ClauseTree, RowState, Why, WhyRow } from '../playground/index.ts'
import { selectFilterClauses } from './clause-values.ts'
import { memoized } from './memoize.ts'
import { selectMoment } from './moment.ts'
import { selectEnvironment, selectLate, selectShownProgram, selectTrace } from './selectors.ts'
import type { AppData } from './types.ts'

/**
 * The whole answer, whatever the step; null where the program in view is no filter's, or one of very many clauses,
 * and while the late part of the page has not arrived.
 */
export const selectWhy: (state: AppData) => Why | null = memoized(
  [selectLate, selectShownProgram, selectFilterClauses, selectTrace, selectEnvironment],
  (late, { source, compilation: { program } }, filter, trace, environment) => {
    if (late === null || filter === null || program === null || trace === null) return null
    if (filter.clauses.length > late.MOST_EXPLAINED) return null
    return late.explainClauses(source, filter, environment, { program, trace })
  },
)

const NONE: readonly never[] = []

/** The tree as lines, at this moment; empty where there is nothing to tell. */
export const selectWhyRows: (state: AppData) => readonly WhyRow[] = memoized(
  [selectLate, selectWhy, (state: AppData) => selectMoment(state).step, (state: AppData) => selectMoment(state).steps],
  (late, why, step, steps) => (late === null || why === null ? NONE : late.whyRows(why, step, steps)),
)

/** For the editor: what each clause of its text is by now. Empty while the text is not the program's in view. */
export const selectClauseStates: (state: AppData) => readonly RowState[] = memoized(
  [selectWhyRows, (state: AppData) => selectShownProgram(state).stale],
  (rows, stale) => {
    const states: RowState[] = []
    if (!stale) for (const { clause, state } of rows) if (clause !== null) states[clause] = state
    return states
  },
)

export interface Decider {
  readonly clause: number
  /** A `not` stands right before it; `value` is with it. */
  readonly negated: boolean
  readonly value: RowState
}

/** The clause that decided, once the run has ended; null before, and where none did. */
export const selectDecider: (state: AppData) => Decider | null = memoized(
  [selectWhy, (state: AppData) => selectMoment(state).step, (state: AppData) => selectMoment(state).steps],
  (why, step, steps) => {
    const clause = step >= steps ? (why?.decider ?? null) : null
    const decided = why?.clauses[clause ?? -1]
    if (clause === null || decided === undefined || !why?.tree) return null
    const negated = isNegated(why.tree, clause)
    return { clause, negated, value: negated ? opposite(decided.value) : decided.value }
  },
)

function opposite(value: RowState): RowState {
  return value === 'true' ? 'false' : value === 'false' ? 'true' : value
}

function isNegated(tree: ClauseTree, clause: number): boolean {
  if (tree.kind === 'clause') return false
  if (tree.kind !== 'not') return tree.operands.some((operand) => isNegated(operand, clause))
  return tree.operand.kind === 'clause' ? tree.operand.clause === clause : isNegated(tree.operand, clause)
}
