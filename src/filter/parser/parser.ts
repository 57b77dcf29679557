/**
 * Tokens → Expression: `and`, `or`, `not` and parentheses.
 *
 * `and` and `or` have the same precedence and group to the left, `not` binds tightest: that is
 * pcap-filter(7), not C. Where libpcap's grammar needs one token of lookahead and a table, this
 * parser keeps what is open on a stack of its own. It accepts the same texts, gives the same tree,
 * and has read as much when a fault shows; the shape of the table is not copied.
 */
import { err, ok, type Result, type Span } from '../../base/index.ts'
import type { Arithmetic, Expression, Primitive, Qualifiers } from '../ast.ts'
import type { LexicalError, TokenList } from '../lexer.ts'
import type { Token } from '../tokens.ts'
import { continueArithmetic, parseArithmetic, startsArithmetic } from './arithmetic.ts'
import { Cursor, SyntaxFailure } from './cursor.ts'
import { opensIdentifierList, parseIdentifiers, startsName } from './identifier.ts'
import { parseKeywordPrimitive, parseRelation, type Parsed } from './primitive.ts'

export interface ParseError {
  readonly span: Span
  /** What stands there, as written; empty at the end of the text. */
  readonly found: Token
  readonly expected: string
  /** Where the text could not even be read. */
  readonly lexical: LexicalError | null
  /** Whether it is nested deeper than libpcap's parser can go. */
  readonly exhausted: boolean
  /** What had been read whole before the fault. */
  readonly completed: readonly (Primitive | Arithmetic)[]
}

/** The tree; null for a text without any token, which accepts every packet. */
export function parse({ tokens, error }: TokenList): Result<Expression | null, ParseError> {
  const cursor = new Cursor(tokens, error === null)
  try {
    if (cursor.kind() === 'end' && error === null) return ok(null)
    const node = parseExpression(cursor)
    if (cursor.kind() !== 'end' || error !== null) cursor.fail('`and`, `or` or the end')
    return ok(node)
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure
    const { found, expected, exhausted } = failure
    const lexical = found.kind === 'end' ? error : null
    return err({ span: found.span, found, expected, lexical, exhausted, completed: cursor.completed })
  }
}

/** The whole expression, or what is open in parentheses. */
interface Level {
  /** Its `(`; where the text begins for the outermost. */
  readonly opening: Span
  /** What a bare identifier would mean here. */
  inherited: Qualifiers
  left: Expression | null
  joint: 'and' | 'or'
  /** Where each `not` before the next term stands. */
  nots: Span[]
  /** Symbols on the stack of libpcap's parser below this level's. */
  readonly below: number
}

/** Symbols on the stack of libpcap's parser before anything is read. */
const GROUND = 2

function symbolsOf({ below, left, nots }: Level): number {
  return below + (left === null ? 0 : 2) + nots.length
}

/**
 * A loop and not a recursion: libpcap takes thousands of parentheses, and so must this.
 *
 * Whether a `(` opens an expression or arithmetic shows only behind the first value in it. So a level
 * that has nothing else yet may turn out to be part of a value, and goes away.
 */
function parseExpression(cursor: Cursor): Expression {
  const none: Qualifiers = { protocol: null, direction: 'default', address: 'undefined' }
  const outer: Level[] = []
  const first = cursor.peek().span
  let level: Level = { opening: first, inherited: none, left: null, joint: 'and', nots: [], below: GROUND }
  for (;;) {
    const bare = level.left !== null
    const kind = cursor.kind()
    cursor.hold(symbolsOf(level) + 1)
    if (kind === '!') {
      level.nots.push(cursor.take().span)
      continue
    }
    const list = bare && kind === '(' && opensIdentifierList(cursor)
    if (kind === '(' && !list) {
      outer.push(level)
      const opening = cursor.take().span
      level = { ...level, opening, left: null, nots: [], below: symbolsOf(level) + 1 }
      continue
    }
    if (list || (bare && (startsName(kind) || (kind === 'number' && cursor.endsTerm(1))))) {
      const node = parseIdentifiers(cursor, level.inherited)
      addTerm(cursor, level, { node, qualifiers: level.inherited })
    } else if (startsArithmetic(cursor)) {
      let value = parseArithmetic(cursor)
      while (cursor.kind() === ')' && level.left === null && level.nots.length === 0) {
        const around = outer.pop()
        if (around === undefined) break
        cursor.hold(level.below + 2)
        cursor.take()
        value = continueArithmetic(cursor, { ...value, span: cursor.since(level.opening) })
        level = around
      }
      // Left side, comparison and right side.
      cursor.hold(symbolsOf(level) + 3)
      addTerm(cursor, level, parseRelation(cursor, value))
    } else addTerm(cursor, level, parseKeywordPrimitive(cursor))

    for (let around = outer.at(-1); cursor.kind() === ')' && around !== undefined; around = outer.at(-1)) {
      cursor.hold(level.below + 2)
      cursor.take()
      const node = whole(level)
      level = around
      outer.pop()
      addTerm(cursor, level, { node, qualifiers: level.inherited })
    }
    const joint = cursor.kind()
    if (joint === 'and' || joint === 'or') {
      cursor.take()
      level.joint = joint
    } else if (outer.length > 0) cursor.fail('`and`, `or` or `)`')
    else return whole(level)
  }
}

function addTerm(cursor: Cursor, level: Level, { node, qualifiers }: Parsed): void {
  // Of many nots each two cancel out; thousands of them must not make thousands of nodes.
  const nots = level.nots.length <= 2 ? level.nots : level.nots.slice(level.nots.length - (level.nots.length % 2))
  const term = nots.reduceRight<Expression>(
    (operand, { from }) => ({ kind: 'not', operand, span: { from, to: operand.span.to } }),
    node,
  )
  const { left, joint } = level
  level.left = left === null ? term : { kind: joint, left, right: term, span: cursor.since(left.span) }
  level.nots = []
  level.inherited = qualifiers
}

function whole({ left }: Level): Expression {
  if (left === null) throw new Error('Broken invariant: a level that ends has a term')
  return left
}
