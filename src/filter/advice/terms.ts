/**
 * What a register can hold, as a term over the packet: `the half-word at 12`, `that & 0xfff0`.
 *
 * Terms are interned: two computations of the same value are the same object, so that what one test
 * finds out is known to the next. Sums keep their constant outermost, and a load's address is a base
 * and a constant; so `[x + 16]` with X = n and `[x + 14]` with X = n + 2 are one load.
 *
 * Leaves out the length of the packet: a load that runs past its end ends the program with 0, and a
 * path that goes on has the byte.
 */
import { ALU } from '../../bpf/index.ts'

export type Term =
  | { readonly kind: 'constant'; readonly id: number; readonly value: number }
  /** `size` bytes at base + offset, big-endian; a null base is the start of the packet. */
  | {
      readonly kind: 'load'
      readonly id: number
      readonly base: Term | null
      readonly offset: number
      readonly size: number
    }
  | {
      readonly kind: 'operation'
      readonly id: number
      /** One of ALU's. */
      readonly operation: number
      readonly left: Term
      readonly right: Term
    }
  /** Anything at all, but the same thing throughout a run. */
  | { readonly kind: 'unknown'; readonly id: number; readonly name: string }

/** From here on an address is negative: not the packet's bytes, but the kernel's knowledge of it. */
const NEGATIVE = 0x80000000

export class Terms {
  private readonly byKey = new Map<string, Term>()
  private next = 0
  private readonly constants = new Map<number, Term & { kind: 'constant' }>()

  constant(value: number): Term & { kind: 'constant' } {
    const unsigned = value >>> 0
    let term = this.constants.get(unsigned)
    if (term === undefined) {
      term = { kind: 'constant', id: this.next++, value: unsigned }
      this.constants.set(unsigned, term)
    }
    return term
  }

  /** The same unknown for the same name. */
  named(name: string): Term {
    return this.intern(`unknown ${name}`, (id) => ({ kind: 'unknown', id, name }))
  }

  /** An unknown unlike any other. */
  fresh(): Term {
    return { kind: 'unknown', id: this.next++, name: '' }
  }

  /** What an indirect load reads: `size` bytes at `address` + `k`. */
  loadAt(address: Term, k: number, size: number): Term {
    const { rest, constant } = this.split(address)
    const offset = (constant + k) >>> 0
    if (rest === null) return offset >= NEGATIVE ? this.fresh() : this.load(null, offset, size)
    return this.load(rest, offset, size)
  }

  /** What an absolute load reads. */
  loadAbsolute(offset: number, size: number): Term {
    return offset >= NEGATIVE ? this.named(`metadata ${offset} ${size}`) : this.load(null, offset, size)
  }

  private load(base: Term | null, offset: number, size: number): Term {
    return this.intern(`load ${base?.id ?? ''} ${offset} ${size}`, (id) => ({ kind: 'load', id, base, offset, size }))
  }

  operation(operation: number, left: Term, right: Term): Term {
    if (left.kind === 'constant' && right.kind === 'constant') {
      const value = fold(operation, left.value, right.value)
      if (value !== null) return this.constant(value)
    }
    if (operation === ALU.ADD) return this.sum(left, right)
    if (operation === ALU.SUB) {
      if (left === right) return this.constant(0)
      if (right.kind === 'constant') return this.sum(left, this.constant(-right.value))
    }
    const commutes = operation === ALU.AND || operation === ALU.OR || operation === ALU.XOR || operation === ALU.MUL
    return commutes && swaps(left, right) ? this.join(operation, right, left) : this.join(operation, left, right)
  }

  private sum(left: Term, right: Term): Term {
    const one = this.split(left)
    const two = this.split(right)
    const constant = (one.constant + two.constant) >>> 0
    const rest =
      one.rest === null || two.rest === null
        ? (one.rest ?? two.rest)
        : swaps(one.rest, two.rest)
          ? this.join(ALU.ADD, two.rest, one.rest)
          : this.join(ALU.ADD, one.rest, two.rest)
    if (rest === null) return this.constant(constant)
    return constant === 0 ? rest : this.join(ALU.ADD, rest, this.constant(constant))
  }

  /** A term as a sum: what varies, null for nothing, and a constant. */
  private split(term: Term): { rest: Term | null; constant: number } {
    if (term.kind === 'constant') return { rest: null, constant: term.value }
    const isSum = term.kind === 'operation' && term.operation === ALU.ADD && term.right.kind === 'constant'
    if (isSum && term.right.kind === 'constant') return { rest: term.left, constant: term.right.value }
    return { rest: term, constant: 0 }
  }

  private join(operation: number, left: Term, right: Term): Term {
    const key = `${operation} ${left.id} ${right.id}`
    return this.intern(key, (id) => ({ kind: 'operation', id, operation, left, right }))
  }

  private intern(key: string, make: (id: number) => Term): Term {
    let term = this.byKey.get(key)
    if (term === undefined) {
      term = make(this.next++)
      this.byKey.set(key, term)
    }
    return term
  }
}

/** Constants go to the right, otherwise the older term to the left. */
function swaps(left: Term, right: Term): boolean {
  if (right.kind === 'constant') return false
  return left.kind === 'constant' || left.id > right.id
}

/** `left operation right`; null where machines differ: division by zero, shifts of 32 and more. */
export function fold(operation: number, left: number, right: number): number | null {
  switch (operation) {
    case ALU.ADD:
      return (left + right) >>> 0
    case ALU.SUB:
      return (left - right) >>> 0
    case ALU.MUL:
      return Math.imul(left, right) >>> 0
    case ALU.DIV:
      return right === 0 ? null : Math.floor(left / right)
    case ALU.MOD:
      return right === 0 ? null : left % right
    case ALU.AND:
      return (left & right) >>> 0
    case ALU.OR:
      return (left | right) >>> 0
    case ALU.XOR:
      return (left ^ right) >>> 0
    case ALU.LSH:
      return right > 31 ? null : (left << right) >>> 0
    case ALU.RSH:
      return right > 31 ? null : left >>> right
    default:
      return null
  }
}
