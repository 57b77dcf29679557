/**
 * Identifiers and lists of them: `80`, `10.0.0.0/8`, `(a or b)`, `not c`.
 *
 * An identifier without qualifiers of its own takes those of the primitive before it, so that
 * `port 80 or 443` means two ports.
 */
import type { Span } from '../../base/index.ts'
import type { Expression, Identifier, Primitive, Qualifiers } from '../ast.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor } from './cursor.ts'

const NAMED: ReadonlySet<TokenKind> = new Set(['id', 'ipv4', 'ipv6', 'mac', 'arcnet'])
const EXPECTED_IDENTIFIER = 'a name, an address or a number'

/** Whether an identifier that is no number begins here. */
export function startsName(kind: TokenKind): boolean {
  return NAMED.has(kind)
}

/**
 * Whether the `(` here, where a bare identifier may stand, opens a list of identifiers or a number's
 * parentheses rather than an expression or arithmetic: that shows behind the first value.
 */
export function opensIdentifierList(cursor: Cursor): boolean {
  let ahead = 0
  let unclosed = 0
  for (let kind = cursor.kind(); kind === '(' || kind === '!'; kind = cursor.kind(++ahead)) {
    unclosed = kind === '(' ? unclosed + 1 : 0
  }
  if (startsName(cursor.kind(ahead))) return unclosed <= 1
  if (cursor.kind(ahead) !== 'number') return false
  // A number may stand in parentheses of its own before the list goes on.
  while (unclosed > 0 && cursor.kind(++ahead) === ')') unclosed--
  if (unclosed === 0) return cursor.endsTerm(ahead + 1)
  const next = cursor.kind(ahead)
  return unclosed === 1 && (next === 'and' || next === 'or')
}

/** What may follow a qualifier such as `port`. `start` is where the primitive's text begins. */
export function parseIdentifiers(cursor: Cursor, qualifiers: Qualifiers, start = cursor.peek().span): Expression {
  const token = cursor.peek()
  if (token.kind === '!') {
    cursor.take()
    const operand = cursor.deeper(() => parseIdentifiers(cursor, qualifiers))
    return { kind: 'not', operand, span: cursor.since(start) }
  }
  if (token.kind === '(') {
    if (standsNumber(cursor)) {
      const value = parseNumber(cursor, EXPECTED_IDENTIFIER)
      return primitive(cursor, qualifiers, { kind: 'number', value }, token.span, start)
    }
    return parseIdentifierList(cursor, qualifiers, start)
  }
  return primitive(cursor, qualifiers, parseOne(cursor), token.span, start)
}

/** `(a or b and not c)`, from its `(`; the first one may not be a list itself. */
function parseIdentifierList(cursor: Cursor, qualifiers: Qualifiers, start: Span): Expression {
  cursor.expect('(', '`(`')
  const first = cursor.peek().span
  // The words before the list belong to its first member: in `host (a or b)` that is `host (a`.
  const head = start.from < first.from - 1 ? start : first
  let left: Expression
  if (cursor.kind() === '!') left = parseIdentifiers(cursor, qualifiers)
  else if (cursor.kind() === '(') {
    const value = parseNumber(cursor, EXPECTED_IDENTIFIER)
    left = primitive(cursor, qualifiers, { kind: 'number', value }, first, head)
  } else left = primitive(cursor, qualifiers, parseOne(cursor), first, head)
  for (;;) {
    const kind = cursor.kind()
    if (kind !== 'and' && kind !== 'or') break
    cursor.take()
    const right = cursor.deeper(() => parseIdentifiers(cursor, qualifiers))
    left = { kind, left, right, span: cursor.since(first) }
  }
  cursor.expect(')', '`and`, `or` or `)`')
  return left
}

/** Takes `((80))` and gives 80. */
export function parseNumber(cursor: Cursor, expected: string): number {
  let depth = 0
  for (; cursor.kind() === '('; depth++) cursor.take()
  const { value } = cursor.expect('number', expected)
  for (; depth > 0; depth--) cursor.expect(')', '`)`')
  return value
}

/** Whether `((80))` stands here: a number, and as many `)` behind it as there are `(` before it. */
function standsNumber(cursor: Cursor): boolean {
  let depth = 0
  while (cursor.kind(depth) === '(') depth++
  if (cursor.kind(depth) !== 'number') return false
  for (let i = 1; i <= depth; i++) if (cursor.kind(depth + i) !== ')') return false
  return true
}

/** `at`: where the identifier begins; `start`: where the words before it do. */
function primitive(cursor: Cursor, qualifiers: Qualifiers, identifier: Identifier, at: Span, start: Span): Primitive {
  const identifierSpan = cursor.since(at)
  return cursor.complete({ kind: 'identifier', qualifiers, identifier, identifierSpan, span: cursor.since(start) })
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
