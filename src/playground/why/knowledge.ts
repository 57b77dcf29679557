/**
 * What a run's tests have shown so far, and whether that settles another test: for saying at which step of the
 * optimized program a clause of the expression was decided.
 *
 * Sound, not complete: a test that it does not settle may follow all the same, by arithmetic it does not do.
 */
import { JMP } from '../../bpf/index.ts'
import { compute, operation, type Expression } from '../explain/expression.ts'
import type { PathTest } from './path-tests.ts'

interface Known {
  /** Least and greatest value left. */
  low: number
  high: number
  readonly not: Set<number>
}

const HIGHEST = 0xffffffff

export class Knowledge {
  readonly #known = new Map<string, Known>()
  /** Comparisons of two things that are no constants, as they came out. */
  readonly #pairs = new Set<string>()

  learn(test: PathTest): void {
    const { operation: asked, taken, subject, other } = test
    if (subject.kind === 'unknown' || other.kind === 'unknown') return
    if (other.kind !== 'constant') {
      this.#pairs.add(pairKey(test))
      return
    }
    const { value } = other
    if (asked === JMP.JSET) {
      const known = this.#of(operation('and', subject, other))
      if (!taken) known.high = 0
      else {
        known.not.add(0)
        if ((value & (value - 1)) === 0) known.low = known.high = value
      }
      return
    }
    const known = this.#of(subject)
    if (asked === JMP.JEQ) {
      if (taken) known.low = known.high = value
      else known.not.add(value)
    } else {
      // x > v and x >= v: the least that holds.
      const least = asked === JMP.JGT ? value + 1 : value
      if (taken) known.low = Math.max(known.low, least)
      else known.high = Math.min(known.high, least - 1)
    }
  }

  /** Whether the test could have come out only as it did. */
  settles(test: PathTest): boolean {
    const { operation: asked, taken, subject, other } = test
    if (subject.kind === 'unknown' || other.kind === 'unknown') return false
    if (other.kind !== 'constant') return this.#pairs.has(pairKey(test))
    const { value } = other
    if (this.#valueOf(subject) !== null) return true
    if (asked === JMP.JSET) {
      const masked = operation('and', subject, other)
      if (this.#valueOf(masked) !== null) return true
      return taken && this.#excludes(masked, 0)
    }
    if (asked === JMP.JEQ) return !taken && this.#excludes(subject, value)
    const { low, high } = this.#known.get(subject.key) ?? { low: 0, high: HIGHEST }
    const least = asked === JMP.JGT ? value + 1 : value
    return taken ? low >= least : high < least
  }

  #of({ key }: Expression): Known {
    const known = this.#known.get(key) ?? { low: 0, high: HIGHEST, not: new Set() }
    this.#known.set(key, known)
    return known
  }

  #excludes({ key }: Expression, value: number): boolean {
    const known = this.#known.get(key)
    return known !== undefined && (known.not.has(value) || value < known.low || value > known.high)
  }

  #valueOf(expression: Expression): number | null {
    if (expression.kind === 'constant') return expression.value
    const known = this.#known.get(expression.key)
    if (known !== undefined && known.low === known.high) return known.low
    if (expression.kind !== 'operation' || expression.right.kind !== 'constant') return null
    const left = this.#valueOf(expression.left)
    return left === null ? null : compute(expression.operator, left, expression.right.value)
  }
}

function pairKey({ operation: asked, subject, other, taken }: PathTest): string {
  return `${subject.key} ${asked} ${other.key} ${taken}`
}

/** A step of the program in view, and its instruction. */
export interface Decision {
  readonly step: number
  readonly pc: number | null
  /** The whole was decided there, with no need to know this part of it. */
  readonly whole?: boolean
}

/**
 * For each test of `asked` the step of the other run after which it was settled: 0 where it needs no run, null
 * where that run did not settle it by itself. `shown` are that run's tests, in its order.
 */
export function settledAt(asked: readonly PathTest[], shown: readonly PathTest[]): (Decision | null)[] {
  const knowledge = new Knowledge()
  const settled = asked.map((): Decision | null => null)
  // Only tests of the same bytes can be settled by what is learnt of them.
  const open = new Map<string, number[]>()
  asked.forEach((test, index) => {
    if (knowledge.settles(test)) settled[index] = { step: 0, pc: null }
    else {
      const key = rootKey(test.subject)
      open.set(key, [...(open.get(key) ?? []), index])
    }
  })
  for (const test of shown) {
    knowledge.learn(test)
    const key = rootKey(test.subject)
    const left = open.get(key) ?? []
    const still = left.filter((index) => {
      const each = asked[index]
      if (each === undefined || !knowledge.settles(each)) return true
      settled[index] = { step: test.step, pc: test.pc }
      return false
    })
    open.set(key, still)
  }
  return settled
}

/** The innermost thing that constants are applied to. */
function rootKey(expression: Expression): string {
  let root = expression
  while (root.kind === 'operation' && root.right.kind === 'constant') root = root.left
  return root.key
}
