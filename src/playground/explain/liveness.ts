/**
 * Which registers a program may still read from each instruction on. What the others hold is worth nothing.
 */
import { CLASS, type Instruction, JMP, MISC, MODE, type Program, SRC } from '../../bpf/index.ts'
import { classOf, miscOf, modeOf, operationOf, returnSourceOf, sourceOf } from '../../bpf/index.ts'

/** A set of registers: bit 0 to 15 for scratch memory. */
export type Registers = number

export const A: Registers = 1 << 16
export const X: Registers = 1 << 17
export const ALL_REGISTERS: Registers = A | X | 0xffff

/** Before each instruction; where one jumps backward, all of them. */
export function liveRegisters(program: Program): readonly Registers[] {
  const live = program.map(() => ALL_REGISTERS)
  for (let pc = program.length - 1; pc >= 0; pc--) {
    const instruction = program[pc]
    if (instruction === undefined) continue
    const { read, written } = uses(instruction)
    const after = waysOf(instruction, pc).reduce((sum, to) => sum | (to > pc ? (live[to] ?? 0) : ALL_REGISTERS), 0)
    live[pc] = read | (after & ~written)
  }
  return live
}

function waysOf({ code, jt, jf, k }: Instruction, pc: number): readonly number[] {
  if (classOf(code) === CLASS.RET) return []
  if (classOf(code) !== CLASS.JMP) return [pc + 1]
  return operationOf(code) === JMP.JA ? [pc + 1 + (k | 0)] : [pc + 1 + jt, pc + 1 + jf]
}

function uses({ code, k }: Instruction): { read: Registers; written: Registers } {
  const operand = sourceOf(code) === SRC.X ? X : 0
  const word = 1 << (k & 15)
  switch (classOf(code)) {
    case CLASS.LD: {
      const read = modeOf(code) === MODE.IND ? X : modeOf(code) === MODE.MEM ? word : 0
      // Some of the kernel's own loads take A and X.
      return { read: modeOf(code) === MODE.ABS && k >= 0x80000000 ? A | X : read, written: A }
    }
    case CLASS.LDX:
      return { read: modeOf(code) === MODE.MEM ? word : 0, written: X }
    case CLASS.ST:
      return { read: A, written: word }
    case CLASS.STX:
      return { read: X, written: word }
    case CLASS.ALU:
      return { read: A | operand, written: A }
    case CLASS.JMP:
      return { read: operationOf(code) === JMP.JA ? 0 : A | operand, written: 0 }
    case CLASS.RET:
      return { read: returnSourceOf(code) === SRC.K ? 0 : A | X, written: 0 }
    default:
      return miscOf(code) === MISC.TXA ? { read: X, written: A } : { read: A, written: X }
  }
}
