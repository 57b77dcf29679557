/**
 * Clauses that are never true or always true, and pairs that cannot both be: what is proven for every
 * packet, with the two clauses that contradict each other.
 *
 * Redundancy is no contradiction and is left alone: in `ip or icmp` the second clause adds nothing,
 * but harms nothing either.
 */
import type { Diagnostic, Span } from '../../base/index.ts'
import type { Primitive, RelationalOperator } from '../ast.ts'
import {
  literalsNeverReached,
  literalsOf,
  negated,
  neverTogether,
  type Budget,
  type Formula,
  type Literal,
} from './formula.ts'
import type { Layout, Leaf } from './leaf.ts'
import type { Term } from './terms.ts'
import { quote, quoteFormula, rangesOf, reasonOf } from './words.ts'

export interface Contradiction {
  readonly code: 'filter/always-false' | 'filter/contradiction'
  readonly message: string
  readonly span: Span
  readonly notes: readonly string[]
}

/** The first clause, pair or group that no packet satisfies; null where none is found. */
export function findContradiction(text: string, formula: Formula, budget: Budget): Contradiction | null {
  const suspects = literalsNeverReached(formula, budget)
  for (const literal of suspects) {
    if (neverTogether([literal], budget)) return alwaysFalse(text, literal)
  }
  for (const literal of suspects) {
    const context = contextOf(formula, literal) ?? []
    for (const other of context) {
      const conflicts: { term: Term; layout: Layout }[] = []
      const second = new Set(literalsOf(literal).map(({ leaf }) => leaf))
      const note = (leaf: Leaf, term: Term) => {
        if (second.has(leaf)) conflicts.push({ term, layout: leaf.layout })
      }
      if (neverTogether([other, literal], budget, note)) return contradiction(text, formula, other, literal, conflicts)
    }
  }
  const group = groups(formula, 'all').find((each) => neverTogether([each], budget))
  if (suspects.length === 0 || group === undefined) return null
  return {
    code: 'filter/contradiction',
    message: `No packet makes all of ${quoteFormula(text, group)} true`,
    span: group.span,
    notes: [],
  }
}

function alwaysFalse(text: string, literal: Literal): Contradiction {
  const { primitive } = literal.leaf
  const notes =
    primitive.kind === 'relation'
      ? rangesOf(text, primitive)
      : primitive.kind === 'protocol' && literal.wanted
        ? ['Packets of this link type do not carry it.']
        : []
  const shown = literal.wanted ? quote(text, primitive.span) : quoteFormula(text, literal)
  return { code: 'filter/always-false', message: `${shown} is never true`, span: literal.span, notes }
}

function contradiction(
  text: string,
  formula: Formula,
  other: Formula,
  literal: Formula,
  conflicts: readonly { term: Term; layout: Layout }[],
): Contradiction {
  const [first, second] = other.span.from <= literal.span.from ? [other, literal] : [literal, other]
  const joint = groups(formula, 'all').find((each) => partsOf(each).includes(literal) && partsOf(each).includes(other))
  const siblings = joint !== undefined
  return {
    code: 'filter/contradiction',
    message: `${quoteFormula(text, first)} and ${quoteFormula(text, second)} cannot both be true`,
    span: siblings ? { from: first.span.from, to: second.span.to } : literal.span,
    notes: [
      ...reasonOf(conflicts),
      joint === formula ? 'So the filter matches no packet.' : 'So this part matches no packet.',
    ],
  }
}

/** Everything that must hold beside `literal` for it to matter, the nearest first; null where it is not inside. */
export function contextOf(formula: Formula, literal: Literal): Formula[] | null {
  if (formula === literal) return []
  if (formula.kind === 'literal') return null
  for (const part of formula.parts) {
    const inner = contextOf(part, literal)
    if (inner === null) continue
    return formula.kind === 'any' ? inner : [...inner, ...formula.parts.filter((each) => each !== part)]
  }
  return null
}

function partsOf(formula: Formula): readonly Formula[] {
  return formula.kind === 'literal' ? [] : formula.parts
}

/** Groups of one kind, inner ones first. */
function groups(formula: Formula, kind: 'all' | 'any'): Formula[] {
  if (formula.kind === 'literal') return []
  const inner = formula.parts.flatMap((part) => groups(part, kind))
  return formula.kind === kind ? [...inner, formula] : inner
}

/** The first comparison or alternative that every packet satisfies; null where none is found. */
export function findTautology(
  text: string,
  formula: Formula,
  opposites: ReadonlyMap<Primitive, Leaf>,
  budget: Budget,
): Contradiction | null | { code: 'filter/always-true'; message: string; span: Span; notes: readonly string[] } {
  for (const { leaf, span } of literalsOf(formula)) {
    const opposite = opposites.get(leaf.primitive)
    if (opposite === undefined) continue
    const clause = { kind: 'literal', leaf, wanted: true, span, turned: false } as const
    // Where the bytes it reads are never there, neither it nor its opposite is ever true.
    if (neverTogether([clause], budget) || !neverTogether([{ ...clause, leaf: opposite }], budget)) continue
    if (budget.left === 0) return null
    return alwaysTrue(text, leaf.primitive)
  }
  for (const group of groups(formula, 'any')) {
    if (group.kind === 'literal' || !neverTogether([negated(group)], budget)) continue
    return alternative(text, group, budget)
  }
  return null
}

function alwaysTrue(text: string, primitive: Primitive) {
  const message = `${quote(text, primitive.span)} is always true`
  if (primitive.kind !== 'relation')
    return { code: 'filter/always-true' as const, message, span: primitive.span, notes: ['Every packet is that long.'] }
  return { code: 'filter/always-true' as const, message, span: primitive.span, notes: rangesOf(text, primitive) }
}

function alternative(text: string, group: Formula & { kind: 'all' | 'any' }, budget: Budget) {
  const { parts } = group
  const code = 'filter/always-true' as const
  const notes = ['It leaves nothing out but packets too short to look at.']
  for (const part of parts) {
    if (neverTogether([negated(part)], budget))
      return { code, message: `${quoteFormula(text, part)} is always true`, span: part.span, notes }
  }
  for (const [at, first] of parts.entries()) {
    for (const second of parts.slice(at + 1)) {
      if (!neverTogether([negated(first), negated(second)], budget)) continue
      const message =
        first.turned && second.turned
          ? `${quote(text, first.span)} and ${quote(text, second.span)} are never both true, so ${quoteFormula(text, group)} always is`
          : `One of ${quoteFormula(text, first)} and ${quoteFormula(text, second)} is always true`
      return { code, message, span: group.span, notes }
    }
  }
  return { code, message: `${quoteFormula(text, group)} is always true`, span: group.span, notes }
}

const OPPOSITE: Readonly<Record<RelationalOperator, RelationalOperator>> = {
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '<=': '>',
  '<': '>=',
  '!=': '=',
}

/** The same comparison turned round: true where the bytes are there and the comparison fails. */
export function oppositeOf(primitive: Primitive): Primitive | null {
  const { span } = primitive
  switch (primitive.kind) {
    case 'relation':
      return { ...primitive, operator: OPPOSITE[primitive.operator] }
    case 'less':
    case 'greater': {
      const right = { kind: 'constant' as const, value: primitive.value, span }
      const operator = primitive.kind === 'less' ? '>' : '<'
      return { kind: 'relation', operator, left: { kind: 'length', span }, right, span }
    }
    default:
      return null
  }
}

export function toDiagnostic(
  found: { code: string; message: string; span: Span; notes: readonly string[] },
  severity: Diagnostic['severity'] = 'warning',
): Diagnostic {
  return { severity, ...found }
}
