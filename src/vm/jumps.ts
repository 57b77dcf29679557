/**
 * The tests of conditional jumps, for those who look at a run: both exits of a jump may lead to the same place, so
 * where the run went does not tell how the test came out.
 */
import { CLASS, JMP, SRC, operationOf, sourceOf, type Instruction } from '../bpf/index.ts'

const conditional = new Set<number>(
  [JMP.JEQ, JMP.JGT, JMP.JGE, JMP.JSET].flatMap((test) => [CLASS.JMP | test | SRC.K, CLASS.JMP | test | SRC.X]),
)

/** False too for jumps that do not exist. */
export function isConditional({ code }: Instruction): boolean {
  return conditional.has(code)
}

/** Whether the test of the operation (JMP.JEQ, JGT, JGE or JSET) holds between two unsigned numbers. */
export function testHolds(operation: number, a: number, operand: number): boolean {
  switch (operation) {
    case JMP.JEQ:
      return a === operand
    case JMP.JGT:
      return a > operand
    case JMP.JGE:
      return a >= operand
    default:
      return (a & operand) !== 0
  }
}

/** Whether a conditional jump goes to jt, given the registers. */
export function jumpHolds({ code, k }: Instruction, a: number, x: number): boolean {
  return testHolds(operationOf(code), a, sourceOf(code) === SRC.X ? x : k)
}
