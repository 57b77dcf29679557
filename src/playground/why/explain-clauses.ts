/**
 * Why a packet matched or did not: each clause of the filter with its value, the reason in words, and the step of
 * the program in view at which it was decided.
 *
 * Values follow the expression as written, left to right (clause-values.ts). The optimizer changes that order, so
 * the step is found by what the run in view had shown by then (knowledge.ts).
 */
import type { Program } from '../../bpf/index.ts'
import type { ClauseTree, ClauseValue, FilterWithLeaves } from '../../filter/index.ts'
import { recordTrace, verdictOf, type Environment, type Trace } from '../../vm/index.ts'
import type { SourceInput } from '../source-input.ts'
import { evaluateFilter } from './clause-values.ts'
import { settledAt, type Decision } from './knowledge.ts'
import { tellLongAddress } from './long-address.ts'
import { notesFor } from './notes.ts'
import { pathTests, type PathTest } from './path-tests.ts'
import { outcomesBehind, reasonsFor } from './reasons.ts'
import { tellFailure, tellGroup } from './words.ts'

export interface ExplainedClause {
  /** As written. */
  readonly text: string
  /** What it comes to when the run has ended. */
  readonly value: ClauseValue
  /** The deciding comparison: `IPv4 destination: bytes 30–33 are 192.168.1.9, not 192.168.1.1`; empty where not reached. */
  readonly reason: string
  /** Where the run in view had shown it, or had no need to any more; null for what is not reached. */
  readonly decision: Decision | null
}

export interface Why {
  /** Null for an empty expression, which accepts every packet. */
  readonly tree: ClauseTree | null
  readonly clauses: readonly ExplainedClause[]
  /** The expression as written; the verdict, unless a note says otherwise. */
  readonly whole: ClauseValue
  /** Index of the clause that decided, the last one reached; null where none was, and where the verdict is another. */
  readonly decider: number | null
  /** Sentences with code in backquotes. */
  readonly notes: readonly string[]
}

/** More clauses than this are not told about one by one. */
export const MOST_EXPLAINED = 200

export interface Shown {
  readonly program: Program
  readonly trace: Trace
}

/** `shown` is the run in view, of the filter of `source` over the packet of `environment`. */
export function explainClauses(
  source: SourceInput,
  filter: FilterWithLeaves,
  environment: Environment,
  shown: Shown,
): Why {
  const { values, whole, outcome, failedAt } = evaluateFilter(filter, environment)
  const written = recordTrace(filter.program, environment)
  const tests = pathTests(filter.program, written, environment)
  const shownTests = pathTests(shown.program, shown.trace, environment)
  const settled = settledAt(tests, shownTests)
  const end = endOf(shown.trace, shownTests)
  const behind = outcomesBehind(filter)
  const own = filter.clauses.map((): number[] => [])
  tests.forEach(({ pc }, index) => filter.provenance[pc]?.forEach((clause) => own[clause]?.push(index)))

  const clauses = filter.clauses.map(({ span }, clause): ExplainedClause => {
    const text = source.text.slice(span.from, span.to)
    const value = values[clause] ?? 'not reached'
    const indices = own[clause] ?? []
    if (value === 'not reached') return { text, value, reason: '', decision: null }
    if (value === 'unreadable')
      return { text, value, reason: tellFailure(outcome, environment.packet.length), decision: end }
    const mine = tests.filter((_, index) => indices.includes(index))
    const groups = reasonsFor(value, mine, behind)
    const told = groups.map(
      (group) =>
        tellLongAddress(group, mine, source.linkType, environment) ?? tellGroup(group, source.linkType, environment),
    )
    return {
      text,
      value,
      reason: told.join('; '),
      decision: latest(indices.map((index) => settled[index] ?? null)) ?? end,
    }
  })

  const verdict = verdictOf(shown.trace.outcome) > 0
  const reached = values.findLastIndex((value) => value !== 'not reached')
  const agrees = whole === 'true' ? verdict : !verdict
  const notes = notesFor({ source, filter, environment, whole })
  if (!agrees) notes.push(tellDifference(shown.trace, environment.packet.length, verdict))
  if (reached === -1 && failedAt !== null && filter.tree !== null)
    notes.push(`The header before the first clause ${tellFailure(outcome, environment.packet.length)}.`)
  return { tree: filter.tree, clauses, whole, decider: agrees && reached >= 0 ? reached : null, notes }
}

/** Where the run in view was decided: by its last test, or by the load that it did not survive. */
function endOf({ outcome, steps }: Trace, tests: readonly PathTest[]): Decision | null {
  if (outcome.kind === 'out-of-bounds' || outcome.kind === 'division-by-zero')
    return { step: steps, pc: outcome.pc, whole: true }
  const last = tests.at(-1)
  return last === undefined ? null : { step: last.step, pc: last.pc, whole: true }
}

/** When all of a clause's tests are settled; null where one of them is not. */
function latest(decisions: readonly (Decision | null)[]): Decision | null {
  let last: Decision | null = null
  for (const decision of decisions) {
    if (decision === null) return null
    if (last === null || decision.step > last.step) last = decision
  }
  return last
}

/** The optimizer may move a load before the test that guards it. */
function tellDifference({ outcome }: Trace, length: number, accepted: boolean): string {
  if (outcome.kind === 'returned' || accepted)
    return 'The optimized program ends otherwise than the expression does from left to right.'
  return `From left to right the expression is true; the optimized program asks in another order, and ${tellFailure(outcome, length)}.`
}
