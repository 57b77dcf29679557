/**
 * A program cut into basic blocks: runs of instructions that are entered at the first alone and left at the last alone.
 *
 * Instructions that nothing reaches are in blocks too. A jump past either end has no exit.
 */
import { CLASS, JMP, classOf, operationOf } from './opcodes.ts'
import type { Instruction, Program } from './program.ts'

export interface BlockExit {
  /** `true` and `false` of a conditional jump with two ways; `always` where there is one. */
  readonly kind: 'true' | 'false' | 'always'
  /** Index of the block it leads to. */
  readonly to: number
}

export interface BasicBlock {
  /** Instructions, half-open. */
  readonly from: number
  readonly to: number
  /** None for a return. */
  readonly exits: readonly BlockExit[]
}

export function basicBlocks(program: Program): readonly BasicBlock[] {
  const starts = new Set([0])
  for (const [pc, instruction] of program.entries()) {
    if (!endsBlock(instruction)) continue
    starts.add(pc + 1)
    for (const { to } of waysOut(instruction, pc)) starts.add(to)
  }
  const ordered = [...starts].filter((pc) => pc >= 0 && pc < program.length).sort((a, b) => a - b)
  const blockAt = new Map(ordered.map((pc, index) => [pc, index]))
  return ordered.map((from, index) => {
    const to = ordered[index + 1] ?? program.length
    const last = program[to - 1]
    const ways = last === undefined ? [] : waysOut(last, to - 1)
    const exits = ways.flatMap(({ kind, to: pc }) => {
      const target = blockAt.get(pc)
      return target === undefined ? [] : [{ kind, to: target }]
    })
    return { from, to, exits }
  })
}

function endsBlock({ code }: Instruction): boolean {
  return classOf(code) === CLASS.JMP || classOf(code) === CLASS.RET
}

/** Where an instruction leads, as program counters; a jump's distance is signed, as in libpcap's machine. */
function waysOut({ code, jt, jf, k }: Instruction, pc: number): readonly BlockExit[] {
  if (classOf(code) === CLASS.RET) return []
  if (classOf(code) !== CLASS.JMP) return [{ kind: 'always', to: pc + 1 }]
  if (operationOf(code) === JMP.JA) return [{ kind: 'always', to: pc + 1 + (k | 0) }]
  if (jt === jf) return [{ kind: 'always', to: pc + 1 + jt }]
  return [
    { kind: 'true', to: pc + 1 + jt },
    { kind: 'false', to: pc + 1 + jf },
  ]
}
