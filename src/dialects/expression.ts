/**
 * A constant expression in the manner of C, Go, Rust or Python → its value: numbers, known names, `|`, `^`, `&`,
 * `<<`, `>>`, `+`, `-`, `*`, `~`, parentheses, casts, and `offsetof(struct seccomp_data, …)`.
 *
 * Left out on purpose: everything that needs a compiler. Precedence is C's.
 */
import { constantNamed, seccompOffset } from './constants.ts'

const TOKEN =
  /\s*(?:(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*)([a-zA-Z][a-zA-Z0-9]*)?|([A-Za-z_][\w.]*(?:::\w+)*)|(<\s*<|>\s*>|[-+*|^&~()]))/y
const SUFFIX = /^(?:u|l|ul|ull|ll|lu|llu|u8|u16|u32|u64|usize|i32|i64)$/i
const CAST =
  /\(\s*(?:const\s+)?(?:unsigned(?:\s+(?:int|char|short|long))?|int|long|short|(?:u_?)?int(?:8|16|32|64)?(?:_t)?|u_int|__?[us](?:8|16|32|64)|[us](?:8|16|32|64)|__be(?:16|32))\s*\)/g
const OFFSETOF = /\b(?:__builtin_)?offsetof\s*\(\s*struct\s+seccomp_data\s*,\s*([^()]*?)\s*\)/g
const CONVERSION = /\bas\s+[ui](?:8|16|32|64|size)\b|\b(?:u?int(?:8|16|32|64)?)\s*(?=\()/g

const LEVELS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '|': (a, b) => (a | b) >>> 0 },
  { '^': (a, b) => (a ^ b) >>> 0 },
  { '&': (a, b) => (a & b) >>> 0 },
  { '<<': (a, b) => a * 2 ** b, '>>': (a, b) => Math.floor(a / 2 ** b) },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b },
]

/** In UTF-16 units. Longer ones would only serve to nest parentheses without end. */
const LONGEST = 400

/** The value, negative and large ones as they are; null where the text is no such expression. */
export function evaluate(text: string): number | null {
  if (text.length > LONGEST) return null
  const tokens = tokenize(prepare(text))
  if (tokens === null || tokens.length === 0) return null
  let at = 0

  function binary(level: number): number | null {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    for (;;) {
      const token = tokens?.[at]
      const operator = typeof token === 'string' ? operators[token] : undefined
      if (left === null || operator === undefined) return left
      at++
      const right = binary(level + 1)
      left = right === null ? null : operator(left, right)
    }
  }
  function unary(): number | null {
    const token = tokens?.[at++]
    if (typeof token === 'number') return token
    if (token === '(') {
      const inner = binary(0)
      return tokens?.[at++] === ')' ? inner : null
    }
    const sign = token === '-' || token === '+' || token === '~'
    const operand = sign ? unary() : null
    if (operand === null) return null
    return token === '-' ? -operand : token === '~' ? ~operand >>> 0 : operand
  }

  const value = binary(0)
  return at === tokens.length && value !== null && Number.isSafeInteger(value) ? value : null
}

function prepare(text: string): string {
  return text
    .replace(OFFSETOF, (whole, field: string) => {
      const offset = seccompOffset(field)
      return offset === undefined ? whole : ` ${offset} `
    })
    .replace(CAST, ' ')
    .replace(CONVERSION, ' ')
}

/** Numbers and known names by value, operators by text; null where something else stands. */
function tokenize(text: string): readonly (number | string)[] | null {
  const tokens: (number | string)[] = []
  const trimmed = text.trimEnd()
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < trimmed.length;) {
    const match = TOKEN.exec(trimmed)
    if (match === null) return null
    const [, digits, suffix, name, operator] = match
    if (digits !== undefined) {
      const value = numberOf(digits.replaceAll('_', ''))
      if (value === null || (suffix !== undefined && !SUFFIX.test(suffix))) return null
      tokens.push(value)
    } else if (name !== undefined) {
      const value = constantNamed(name)
      if (value === undefined) return null
      tokens.push(value)
    } else if (operator !== undefined) tokens.push(operator.replace(/\s/g, ''))
  }
  return tokens
}

function numberOf(digits: string): number | null {
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8)
  // C has no decimal number that begins with 0.
  if (/^0[0-9]/.test(digits)) return null
  return Number(digits)
}
