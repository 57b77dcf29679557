/**
 * Which registers and scratch words an instruction reads and writes, as bits, and where they are needed later.
 *
 * Source: vm/step.ts, whose rules these are.
 */
import { CLASS, MEMWORDS, MISC, MODE, SRC, classOf, modeOf, type Program } from '../bpf/index.ts'
import { successors } from './blocks.ts'
import { type ShapedBlock } from './shape.ts'

/** Bits. Scratch word k is WORD << k. */
export const REGISTER = { A: 1, X: 2, WORD: 4 } as const

export interface Uses {
  readonly reads: number
  readonly writes: number
}

const bothRegisters = REGISTER.A | REGISTER.X

export function usesOf({ code, k }: { readonly code: number; readonly k: number }): Uses {
  const { A, X } = REGISTER
  const word = k < MEMWORDS ? REGISTER.WORD << k : 0
  switch (classOf(code)) {
    case CLASS.LD:
      // An extension may look at X, and `A xor X` at both.
      if (modeOf(code) === MODE.ABS) return { reads: bothRegisters, writes: A }
      return { reads: modeOf(code) === MODE.IND ? X : modeOf(code) === MODE.MEM ? word : 0, writes: A }
    case CLASS.LDX:
      return { reads: modeOf(code) === MODE.MEM ? word : 0, writes: X }
    case CLASS.ST:
      return { reads: A, writes: word }
    case CLASS.STX:
      return { reads: X, writes: word }
    case CLASS.ALU:
    case CLASS.JMP: {
      const reads = (code & SRC.X) === 0 ? A : bothRegisters
      return { reads, writes: classOf(code) === CLASS.ALU ? A : 0 }
    }
    case CLASS.MISC:
      return code === (CLASS.MISC | MISC.TAX) ? { reads: A, writes: X } : { reads: X, writes: A }
    default:
      return { reads: A, writes: 0 }
  }
}

/** For each block of a program without jumps back, what is read after its beginning before it is written. */
export function neededAtStart(program: Program, blocks: readonly ShapedBlock[]): ReadonlyMap<number, number> {
  const needed = new Map<number, number>()
  for (const { from, to, exit } of blocks.toReversed()) {
    let here = successors(exit).reduce((all, next) => all | (needed.get(next) ?? 0), 0)
    for (const instruction of program.slice(from, to).toReversed()) {
      const { reads, writes } = usesOf(instruction)
      here = (here & ~writes) | reads
    }
    needed.set(from, here)
  }
  return needed
}
