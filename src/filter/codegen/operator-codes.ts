/** The operators of a filter's text as the codes of instructions. */
import { ALU, JMP } from '../../bpf/index.ts'
import type { ArithmeticOperator, RelationalOperator } from '../ast.ts'

/** Arithmetic operators as the operation of an ALU instruction. */
export const ALU_CODES: Readonly<Record<ArithmeticOperator, number>> = {
  '+': ALU.ADD,
  '-': ALU.SUB,
  '*': ALU.MUL,
  '/': ALU.DIV,
  '%': ALU.MOD,
  '&': ALU.AND,
  '|': ALU.OR,
  '^': ALU.XOR,
  '<<': ALU.LSH,
  '>>': ALU.RSH,
}

/** Comparison operators as a jump, and whether its outcome is turned round. */
export const RELATIONAL_CODES: Readonly<Record<RelationalOperator, readonly [operation: number, reversed: boolean]>> = {
  '>': [JMP.JGT, false],
  '>=': [JMP.JGE, false],
  '=': [JMP.JEQ, false],
  '<=': [JMP.JGT, true],
  '<': [JMP.JGE, true],
  '!=': [JMP.JEQ, true],
}
