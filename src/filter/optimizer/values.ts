/**
 * Value numbering: two computations with the same number give the same value.
 *
 * A value is known by its operation and the numbers of its operands. Number 0 means unknown.
 * Source of the method: Cocke & Schwartz, as used by libpcap's optimizer. The table is a hash table
 * of flat arrays; its space is used again for each pass and each expression.
 */
import { CLASS, MODE, SIZE, classOf, modeOf } from '../../bpf/index.ts'
import type { Statement } from '../codegen/block.ts'

export const UNKNOWN = 0
const IMMEDIATE = CLASS.LD | MODE.IMM | SIZE.W

export class ValueTable {
  private last = UNKNOWN
  /** Hash → number of the value that came last in it; 0 for none. */
  private heads = new Int32Array(256)
  private mask = 15
  // By value number: the next in its hash, and what it is made of.
  private readonly next: number[] = [0]
  private readonly codes: number[] = [0]
  private readonly firsts: number[] = [0]
  private readonly seconds: number[] = [0]
  private readonly origins: (Statement | null)[] = [null]

  /** Makes room for about so many values; more are no fault. */
  expect(count: number): void {
    let size = 16
    while (size < count) size *= 2
    if (size > this.heads.length) this.heads = new Int32Array(size)
    this.mask = size - 1
    this.origins.length = 1
  }

  /** Forgets all values. */
  clear(): void {
    this.heads.fill(0, 0, this.mask + 1)
    this.last = UNKNOWN
  }

  /** The number of `code` applied to the operands; the same for the same three. */
  number(code: number, first: number, second = 0): number {
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(code, 0xc2b2ae35)
    const hash = (mixed ^ (mixed >>> 15)) & this.mask
    let known = this.heads[hash] ?? 0
    while (known !== 0) {
      if (this.firsts[known] === first && this.codes[known] === code && this.seconds[known] === second) return known
      known = this.next[known] ?? 0
    }
    const made = ++this.last
    this.next[made] = this.heads[hash] ?? 0
    this.heads[hash] = made
    this.codes[made] = code
    this.firsts[made] = first
    this.seconds[made] = second
    this.origins[made] = null
    return made
  }

  constant(k: number): number {
    return this.number(IMMEDIATE, k)
  }

  /** The constant a value is; undefined where it is not one. */
  constantOf(value: number): number | undefined {
    const code = this.codes[value] ?? 0
    const isLoad = classOf(code) === CLASS.LD || classOf(code) === CLASS.LDX
    return value !== UNKNOWN && isLoad && modeOf(code) === MODE.IMM ? this.firsts[value] : undefined
  }

  /** The statement that first put the value into an atom, and so serves whoever uses it. */
  originOf(value: number): Statement | null {
    return this.origins[value] ?? null
  }

  noteOrigin(value: number, statement: Statement): void {
    if (value !== UNKNOWN && this.origins[value] === null) this.origins[value] = statement
  }
}
