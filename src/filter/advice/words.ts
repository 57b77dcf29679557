/**
 * Parts of an expression as a reader wrote them, and what a tested value is called.
 */
import { ALU } from '../../bpf/index.ts'
import type { Span } from '../../base/index.ts'
import type { Arithmetic } from '../ast.ts'
import { ALU_CODES } from '../codegen/operator-codes.ts'
import { ANY, between, exactly, meet, operate, type Bounds } from './bounds.ts'
import type { Formula } from './formula.ts'
import type { Layout } from './leaf.ts'
import { fold, type Term } from './terms.ts'

const LONGEST_QUOTE = 60

/** A span made wider until every parenthesis in it has its other half, where that stands next to it. */
export function balanced(text: string, { from, to }: Span): Span {
  let open = 0
  let missing = 0
  for (const character of text.slice(from, to)) {
    if (character === '(') open++
    else if (character === ')' && open > 0) open--
    else if (character === ')') missing++
  }
  const [before] = new RegExp(`(?:\\(\\s*){0,${missing}}$`).exec(text.slice(0, from)) ?? ['']
  const [after] = new RegExp(`^(?:\\s*\\)){0,${open}}`).exec(text.slice(to)) ?? ['']
  return { from: from - before.length, to: to + after.length }
}

/** The text of a span in backquotes, on one line, cut where it is long. */
export function quote(text: string, span: Span): string {
  const { from, to } = balanced(text, span)
  const written = text.slice(from, to).replace(/\s+/g, ' ')
  return `\`${written.length > LONGEST_QUOTE ? `${written.slice(0, LONGEST_QUOTE - 1)}…` : written}\``
}

/** What a part of a formula says: its text, or "not" and its text. */
export function quoteFormula(text: string, formula: Formula): string {
  return formula.turned ? `not ${quote(text, formula.span)}` : quote(text, formula.span)
}

/** Fields by how much they say about a contradiction, the most telling first. */
const FIELDS = [
  'The length of the packet',
  'The source port',
  'The destination port',
  'The source address',
  'The destination address',
  'The sender’s address',
  'The target’s address',
  'The protocol inside IP',
  'The packet type in the link header',
  'The fragment offset',
] as const

type Field = (typeof FIELDS)[number]

/** Null where the term is no field that has a name. */
function fieldOf(term: Term, layout: Layout): Field | null {
  if (term.kind === 'unknown') return term.name === 'len' ? 'The length of the packet' : null
  if (term.kind === 'operation')
    return term.operation === ALU.AND && term.right.kind === 'constant' ? fieldOf(term.left, layout) : null
  if (term.kind !== 'load') return null
  const { base, offset, size } = term
  const at = offset - layout.network
  if (base !== null) {
    // Only the IPv4 header's length is added to an address by the code of a port.
    const behindIp = base.kind === 'operation' && base.operation === ALU.LSH
    if (!behindIp || size !== 2) return null
    return at === 0 ? 'The source port' : at === 2 ? 'The destination port' : null
  }
  if (size === 2 && offset === layout.linkTypeField) return 'The packet type in the link header'
  if (size === 1 && (at === 9 || at === 6)) return 'The protocol inside IP'
  if (size === 2 && at === 6) return 'The fragment offset'
  if (size === 2) return at === 40 ? 'The source port' : at === 42 ? 'The destination port' : null
  if (size !== 4) return null
  if (at === 12 || at === 8) return 'The source address'
  if (at === 14) return 'The sender’s address'
  if (at === 16 || at === 20 || at === 24) return at === 16 ? 'The destination address' : 'The target’s address'
  return at >= 28 && at <= 36 ? 'The destination address' : null
}

/** Why a contradiction is one, from the tests that could not come out as needed; nothing where unclear. */
export function reasonOf(conflicts: readonly { term: Term; layout: Layout }[]): string[] {
  const fields = new Set(conflicts.map(({ term, layout }) => fieldOf(term, layout)))
  if (fields.has(null)) return []
  const telling = FIELDS.find((field) => fields.has(field))
  return telling === undefined ? [] : [`${telling} would have to be two things at once.`]
}

/** The values that one side of a comparison can have. */
function boundsOf(node: Arithmetic): Bounds {
  switch (node.kind) {
    case 'constant':
      return exactly(node.value)
    case 'length':
      return ANY
    case 'load':
      return between(0, 2 ** (8 * node.size) - 1)
    case 'negate':
      return computed(ALU.SUB, exactly(0), boundsOf(node.operand))
    case 'binary':
      return computed(ALU_CODES[node.operator], boundsOf(node.left), boundsOf(node.right))
  }
}

function computed(operation: number, left: Bounds, right: Bounds): Bounds {
  const value = left.lo === left.hi && right.lo === right.hi ? fold(operation, left.lo, right.lo) : null
  return value === null ? operate(operation, left, right) : exactly(value)
}

/** Why a comparison always comes out the same: the values of its sides, where they settle it. */
export function rangesOf(text: string, { left, right }: { left: Arithmetic; right: Arithmetic }): string[] {
  const [one, two] = [boundsOf(left), boundsOf(right)]
  const apart = meet(one, two) === null || one.hi <= two.lo || two.hi <= one.lo
  if (!apart) return []
  return [...rangeOf(text, left, one), ...rangeOf(text, right, two)]
}

/** "`ip[0]` is 0 to 255."; nothing for a plain number. */
function rangeOf(text: string, node: Arithmetic, { lo, hi, zeros }: Bounds): string[] {
  if (node.kind === 'constant') return []
  const open = ~zeros >>> 0
  const what = quote(text, node.span)
  if (lo === hi) return [`${what} is ${lo}.`]
  if (lo === 0 && (open & (open - 1)) === 0) return [`${what} is 0 or ${open}.`]
  if (lo === 0 && hi === 0xffffffff) return [`${what} is not negative: numbers here have 32 bits and no sign.`]
  return [`${what} is ${lo} to ${hi}.`]
}
