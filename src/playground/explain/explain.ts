/**
 * The meaning of a program in plain words that know the protocols: `A ← bytes 30–33, IPv4
 * destination`, `Destination is 192.168.1.1?`.
 *
 * How: the program is walked over expressions instead of numbers (analyse.ts), so that each
 * instruction is explained by what every way to it has loaded and tested, whoever wrote it and in
 * whatever order. Nothing is recognized by its text.
 */
import { CLASS, type Program, classOf } from '../../bpf/index.ts'
import { analyse } from './analyse.ts'
import { nameIn } from './name.ts'
import { after } from './transfer.ts'
import type { ValueMeaning } from './values.ts'
import { describeInstruction } from './words.ts'

/** One sentence for each instruction. `linkType` is a DLT number; for one that is not known here, bytes stay bytes. */
export function explainProgram(program: Program, linkType: number): readonly string[] {
  const worlds = analyse(program)
  return program.map((instruction, pc) => describeInstruction(instruction, pc, worlds[pc] ?? [], linkType))
}

/** For each instruction how to spell what A holds after it; null where it is just a number, and
 * after a return. */
export function valueMeanings(program: Program, linkType: number): readonly (ValueMeaning | null)[] {
  const worlds = analyse(program)
  return program.map((instruction, pc) => {
    if (classOf(instruction.code) === CLASS.RET) return null
    const name = nameIn(worlds[pc] ?? [], linkType, (world) => after(instruction, world).a)
    if (name === null || name.kind === null || name.kind === 'bytes' || name.mask !== null) return null
    return { kind: name.kind, size: name.size }
  })
}
