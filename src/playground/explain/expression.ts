/**
 * What a register can be known to hold, without running anything: a constant, bytes of the packet,
 * something that the kernel knows, or arithmetic on these. Two values are the same where their keys
 * are. Knows nothing of protocols.
 */
import type { ExtensionName } from '../../bpf/index.ts'

export type Operator = 'add' | 'sub' | 'mul' | 'div' | 'or' | 'and' | 'lsh' | 'rsh' | 'mod' | 'xor'

/** `base` null counts from the packet's first byte. */
export interface Load {
  readonly kind: 'load'
  readonly key: string
  readonly base: Expression | null
  readonly offset: number
  /** In bytes: 1, 2 or 4. */
  readonly size: number
}

/** Four times the low or the high half of a byte: how IPv4 and TCP say where they end. */
export interface HeaderLength {
  readonly kind: 'header-length'
  readonly key: string
  readonly half: 'low' | 'high'
  readonly base: Expression | null
  readonly offset: number
}

export interface Operation {
  readonly kind: 'operation'
  readonly key: string
  readonly operator: Operator
  readonly left: Expression
  readonly right: Expression
}

export type Expression =
  | { readonly kind: 'unknown'; readonly key: '?' }
  | { readonly kind: 'constant'; readonly key: string; readonly value: number }
  | Load
  | HeaderLength
  | Operation
  /** The packet's length in bytes. */
  | { readonly kind: 'length'; readonly key: 'len' }
  | { readonly kind: 'extension'; readonly key: string; readonly name: ExtensionName }
  /** Where the kernel says the network header starts; only ever a base. */
  | { readonly kind: 'network'; readonly key: 'net' }

export const UNKNOWN: Expression = { kind: 'unknown', key: '?' }
export const LENGTH: Expression = { kind: 'length', key: 'len' }
export const NETWORK: Expression = { kind: 'network', key: 'net' }

/** A key longer than this is of arithmetic that nobody would recognize; it also ends what a loop piles up. */
const LONGEST_KEY = 400

export function constant(value: number): Expression {
  return { kind: 'constant', key: `${value >>> 0}`, value: value >>> 0 }
}

export function extension(name: ExtensionName): Expression {
  return { kind: 'extension', key: `#${name}`, name }
}

/** `size` bytes at `offset` after an address that is an expression itself. */
export function loadAt(address: Expression, offset: number, size: number): Expression {
  if (address.kind === 'unknown') return UNKNOWN
  const place = splitAddress(address, offset)
  return load(place.base, place.offset, size)
}

export function load(base: Expression | null, offset: number, size: number): Expression {
  const key = `[${base === null ? '' : `${base.key}+`}${offset}:${size}]`
  return tooLong(key) ? UNKNOWN : { kind: 'load', key, base, offset, size }
}

export function headerLength(base: Expression | null, offset: number, half: 'low' | 'high'): Expression {
  const key = `4*${half}[${base === null ? '' : `${base.key}+`}${offset}]`
  return tooLong(key) ? UNKNOWN : { kind: 'header-length', key, half, base, offset }
}

/** Parts an address into what is not known and a number; base null where all of it is known. */
export function splitAddress(address: Expression, offset: number): { base: Expression | null; offset: number } {
  if (address.kind === 'constant') return { base: null, offset: (address.value + offset) >>> 0 }
  if (address.kind === 'operation' && address.operator === 'add' && address.right.kind === 'constant') {
    return { base: address.left, offset: (address.right.value + offset) >>> 0 }
  }
  return { base: address, offset: offset >>> 0 }
}

