/**
 * From what a run of the unoptimized program did to what each clause, and the expression, is for that
 * packet. Knows no machine: who ran the program says which jumps it executed and where it failed.
 */
import type { ClauseTree, ClauseValue, ExecutedJump, Leaf } from './types.ts'

/**
 * The value of each clause, in their order. `executed` are the conditional jumps of the run, in any
 * order; others than the leaves' are no fault. `failedAt` is the pc of the instruction that ended the
 * run without a return (a load past the packet's end, a division by zero); null where it returned.
 */
export function evaluateClauses(
  leaves: readonly Leaf[],
  executed: readonly ExecutedJump[],
  failedAt: number | null = null,
): readonly ClauseValue[] {
  const taken = new Set<number>()
  for (const jump of executed) taken.add(exitNumber(jump))
  return leaves.map(({ exits, pcs }) => {
    for (const exit of exits) if (taken.has(exitNumber(exit))) return exit.value ? 'true' : 'false'
    return failedAt !== null && pcs.includes(failedAt) ? 'unreadable' : 'not reached'
  })
}

function exitNumber({ pc, taken }: ExecutedJump): number {
  return 2 * pc + Number(taken)
}

/**
 * The value of the whole, or of a part: left to right, and no further than needed. For a packet that
 * the program got through, it is the verdict. `not reached` is a whole whose first clause was not: a
 * header before it could not be read, or was another one.
 */
export function evaluateTree(tree: ClauseTree, values: readonly ClauseValue[]): ClauseValue {
  switch (tree.kind) {
    case 'clause':
      return values[tree.clause] ?? 'not reached'
    case 'not': {
      const value = evaluateTree(tree.operand, values)
      return value === 'true' ? 'false' : value === 'false' ? 'true' : value
    }
    case 'and':
    case 'or': {
      const goesOn = tree.kind === 'and' ? 'true' : 'false'
      for (const operand of tree.operands) {
        const value = evaluateTree(operand, values)
        if (value !== goesOn) return value
      }
      return goesOn
    }
  }
}
