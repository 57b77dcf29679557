/**
 * Value numbering: two computations with the same number give the same value.
 *
 * A value is known by its operation and the numbers of its operands. Number 0 means unknown.
 * Source of the method: Cocke & Schwartz, as used by libpcap's optimizer.
 */
import { CLASS, MODE, classOf, modeOf } from '../../bpf/index.ts'
import type { Statement } from '../codegen/block.ts'

export const UNKNOWN = 0

export class ValueTable {
  private last = UNKNOWN
  private readonly numbers = new Map<number, Map<number, number>>()
  private readonly constants = new Map<number, number>()
  private readonly origins = new Map<number, Statement>()

  /** The number of `code` applied to the operands; the same for the same three. */
  number(code: number, first: number, second = 0): number {
    // Both fit a double together: an operand has 32 bits, an opcode 8.
    const key = first * 256 + code
    let row = this.numbers.get(key)
    if (row === undefined) this.numbers.set(key, (row = new Map()))
    const known = row.get(second)
    if (known !== undefined) return known
    const made = ++this.last
    row.set(second, made)
    const isLoad = classOf(code) === CLASS.LD || classOf(code) === CLASS.LDX
    if (isLoad && modeOf(code) === MODE.IMM) this.constants.set(made, first)
    return made
  }

  constant(k: number): number {
    return this.number(CLASS.LD | MODE.IMM, k)
  }

  /** The constant a value is; undefined where it is not one. */
  constantOf(value: number): number | undefined {
    return this.constants.get(value)
  }

  /** The statement that first put the value into an atom, and so serves whoever uses it. */
  originOf(value: number): Statement | undefined {
    return this.origins.get(value)
  }

  noteOrigin(value: number, statement: Statement): void {
    if (value !== UNKNOWN && !this.origins.has(value)) this.origins.set(value, statement)
  }
}
