/**
 * Identifiers and lists of them: `80`, `10.0.0.0/8`, `(a or b)`, `not c`.
 *
 * An identifier without qualifiers of its own takes those of the primitive before it, so that
 * `port 80 or 443` means two ports.
 */
import type { Span } from '../../base/index.ts'
import type { Expression, Identifier, Qualifiers } from '../ast.ts'
import type { TokenKind } from '../tokens.ts'
import { continuesArithmetic } from './arithmetic.ts'
import type { Cursor } from './cursor.ts'

const NAMED: ReadonlySet<TokenKind> = new Set(['id', 'ipv4', 'ipv6', 'mac', 'arcnet'])
const EXPECTED_IDENTIFIER = 'a name, an address or a number'

/** Whether an identifier that is no number begins here. */
export function startsName(kind: TokenKind): boolean {
  return NAMED.has(kind)
}

/** Whether the `(` here opens a list of identifiers rather than an expression or arithmetic. */
export function opensIdentifierList(cursor: Cursor): boolean {
  let ahead = 1
  while (cursor.kind(ahead) === '(') ahead++
  if (ahead === 1 && startsName(cursor.kind(ahead))) return true
  if (cursor.kind(ahead) !== 'number') return false
  // A number may stand in parentheses of its own before the list goes on.
  let closed = ahead + 1
  for (let depth = ahead - 1; depth > 0; depth--) {
    if (cursor.kind(closed) !== ')') return false
    closed++
  }
  return !continuesArithmetic(cursor.kind(closed))
}

/** What may follow a qualifier such as `port`. `start` is where the primitive's text begins. */
export function parseIdentifiers(cursor: Cursor, qualifiers: Qualifiers, start = cursor.peek().span): Expression {
  const token = cursor.peek()
  if (token.kind === '!') {
    cursor.take()
    const operand = parseIdentifiers(cursor, qualifiers)
    return { kind: 'not', operand, span: cursor.since(start) }
  }
  if (token.kind === '(') {
    const number = parenthesizedNumber(cursor)
    if (number !== null) return primitive(cursor, qualifiers, { kind: 'number', value: number }, start)
    return parseIdentifierList(cursor, qualifiers, start)
  }
  return primitive(cursor, qualifiers, parseOne(cursor), start)
}

/** `(a or b and not c)`, from its `(`; the first one may not be negated or a list itself. */
function parseIdentifierList(cursor: Cursor, qualifiers: Qualifiers, start: Span): Expression {
  cursor.expect('(', '`(`')
  const first = cursor.peek().span
  const number = cursor.kind() === '(' ? parenthesizedNumber(cursor) : null
  if (number === null && cursor.kind() === '(') cursor.fail(EXPECTED_IDENTIFIER)
  // The words before the list belong to its first member: in `host (a or b)` that is `host (a`.
  const head = start.from < first.from - 1 ? start : first
  let left: Expression =
    number === null
      ? primitive(cursor, qualifiers, parseOne(cursor), head)
      : primitive(cursor, qualifiers, { kind: 'number', value: number }, head)
  for (;;) {
    const kind = cursor.kind()
    if (kind !== 'and' && kind !== 'or') break
    cursor.take()
    const right = parseIdentifiers(cursor, qualifiers)
    left = { kind, left, right, span: cursor.since(first) }
  }
  cursor.expect(')', '`and`, `or` or `)`')
  return left
}

/** Takes `((80))` and gives 80; takes nothing and gives null where something else stands there. */
export function parenthesizedNumber(cursor: Cursor): number | null {
  let depth = 0
  while (cursor.kind(depth) === '(') depth++
  const number = cursor.peek(depth)
  if (number.kind !== 'number') return null
  for (let i = 1; i <= depth; i++) if (cursor.kind(depth + i) !== ')') return null
  for (let i = 0; i < 2 * depth + 1; i++) cursor.take()
  return number.value
}

function primitive(cursor: Cursor, qualifiers: Qualifiers, identifier: Identifier, start: Span) {
  const node = { kind: 'identifier', qualifiers, identifier, span: cursor.since(start) } as const
  cursor.completed.push(node)
  return node
}

function parseOne(cursor: Cursor): Identifier {
  const token = cursor.peek()
  switch (token.kind) {
    case 'number':
      cursor.take()
      return { kind: 'number', value: token.value }
    case 'id':
      cursor.take()
      return { kind: 'name', text: token.text }
    case 'mac':
    case 'arcnet':
      cursor.take()
      return { kind: token.kind, text: token.text }
    case 'ipv4':
      cursor.take()
      if (cursor.kind() === '/') {
        cursor.take()
        const length = cursor.expect('number', 'the number of bits of the network, 0 to 32').value
        return { kind: 'ipv4-prefix', text: token.text, length }
      }
      if (cursor.kind() === 'mask') {
        cursor.take()
        return { kind: 'ipv4-mask', text: token.text, mask: cursor.expect('ipv4', 'a mask such as 255.255.0.0').text }
      }
      return { kind: 'ipv4', text: token.text }
    case 'ipv6':
      cursor.take()
      if (cursor.kind() === '/') {
        cursor.take()
        const length = cursor.expect('number', 'the number of bits of the network, 0 to 128').value
        return { kind: 'ipv6-prefix', text: token.text, length }
      }
      return { kind: 'ipv6', text: token.text }
    default:
      return cursor.fail(EXPECTED_IDENTIFIER)
  }
}
