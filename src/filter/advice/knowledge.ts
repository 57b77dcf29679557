/**
 * What the tests along one path through a program have established, and whether one more test can
 * come out a given way.
 *
 * Facts are kept a term, and for packet bytes a byte as well, so that a test of four bytes is known to
 * a later test of one of them. `mark` and `undo` go back along the path. When in doubt a test "can":
 * a path that is followed although no packet takes it costs a warning; the other way round would be
 * a false one.
 */
import { ALU, JMP } from '../../bpf/index.ts'
import { ANY, between, bits, exactly, meet, operate, sameBounds, type Bounds } from './bounds.ts'
import type { Term } from './terms.ts'

const MAX = 0xffffffff

export class Knowledge {
  private readonly facts = new Map<number, Bounds>()
  private readonly excluded = new Map<number, readonly number[]>()
  /** Known bits of single packet bytes. */
  private readonly bytes = new Map<string, Bounds>()
  /** Tests between two terms, and how they came out. */
  private readonly outcomes = new Map<string, boolean>()
  private readonly trail: (() => void)[] = []

  mark(): number {
    return this.trail.length
  }

  undo(mark: number): void {
    while (this.trail.length > mark) this.trail.pop()?.()
  }

  private put<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key)
    this.trail.push(
      before === undefined
        ? () => {
            map.delete(key)
          }
        : () => {
            map.set(key, before)
          },
    )
    map.set(key, value)
  }

  /** What is known of a term; null where the path so far is impossible. */
  boundsOf(term: Term): Bounds | null {
    const known = this.structure(term)
    const fact = this.facts.get(term.id)
    return known === null || fact === undefined ? known : meet(known, fact)
  }

  private structure(term: Term): Bounds | null {
    switch (term.kind) {
      case 'constant':
        return exactly(term.value)
      case 'unknown':
        return ANY
      case 'load': {
        let zeros = 0
        let ones = 0
        for (let i = 0; i < term.size; i++) {
          const byte = this.bytes.get(byteKey(term, i))
          zeros = (zeros << 8) | (byte?.zeros ?? 0)
          ones = (ones << 8) | (byte?.ones ?? 0)
        }
        return meet(between(0, 2 ** (8 * term.size) - 1), bits(zeros, ones))
      }
      case 'operation': {
        const left = this.boundsOf(term.left)
        const right = this.boundsOf(term.right)
        return left === null || right === null ? null : operate(term.operation, left, right)
      }
    }
  }

  /** Adds "`a operation b` comes out as `outcome`"; false where that cannot be. */
  assume(operation: number, a: Term, b: Term, outcome: boolean): boolean {
    if (b.kind !== 'constant') return this.assumeBetween(operation, a, b, outcome)
    const k = b.value
    switch (operation) {
      case JMP.JEQ:
        if (k === 0 && a.kind === 'operation' && a.operation === ALU.SUB)
          return this.assume(JMP.JEQ, a.left, a.right, outcome)
        return outcome ? this.refine(a, exactly(k)) : this.exclude(a, k)
      case JMP.JGT:
        if (outcome) return k < MAX && this.refine(a, between(k + 1, MAX))
        return this.refine(a, between(0, k))
      case JMP.JGE:
        if (outcome) return this.refine(a, between(k, MAX))
        return k > 0 && this.refine(a, between(0, k - 1))
      default:
        return this.assumeBits(a, b, outcome)
    }
  }

  /** JSET with a constant. */
  private assumeBits(a: Term, b: Term & { kind: 'constant' }, outcome: boolean): boolean {
    const k = b.value
    if (!outcome) return this.refine(a, bits(k, 0))
    const known = this.boundsOf(a)
    const open = known === null ? 0 : (k & ~known.zeros) >>> 0
    if (open === 0) return false
    const single = (open & (open - 1)) === 0
    return single ? this.refine(a, bits(0, open)) : this.remember(`set ${a.id} ${b.id}`, outcome)
  }

  private assumeBetween(operation: number, a: Term, b: Term, outcome: boolean): boolean {
    if (a.kind === 'constant') {
      // The same test with the constant on the right.
      if (operation === JMP.JGT) return this.assume(JMP.JGE, b, a, !outcome)
      if (operation === JMP.JGE) return this.assume(JMP.JGT, b, a, !outcome)
      return this.assume(operation, b, a, outcome)
    }
    if (a === b && operation !== JMP.JSET) return outcome === (operation !== JMP.JGT)
    const left = this.boundsOf(a)
    const right = this.boundsOf(b)
    if (left === null || right === null) return false
    switch (operation) {
      case JMP.JEQ:
        if (outcome ? meet(left, right) === null : isSingle(left) && isSingle(right) && left.lo === right.lo)
          return false
        break
      case JMP.JGT:
        if (outcome ? left.hi <= right.lo : left.lo > right.hi) return false
        break
      case JMP.JGE:
        if (outcome ? left.hi < right.lo : left.lo >= right.hi) return false
        break
      default:
        if (outcome ? (~left.zeros & ~right.zeros) === 0 : (left.ones & right.ones) !== 0) return false
    }
    return this.remember(`${operation} ${a.id} ${b.id}`, outcome)
  }

  private remember(test: string, outcome: boolean): boolean {
    const before = this.outcomes.get(test)
    if (before !== undefined) return before === outcome
    this.put(this.outcomes, test, outcome)
    return true
  }

  private refine(term: Term, more: Bounds): boolean {
    const known = this.boundsOf(term)
    if (known === null) return false
    let bounds = meet(known, more)
    for (const value of this.excluded.get(term.id) ?? []) {
      if (bounds === null) return false
      if (bounds.lo === value) bounds = value === MAX ? null : meet(bounds, between(value + 1, MAX))
      else if (bounds.hi === value) bounds = meet(bounds, between(0, value - 1))
    }
    if (bounds === null) return false
    if (sameBounds(bounds, known)) return true
    this.put(this.facts, term.id, bounds)
    return this.spread(term, bounds)
  }

  private exclude(term: Term, value: number): boolean {
    const known = this.boundsOf(term)
    if (known === null) return false
    if (value < known.lo || value > known.hi) return true
    this.put(this.excluded, term.id, [...(this.excluded.get(term.id) ?? []), value])
    return this.refine(term, ANY)
  }

  /** Tells the parts of a term what its own bounds mean for them. */
  private spread(term: Term, bounds: Bounds): boolean {
    if (term.kind === 'load') {
      for (let i = 0; i < term.size; i++) {
        const shift = 8 * (term.size - 1 - i)
        const more = bits((bounds.zeros >>> shift) & 0xff, (bounds.ones >>> shift) & 0xff)
        const key = byteKey(term, i)
        const known = this.bytes.get(key) ?? ANY
        const zeros = known.zeros | more.zeros
        const ones = known.ones | more.ones
        if ((zeros & ones) !== 0) return false
        if (zeros !== known.zeros || ones !== known.ones) this.put(this.bytes, key, bits(zeros, ones))
      }
      return true
    }
    if (term.kind !== 'operation' || term.right.kind !== 'constant') return true
    const { left, operation } = term
    const k = term.right.value
    switch (operation) {
      case ALU.AND:
        return this.refine(left, bits(bounds.zeros & k, bounds.ones & k))
      case ALU.ADD: {
        if (isSingle(bounds)) return this.refine(left, exactly((bounds.lo - k) >>> 0))
        const known = this.boundsOf(left)
        if (known === null) return false
        if (known.hi + k > MAX) return true
        return this.refine(left, between(Math.max(0, bounds.lo - k), Math.max(0, bounds.hi - k)))
      }
      case ALU.RSH:
        return k > 31 || this.refine(left, bits(bounds.zeros << k, bounds.ones << k))
      case ALU.LSH:
        return k > 31 || this.refine(left, bits((bounds.zeros >>> k) & (MAX >>> k), bounds.ones >>> k))
      default:
        return true
    }
  }
}

function isSingle(bounds: Bounds): boolean {
  return bounds.lo === bounds.hi
}

function byteKey(load: Term & { kind: 'load' }, index: number): string {
  return `${load.base?.id ?? ''}:${load.offset + index}`
}
