/**
 * The tree of clauses as lines, at one moment of the run: what is decided up to there, and what is not yet.
 */
import type { ClauseTree, ClauseValue } from '../../filter/index.ts'
import type { ExplainedClause, Why } from './explain-clauses.ts'

/** `later` is a clause that the run will decide; `undecided` a joint that waits for its clauses. */
export type RowState = ClauseValue | 'later' | 'undecided'

export interface WhyRow {
  /** The clause's index; null for `and`, `or` and `not`. */
  readonly clause: number | null
  /** The clause as written, or the joint's word. */
  readonly text: string
  readonly state: RowState
  /** Why it is so, or when it will be known; code stands in backquotes. */
  readonly detail: string
  /** The step that decides it, to go there; null for none. */
  readonly step: number | null
  /** For each level of the tree from the outermost: whether a line goes on below this row at that level. */
  readonly goesOn: readonly boolean[]
}

/** Rows of a moment: `step` of `steps`. */
export function whyRows(why: Why, step: number, steps: number): WhyRow[] {
  const { tree, clauses } = why
  if (tree === null) return []
  const ended = step >= steps
  const stateOf = (clause: ExplainedClause | undefined): RowState => {
    if (clause === undefined) return 'not reached'
    if (ended || (clause.decision !== null && !clause.decision.whole && clause.decision.step <= step))
      return clause.value
    return 'later'
  }
  const rows: WhyRow[] = []
  /** `skipped` names the clause that made this part superfluous, where one has by now. */
  const add = (node: ClauseTree, goesOn: readonly boolean[], skipped: number | null): RowState => {
    if (node.kind === 'clause') {
      const clause = clauses[node.clause]
      const state = skipped !== null ? 'not reached' : stateOf(clause)
      const detail =
        clause === undefined
          ? ''
          : detailOf(clause, state, skipped === null ? null : (clauses[skipped]?.text ?? ''), ended)
      rows.push({
        clause: node.clause,
        text: clause?.text ?? '',
        state,
        detail,
        step: clause?.decision?.step ?? null,
        goesOn,
      })
      return state
    }
    const place = rows.length
    rows.push({ clause: null, text: node.kind, state: 'undecided', detail: '', step: null, goesOn })
    const operands = node.kind === 'not' ? [node.operand] : node.operands
    const passes = node.kind === 'or' ? 'false' : 'true'
    let state: RowState | null = null
    let decider: number | null = skipped
    operands.forEach((operand, index) => {
      const isLast = index === operands.length - 1
      const found = add(operand, [...goesOn, !isLast], decider)
      if (state !== null || node.kind === 'not') state ??= found
      else if (found !== passes) {
        state = found === 'later' ? 'undecided' : found
        if (isSettled(found)) decider = lastReached(operand, clauses)
      }
    })
    const value = skipped !== null ? 'not reached' : conclude(node.kind, state ?? passes)
    rows[place] = {
      clause: null,
      text: node.kind,
      state: value,
      detail: jointDetail(node.kind, value, operands.length),
      step: null,
      goesOn,
    }
    return value
  }
  add(tree, [], null)
  return rows
}

function isSettled(state: RowState): boolean {
  return state !== 'later' && state !== 'undecided'
}

function conclude(kind: 'and' | 'or' | 'not', state: RowState): RowState {
  if (state === 'later') return 'undecided'
  if (kind !== 'not') return state
  return state === 'true' ? 'false' : state === 'false' ? 'true' : state
}

/** The clause of a part that settled it: the last that was reached. */
function lastReached(part: ClauseTree, clauses: readonly ExplainedClause[]): number | null {
  if (part.kind === 'clause') return clauses[part.clause]?.value === 'not reached' ? null : part.clause
  const operands = part.kind === 'not' ? [part.operand] : part.operands
  return operands.reduce<number | null>((last, operand) => lastReached(operand, clauses) ?? last, null)
}

function detailOf(
  { value, reason, decision }: ExplainedClause,
  state: RowState,
  skipped: string | null,
  ended: boolean,
): string {
  const at = (pc: number | null): string => (pc === null ? '' : `\`${String(pc).padStart(3, '0')}\``)
  if (skipped !== null) return `not asked: \`${skipped}\` has decided`
  if (state === 'later')
    return decision === null
      ? ''
      : `${at(decision.pc)} decides ${decision.whole ? 'the whole' : 'it'} at step ${decision.step}`
  if (state === 'not reached') return ended && value === 'not reached' ? 'the run ended before it' : ''
  if (decision === null || decision.pc === null) return reason
  if (decision.whole && value !== 'unreadable')
    return `${reason}; ${at(decision.pc)} decided the whole at step ${decision.step}`
  return `${at(decision.pc)}, step ${decision.step}: ${reason}`
}

function jointDetail(kind: 'and' | 'or' | 'not', state: RowState, operands: number): string {
  const both = operands === 2
  if (kind === 'not') return ''
  if (state === 'undecided') {
    if (kind === 'and') return `true only if ${both ? 'both' : 'all'} are`
    return 'true as soon as one is'
  }
  if (state === 'true') return kind === 'and' ? `${both ? 'both' : 'all'} are true` : 'one of them is true'
  if (state === 'false') return kind === 'and' ? 'one of them is not true' : `${both ? 'neither' : 'none'} is true`
  return ''
}
