/**
 * Arithmetic of a relation: `ip[2:2] - ((ip[0] & 0xf) << 2)`.
 *
 * Precedence, low to high: `|`, `&`, shifts, `+ -`, `* /`, unary minus; all to the left. `%` and `^`
 * have no place in libpcap's table of precedences, and its parser generator then reads on rather
 * than closing a sum: both bind tighter than anything to their left, and take everything to their
 * right. `1 + 2 % 3 * 4` is `1 + (2 % (3 * 4))`.
 */
import type { Arithmetic, ArithmeticOperator, RelationalOperator } from '../ast.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor } from './cursor.ts'

const PRECEDENCE: Partial<Record<TokenKind, number>> = {
  '|': 1,
  '&': 2,
  '<<': 3,
  '>>': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
}
const UNARY_MINUS = 6

const RELATIONAL: ReadonlySet<TokenKind> = new Set(['>', '>=', '=', '<=', '<', '!='])

export function isRelational(kind: TokenKind): kind is RelationalOperator {
  return RELATIONAL.has(kind)
}

function isUnranked(kind: TokenKind): kind is '%' | '^' {
  return kind === '%' || kind === '^'
}

/** Whether arithmetic begins here, or with a `(` before it could. */
export function startsArithmetic(cursor: Cursor): boolean {
  const kind = cursor.kind()
  return kind === 'number' || kind === 'len' || kind === '-' || (kind === 'protocol' && cursor.kind(1) === '[')
}

export function parseArithmetic(cursor: Cursor, above = 0): Arithmetic {
  return continueArithmetic(cursor, parseOperand(cursor), above)
}

/** What follows a value that has been read, as far as it binds tighter than `above`. */
export function continueArithmetic(cursor: Cursor, value: Arithmetic, above = 0): Arithmetic {
  let left = value
  for (;;) {
    const kind = cursor.kind()
    const precedence = PRECEDENCE[kind] ?? 0
    if (!isUnranked(kind) && precedence <= above) return left
    cursor.take()
    const right = parseArithmetic(cursor, isUnranked(kind) ? 0 : precedence)
    const span = cursor.since(left.span)
    left = cursor.complete({ kind: 'binary', operator: kind as ArithmeticOperator, left, right, span })
  }
}

function parseOperand(cursor: Cursor): Arithmetic {
  const token = cursor.peek()
  switch (token.kind) {
    case 'number':
      cursor.take()
      return cursor.complete({ kind: 'constant', value: token.value, span: token.span })
    case 'len':
      cursor.take()
      return cursor.complete({ kind: 'length', span: token.span })
    case '-': {
      cursor.take()
      const operand = cursor.deeper(() => parseArithmetic(cursor, UNARY_MINUS))
      return cursor.complete({ kind: 'negate', operand, span: cursor.since(token.span) })
    }
    case '(': {
      cursor.take()
      const inner = cursor.deeper(() => parseArithmetic(cursor))
      cursor.expect(')', '`)` or an operator')
      return { ...inner, span: cursor.since(token.span) }
    }
    case 'protocol': {
      cursor.take()
      cursor.expect('[', '`[` and the byte to read')
      const index = cursor.deeper(() => parseArithmetic(cursor))
      let size = 1
      if (cursor.kind() === ':') {
        cursor.take()
        size = cursor.expect('number', 'the number of bytes to read: 1, 2 or 4').value
      }
      cursor.expect(']', '`]`, an operator, or `:` and the number of bytes')
      return cursor.complete({
        kind: 'load',
        protocol: token.text,
        index,
        size,
        span: cursor.since(token.span),
      })
    }
    default:
      return cursor.fail('a number, `len`, or a load such as `ip[0]`')
  }
}
