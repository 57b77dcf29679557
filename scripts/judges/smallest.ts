/** A case that fails, made smaller as long as it still does: one packet, and no instruction that could go. */
import type { Instruction, Program } from '../../src/bpf/index.ts'
import type { BulkCase } from './bulk-differences.ts'

export function smallest(each: BulkCase, fails: (each: BulkCase) => boolean): BulkCase {
  let best = each
  const take = (smaller: BulkCase): boolean => {
    if (!fails(smaller)) return false
    best = smaller
    return true
  }
  each.packets.some((packet) => take({ ...each, packets: [packet] }))
  for (let length = 0; length < best.program.length;) {
    length = best.program.length
    for (let pc = length - 1; pc >= 0; pc--) take({ ...best, program: without(best.program, pc) })
  }
  return best
}

/** Jumps over what is taken out become as much shorter. */
function without(program: Program, gone: number): Program {
  return program.map((row, pc) => shortened(row, gone - pc - 1)).toSpliced(gone, 1)
}

/** `between`: instructions between the jump and what goes; negative where that lies behind. */
function shortened(row: Instruction, between: number): Instruction {
  const less = (distance: number): number => (between >= 0 && distance > between ? distance - 1 : distance)
  if ((row.code & 7) !== 5) return row
  return row.code === 5 ? { ...row, k: less(row.k) } : { ...row, jt: less(row.jt), jf: less(row.jf) }
}
