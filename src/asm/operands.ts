/**
 * Operands of bpf_asm, by their own shape: which of them an instruction takes is the parser's business.
 *
 * Each function takes an operand from the cursor; null means that it has reported why there is none.
 */
import { EXTENSION_OFFSETS, SKF_AD_OFF, type ExtensionName } from '../bpf/index.ts'
import type { Operand } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { asmExtensions, resolveExtension } from './extensions.ts'
import { didYouMean } from './suggest.ts'

/** `A ^= X` as a load; bpf_asm has no name for it, and tcpdump's is `xor_x`. */
const XOR_X = SKF_AD_OFF + 40

export function parseOperand(cursor: Cursor, expected: string): Operand | null {
  const token = cursor.peek()
  if (cursor.accept('[')) return inBrackets(cursor)
  if (cursor.accept('#')) return afterHash(cursor)
  if (cursor.isPunctuation('%')) return register(cursor, expected)
  if (token.kind === 'number' || cursor.isPunctuation('-') || cursor.isPunctuation('+')) return number(cursor)
  if (token.kind === 'word' && !token.startsLine) {
    const word = token.text.toLowerCase()
    if (word === 'x' || word === 'a') return register(cursor, expected)
    if (word === 'm') return memory(cursor)
    return extension(cursor, expected)
  }
  cursor.unexpected(expected)
  return null
}

function register(cursor: Cursor, expected: string): Operand | null {
  cursor.accept('%')
  const token = cursor.peek()
  const name = token.kind === 'word' ? token.text.toLowerCase() : ''
  if (name !== 'x' && name !== 'a') {
    cursor.unexpected(expected, ['The registers are %x and %a.'])
    return null
  }
  cursor.next()
  return { form: name === 'x' ? 'x' : 'accumulator' }
}

/** `[` is taken. */
function inBrackets(cursor: Cursor): Operand | null {
  const before = cursor.peek()
  const isIndirect = cursor.isPunctuation('%') || (before.kind === 'word' && /^[ax]$/i.test(before.text))
  if (before.kind === 'word' && !isIndirect) return bracketedExtension(cursor)
  if (!isIndirect) {
    const k = cursor.number()
    return k !== null && cursor.expect(']') ? { form: 'absolute', k } : null
  }
  const base = register(cursor, '“x”')
  if (base === null) return null
  if (base.form !== 'x') {
    cursor.error('asm/operand', 'loads are indexed by X, never by A', cursor.previous().span, [
      'Copy A into X with “tax” first.',
    ])
    return null
  }
  const k = indexOffset(cursor)
  return k !== null && cursor.expect(']') ? { form: 'indirect', k } : null
}

/** tcpdump's spelling: `[vlan_tci]`. */
function bracketedExtension(cursor: Cursor): Operand | null {
  const { text, span } = cursor.peek()
  if (cursor.inListing && text === 'xor_x') {
    cursor.next()
    return cursor.expect(']') ? { form: 'absolute', k: XOR_X } : null
  }
  if (resolveExtension(text) === undefined) {
    cursor.unexpected('a number')
    return null
  }
  cursor.refused(`“[${text}]”, a spelling of tcpdump`, span, 'Write the name without brackets.')
  const operand = extension(cursor, 'a number')
  return operand !== null && cursor.expect(']') ? operand : null
}

/** What stands between `x` and `]`. */
function indexOffset(cursor: Cursor): number | null {
  const token = cursor.peek()
  if (cursor.isPunctuation(']')) {
    cursor.refused('“[x]”', cursor.previous().span, 'Write [x + 0].')
    return 0
  }
  if (token.kind === 'number' && /^[+-]/.test(token.text)) {
    const sign = token.text.charAt(0)
    const instead = sign === '+' ? `x + ${token.text.slice(1)}` : `x + ${token.text}`
    const what = `“x${token.text}”: it takes “${token.text}” for one number`
    cursor.refused(what, token.span, `Put a space after the plus: [${instead}].`)
    return cursor.number()
  }
  if (cursor.isPunctuation('-')) {
    cursor.refused('a minus between x and the number', token.span, 'Write [x + -k].')
    cursor.next()
    const k = cursor.number()
    return k === null ? null : -k >>> 0
  }
  return cursor.expect('+') ? cursor.number() : null
}

function memory(cursor: Cursor): Operand | null {
  cursor.next()
  if (!cursor.expect('[')) return null
  const k = cursor.number()
  return k !== null && cursor.expect(']') ? { form: 'memory', k } : null
}

/** `#` is taken. */
function afterHash(cursor: Cursor): Operand | null {
  if (cursor.peek().kind === 'word') return extension(cursor, 'a number or an extension after “#”')
  const k = cursor.number()
  return k === null ? null : { form: 'literal', k }
}

/** A bare number, or the `4*([k]&0xf)` that begins with one. */
function number(cursor: Cursor): Operand | null {
  const from = cursor.peek().span.from
  const factor = cursor.number()
  if (factor === null) return null
  if (!cursor.accept('*')) return { form: 'bare', k: factor }
  if (!cursor.expect('(') || !cursor.expect('[')) return null
  const k = cursor.number()
  if (k === null || !cursor.expect(']') || !cursor.expect('&')) return null
  const mask = cursor.number()
  if (mask === null || !cursor.expect(')')) return null
  if (factor !== 4 || mask !== 0xf) {
    const span = { from, to: cursor.previous().span.to }
    cursor.error('asm/operand', 'ldxb offset not supported!', span, [
      'The machine can only do 4*([k]&0xf), the length of an IPv4 header at byte k.',
    ])
    return null
  }
  return { form: 'msh', k }
}

function extension(cursor: Cursor, expected: string): Operand | null {
  const token = cursor.peek()
  const found = resolveExtension(token.text)
  if (found === undefined) {
    const names = asmExtensions.map(({ name }) => name)
    cursor.error('asm/unknown-extension', `syntax error: expected ${expected}, found “${token.text}”`, token.span, [
      ...didYouMean(token.text, names),
    ])
    return null
  }
  cursor.next()
  if (found.bpfcOnly) cursor.refused(`“${token.text}”, a spelling of bpfc`, token.span, `Write ${found.name}.`)
  if (isExtensionName(found.name)) return { form: 'extension', name: found.name }
  return { form: 'length' }
}

function isExtensionName(name: string): name is ExtensionName {
  return Object.hasOwn(EXTENSION_OFFSETS, name)
}
