/**
 * What a teacher would say about a filter that compiles: clauses that can never or must always be
 * true, clauses that no longer mean what they seem to. libpcap says none of it.
 *
 * Everything said is proven or follows from the rules of the language; what cannot be shown within
 * the budget is not said. At most one remark of a kind.
 */
import type { Diagnostic, Span } from '../../base/index.ts'
import { CompileFailure } from '../codegen/state.ts'
import { tokenize } from '../lexer.ts'
import { parse } from '../parser/parser.ts'
import type { CompileOptions } from '../types.ts'
import { findContradiction, findTautology, oppositeOf, toDiagnostic } from './contradictions.ts'
import { Budget, formulaOf, primitivesOf, type Formula } from './formula.ts'
import { adviseArp, adviseMoved, advisePrecedence } from './habits.ts'
import { generateLeaves } from './leaf.ts'
import { balanced } from './words.ts'

/** Expressions with more clauses get no advice. */
export const MOST_ADVISED_CLAUSES = 40
/** Instructions that all proofs about one expression may look at. */
const STEPS = 10_000

/**
 * Remarks on an expression that compiles, most serious first; none for one that does not, and none
 * for one with more than 40 clauses.
 */
export function adviseFilter(text: string, options: CompileOptions): Diagnostic[] {
  const parsed = parse(tokenize(text))
  if (!parsed.ok || parsed.value === null) return []
  const expression = parsed.value
  const primitives = primitivesOf(expression, MOST_ADVISED_CLAUSES)
  if (primitives === null) return []
  try {
    const formula = formulaOf(expression, generateLeaves(primitives, options))
    const budget = new Budget(STEPS)
    const opposites = primitives.map((primitive) => oppositeOf(primitive))
    const turned = opposites.some((each) => each !== null)
      ? generateLeaves(
          primitives.map((primitive, i) => opposites[i] ?? primitive),
          options,
        )
      : []
    const turnedLeaves = new Map(
      turned.flatMap((leaf, i) =>
        opposites[i] === null ? [] : [[primitives[i] as (typeof primitives)[number], leaf]],
      ),
    )
    const contradiction = findContradiction(text, formula, budget)
    const found = findTautology(text, formula, turnedLeaves, budget)
    // `not x` that is never true has said of x that it always is.
    const tautology = contradiction !== null && found !== null && inside(found.span, contradiction.span) ? null : found
    const remarks = [
      ...(contradiction === null ? [] : [toDiagnostic(contradiction)]),
      ...(tautology === null ? [] : [toDiagnostic(tautology)]),
      ...bySeverity([
        adviseMoved(text, formula, options),
        adviseArp(text, formula, options, budget),
        advisePrecedence(text, expression),
      ]),
    ]
    return remarks.map((remark) => ({ ...remark, span: balanced(text, remark.span) }))
  } catch (failure) {
    if (failure instanceof CompileFailure) return []
    throw failure
  }
}

function inside(inner: Span, outer: Span): boolean {
  return inner.from >= outer.from && inner.to <= outer.to
}

function bySeverity(diagnostics: readonly (Diagnostic | null)[]): Diagnostic[] {
  const found = diagnostics.filter((each) => each !== null)
  return [...found.filter((d) => d.severity === 'warning'), ...found.filter((d) => d.severity !== 'warning')]
}

/** Which clauses make an expression reject every packet, in words; for one that compileFilter() refused for that. */
export function explainRejection(text: string, options: CompileOptions): string[] {
  const parsed = parse(tokenize(text))
  const expression = parsed.ok ? parsed.value : null
  const general = 'No packet can satisfy all of it at once.'
  const primitives = expression === null ? null : primitivesOf(expression, MOST_ADVISED_CLAUSES)
  if (expression === null || primitives === null) return [general]
  const formula = formulaOf(expression, generateLeaves(primitives, options))
  const found = findContradiction(text, formula, new Budget(STEPS))
  if (found === null) return [general]
  return [`${found.message}.`, ...found.notes, ...orderNote(text, formula)]
}

/** `ip and vlan` asks for two types at one place; the other way round it means something. */
function orderNote(text: string, formula: Formula): string[] {
  if (formula.kind !== 'all' || formula.parts.length !== 2) return []
  const [first, second] = formula.parts
  if (first?.kind !== 'literal' || second?.kind !== 'literal' || !second.wanted) return []
  const { primitive } = second.leaf
  if (primitive.kind !== 'encapsulation' || primitive.encapsulation === 'pppoed') return []
  return [
    `\`${primitive.encapsulation}\` comes first: \`${written(text, second)} and ${written(text, first)}\` looks behind it.`,
  ]
}

function written(text: string, { span }: Formula): string {
  return text.slice(span.from, span.to)
}
