/**
 * An expression as clauses joined by "all" and "any", with `not` moved down to the clauses; and the
 * questions one can ask of it: can it be true together with others, which clauses are ever true.
 */
import type { Span } from '../../base/index.ts'
import type { Expression, Primitive } from '../ast.ts'
import { OutOfBudget, runLeaf, type Leaf, type Search } from './leaf.ts'
import { Knowledge } from './knowledge.ts'
import { Terms } from './terms.ts'

export type Formula = {
  /** The text it comes from, with its `not`. */
  readonly span: Span
  /** Whether that text says the opposite: `a` in `not (a or b)`, which is "not a and not b". */
  readonly turned: boolean
} & (
  | { readonly kind: 'literal'; readonly leaf: Leaf; readonly wanted: boolean }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
)

export type Literal = Formula & { kind: 'literal' }

/** The primitives of an expression from left to right; null where there are more than `most`. */
export function primitivesOf(expression: Expression, most: number): Primitive[] | null {
  const found: Primitive[] = []
  const open: Expression[] = [expression]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    switch (node.kind) {
      case 'not':
        open.push(node.operand)
        break
      case 'and':
      case 'or':
        open.push(node.right, node.left)
        break
      default:
        found.push(node)
    }
    if (found.length + open.length > most) return null
  }
  return found
}

/** `leaves` belong to `primitivesOf(node)`. Joined parts of one kind become one list. */
export function formulaOf(node: Expression, leaves: readonly Leaf[]): Formula {
  const byPrimitive = new Map(leaves.map((leaf) => [leaf.primitive, leaf]))
  const build = (outer: Expression, wished: boolean, span: Span, turned: boolean): Formula => {
    let each = outer
    let wanted = wished
    while (each.kind === 'not') {
      each = each.operand
      wanted = !wanted
    }
    switch (each.kind) {
      case 'and':
      case 'or': {
        const kind = (each.kind === 'and') === wanted ? 'all' : 'any'
        const parts = [each.left, each.right].flatMap((part) => {
          const built = build(part, wanted, part.span, !wanted)
          // A negated group stays one thing: its parts do not read as they are meant.
          return built.kind === kind && part.kind !== 'not' ? built.parts : [built]
        })
        return { kind, parts, span, turned }
      }
      default: {
        const leaf = byPrimitive.get(each)
        if (leaf === undefined) throw new Error('Broken invariant: every primitive has its code')
        return { kind: 'literal', leaf, wanted, span, turned }
      }
    }
  }
  return build(node, true, node.span, false)
}

/** The same with all and any, true and false exchanged. */
export function negated(formula: Formula): Formula {
  const turned = !formula.turned
  if (formula.kind === 'literal') return { ...formula, turned, wanted: !formula.wanted }
  return { ...formula, turned, kind: formula.kind === 'all' ? 'any' : 'all', parts: formula.parts.map(negated) }
}

/** Follows the possible paths; `onExit` is given the formula's truth and ends the search with true. */
function follow(
  search: Search,
  formula: Formula,
  onLiteral: (l: Literal, holds: boolean) => void,
  onExit: (truth: boolean) => boolean,
): boolean {
  if (formula.kind === 'literal') {
    return runLeaf(search, formula.leaf, (truth) => {
      const holds = truth === formula.wanted
      onLiteral(formula, holds)
      return onExit(holds)
    })
  }
  const decisive = formula.kind === 'any'
  const from = (index: number): boolean => {
    const part = formula.parts[index]
    if (part === undefined) return onExit(!decisive)
    return follow(search, part, onLiteral, (truth) => (truth === decisive ? onExit(decisive) : from(index + 1)))
  }
  return from(0)
}

/** Steps that all questions about one expression may take together. */
export class Budget {
  left: number
  constructor(steps: number) {
    this.left = steps
  }
}

/** Whether it is certain that no packet makes all of them true. */
export function neverTogether(
  formulas: readonly Formula[],
  budget: Budget,
  onConflict: Search['onConflict'] = null,
): boolean {
  const search = { terms: new Terms(), knowledge: new Knowledge(), budget: budget.left, onConflict }
  const together: Formula = { kind: 'all', parts: formulas, span: { from: 0, to: 0 }, turned: false }
  return (
    ask(
      search,
      budget,
      () =>
        !follow(
          search,
          together,
          () => undefined,
          (truth) => truth,
        ),
    ) ?? false
  )
}

/** The literals that hold for no packet that gets as far as them; none where that was not found out. */
export function literalsNeverReached(formula: Formula, budget: Budget): readonly Literal[] {
  const search = { terms: new Terms(), knowledge: new Knowledge(), budget: budget.left, onConflict: null }
  const open = new Set<Literal>(literalsOf(formula))
  const note = (literal: Literal, holds: boolean) => {
    if (holds) open.delete(literal)
  }
  ask(search, budget, () => follow(search, formula, note, () => open.size === 0))
  return [...open]
}

export function literalsOf(formula: Formula): Literal[] {
  return formula.kind === 'literal' ? [formula] : formula.parts.flatMap(literalsOf)
}

/** Null where the budget ran out before there was an answer. */
function ask<T>(search: Search, budget: Budget, question: () => T): T | null {
  try {
    return question()
  } catch (failure) {
    if (failure instanceof OutOfBudget) return null
    throw failure
  } finally {
    budget.left = Math.max(0, search.budget)
  }
}