/** Arithmetic on two values, in one shape whatever the order the program did it in. */
export function operation(operator: Operator, left: Expression, right: Expression): Expression {
  if (left.kind === 'unknown' || right.kind === 'unknown') return UNKNOWN
  if (left.kind === 'constant' && right.kind === 'constant') {
    const value = compute(operator, left.value, right.value)
    return value === null ? UNKNOWN : constant(value)
  }
  // Nothing is left of what is under such a mask; libpcap's optimizer puts the number there too.
  const isNothing = (operator === 'and' || operator === 'mul') && [left, right].some(({ key }) => key === '0')
  if (isNothing) return constant(0)
  if (operator === 'add') return add(left, right)
  // Of operands that can change places, a number goes to the right, and otherwise the keys tell.
  const isSwapped = COMMUTATIVE.includes(operator) && right.kind !== 'constant' && comesBefore(right, left)
  if (isSwapped) return operation(operator, right, left)
  return asHeaderLength(operator, left, right) ?? plain(operator, left, right)
}

const COMMUTATIVE: readonly Operator[] = ['mul', 'and', 'or', 'xor']

function comesBefore(one: Expression, other: Expression): boolean {
  return other.kind === 'constant' || one.key < other.key
}

/** Sums keep their constant on the right, and otherwise their terms in the order of the keys. */
function add(left: Expression, right: Expression): Expression {
  const one = terms(left)
  const other = terms(right)
  const number = (one.number + other.number) >>> 0
  const parts = [...one.parts, ...other.parts].sort((a, b) => (a.key < b.key ? -1 : 1))
  const sum = parts.reduce<Expression | null>(
    (total, part) => (total === null ? part : plain('add', total, part)),
    null,
  )
  if (sum === null) return constant(number)
  return number === 0 ? sum : plain('add', sum, constant(number))
}

function terms(value: Expression): { parts: readonly Expression[]; number: number } {
  if (value.kind === 'constant') return { parts: [], number: value.value }
  if (value.kind !== 'operation' || value.operator !== 'add') return { parts: [value], number: 0 }
  const left = terms(value.left)
  const right = terms(value.right)
  return { parts: [...left.parts, ...right.parts], number: (left.number + right.number) >>> 0 }
}

function plain(operator: Operator, left: Expression, right: Expression): Expression {
  if (left.kind === 'unknown' || right.kind === 'unknown') return UNKNOWN
  const key = `(${left.key} ${operator} ${right.key})`
  return tooLong(key) ? UNKNOWN : { kind: 'operation', key, operator, left, right }
}

/** `(byte & 0x0f) << 2`, `(byte & 0x0f) * 4`, `(byte & 0xf0) >> 2` and `(byte >> 4) << 2` are header lengths. */
function asHeaderLength(operator: Operator, left: Expression, right: Expression): Expression | null {
  if (left.kind !== 'operation' || right.kind !== 'constant' || left.right.kind !== 'constant') return null
  const inner = left.left
  if (inner.kind !== 'load' || inner.size !== 1) return null
  const timesFour = (operator === 'lsh' && right.value === 2) || (operator === 'mul' && right.value === 4)
  const step = `${left.operator} ${left.right.value}`
  if (timesFour && step === 'and 15') return headerLength(inner.base, inner.offset, 'low')
  if (timesFour && step === 'rsh 4') return headerLength(inner.base, inner.offset, 'high')
  const isQuarter = operator === 'rsh' && right.value === 2
  return isQuarter && step === 'and 240' ? headerLength(inner.base, inner.offset, 'high') : null
}

/** On unsigned 32 bits; null where the machine would stop or the kernel and libpcap differ. */
export function compute(operator: Operator, left: number, right: number): number | null {
  switch (operator) {
    case 'add':
      return (left + right) >>> 0
    case 'sub':
      return (left - right) >>> 0
    case 'mul':
      return Math.imul(left, right) >>> 0
    case 'div':
      return right === 0 ? null : Math.floor(left / right)
    case 'mod':
      return right === 0 ? null : left % right
    case 'or':
      return (left | right) >>> 0
    case 'and':
      return (left & right) >>> 0
    case 'xor':
      return (left ^ right) >>> 0
    case 'lsh':
      return right > 31 ? null : (left << right) >>> 0
    case 'rsh':
      return right > 31 ? null : left >>> right
  }
}

function tooLong(key: string): boolean {
  return key.length > LONGEST_KEY
}
