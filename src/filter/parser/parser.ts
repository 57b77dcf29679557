/**
 * Tokens → Expression: `and`, `or`, `not` and parentheses.
 *
 * `and` and `or` have the same precedence and group to the left, `not` binds tightest: that is
 * pcap-filter(7), not C. Where libpcap's grammar needs one token of lookahead and a table, this
 * parser asks what stands behind the matching parenthesis. It accepts the same texts and gives the
 * same tree; the shape of the table is not copied.
 */
import { err, ok, type Result, type Span } from '../../base/index.ts'
import type { Arithmetic, Expression, Primitive, Qualifiers } from '../ast.ts'
import type { LexicalError, TokenList } from '../lexer.ts'
import type { Token } from '../tokens.ts'
import { continuesArithmetic } from './arithmetic.ts'
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
  /** What had been read whole before the fault. */
  readonly completed: readonly (Primitive | Arithmetic)[]
}

/** The tree; null for a text without any token, which accepts every packet. */
export function parse({ tokens, error }: TokenList): Result<Expression | null, ParseError> {
  const cursor = new Cursor(tokens)
  try {
    if (cursor.kind() === 'end' && error === null) return ok(null)
    const none: Qualifiers = { protocol: null, direction: 'default', address: 'undefined' }
    const { node } = parseExpression(cursor, none)
    if (cursor.kind() !== 'end' || error !== null) cursor.fail('`and`, `or` or the end')
    return ok(node)
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure
    const { found, expected } = failure
    const lexical = found.kind === 'end' ? error : null
    return err({ span: found.span, found, expected, lexical, completed: cursor.completed })
  }
}

function parseExpression(cursor: Cursor, inherited: Qualifiers): Parsed {
  const start = cursor.peek().span
  let { node, qualifiers } = parseTerm(cursor, inherited, false)
  for (;;) {
    const kind = cursor.kind()
    if (kind !== 'and' && kind !== 'or') return { node, qualifiers }
    cursor.take()
    const right = parseTerm(cursor, qualifiers, true)
    node = { kind, left: node, right: right.node, span: cursor.since(start) }
    qualifiers = right.qualifiers
  }
}

/** `bare`: whether an identifier may stand here without qualifiers of its own. */
function parseTerm(cursor: Cursor, inherited: Qualifiers, bare: boolean): Parsed {
  const token = cursor.peek()
  switch (token.kind) {
    case '!': {
      cursor.take()
      const { node, qualifiers } = parseTerm(cursor, inherited, bare)
      return { node: { kind: 'not', operand: node, span: cursor.since(token.span) }, qualifiers }
    }
    case '(': {
      const closing = cursor.closing(0)
      if (closing !== null && continuesArithmetic(cursor.kind(closing + 1))) return parseRelation(cursor)
      if (bare && opensIdentifierList(cursor)) break
      cursor.take()
      const { node } = parseExpression(cursor, inherited)
      cursor.expect(')', '`and`, `or` or `)`')
      return { node, qualifiers: inherited }
    }
    case 'number':
      if (bare && !continuesArithmetic(cursor.kind(1))) break
      return parseRelation(cursor)
    case 'len':
    case '-':
      return parseRelation(cursor)
    case 'protocol':
      return cursor.kind(1) === '[' ? parseRelation(cursor) : parseKeywordPrimitive(cursor)
    default:
      if (bare && startsName(token.kind)) break
      return parseKeywordPrimitive(cursor)
  }
  return { node: parseIdentifiers(cursor, inherited), qualifiers: inherited }
}
