/** Comparison operators as a jump, and whether its outcome is turned round. */
import { JMP } from '../../bpf/index.ts'
import type { RelationalOperator } from '../ast.ts'

export const RELATIONAL_CODES: Readonly<Record<RelationalOperator, readonly [operation: number, reversed: boolean]>> = {
  '>': [JMP.JGT, false],
  '>=': [JMP.JGE, false],
  '=': [JMP.JEQ, false],
  '<=': [JMP.JGT, true],
  '<': [JMP.JGE, true],
  '!=': [JMP.JEQ, true],
}
