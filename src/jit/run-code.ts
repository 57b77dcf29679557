/**
 * The run of a program over one packet as WebAssembly, as the program jumps.
 *
 * A jump ahead leaves as many nested blocks as it takes, one for each place that is jumped to; a jump
 * back (libpcap's alone) goes to a loop around them all, whose br_table finds the place. What
 * facts.ts knows makes a check unnecessary is not checked.
 */
import { type Program } from '../bpf/index.ts'
import { emitInstruction } from './instruction-code.ts'
import { type Shape, type ShapedBlock } from './shape.ts'
import { type Surroundings } from './surroundings.ts'
import { emitAnyOf } from './test-code.ts'
import { after } from './facts.ts'
import { OP, type Label } from './wasm-code.ts'

export function emitRun(program: Program, { blocks, loops: places }: Shape, surroundings: Surroundings): void {
  const { code, locals } = surroundings
  for (const local of [locals.a, locals.x, locals.raw, ...locals.m]) {
    code.i32(0)
    code.set(local)
  }
  const loops = [...places]
  code.i32(loops.length)
  code.set(locals.place)
  const again = loops.length > 0 ? code.loop() : null
  const labels = new Map<number, Label>()
  for (const { from } of blocks.toReversed()) labels.set(from, code.block())
  if (again !== null) {
    // The entry is where no jump back has been: past the last of them.
    const entry = labelAt(labels, 0)
    code.get(locals.place)
    code.brTable(
      loops.map((from) => labelAt(labels, from)),
      entry,
    )
  }
  for (const [index, block] of blocks.entries()) {
    code.end()
    emitBlock(program, surroundings, block, {
      next: blocks[index + 1]?.from ?? -1,
      jump: (to) => {
        if (to > block.from || again === null) return code.br(labelAt(labels, to))
        code.i32(loops.indexOf(to))
        code.set(locals.place)
        code.br(again)
      },
      jumpIf: (to) => code.brIf(labelAt(labels, to)),
    })
  }
  if (again !== null) code.end()
}

function labelAt(labels: ReadonlyMap<number, Label>, place: number): Label {
  const label = labels.get(place)
  if (label === undefined) throw new Error(`Broken invariant: no block begins at ${place}`)
  return label
}

interface Jumps {
  /** Where the code goes on by itself. */
  readonly next: number
  readonly jump: (to: number) => void
  /** The same if the number on the stack is not 0; only ahead. */
  readonly jumpIf: (to: number) => void
}

function emitBlock(
  program: Program,
  surroundings: Surroundings,
  { from, to, exit, chain, facts: atStart }: ShapedBlock,
  { next, jump, jumpIf }: Jumps,
): void {
  const { code, flavour, dropIf, meter } = surroundings
  let facts = atStart
  if (from === to) meter?.emitStep(code)
  for (let pc = from; pc < to; pc++) {
    const instruction = program[pc]
    if (instruction === undefined) throw new Error('Broken invariant: a block ends within the program')
    meter?.emitBefore(code, pc, to)
    if (pc === to - 1 && exit.kind === 'fail') break
    if (pc === to - 1 && chain !== null) emitAnyOf(chain, facts, surroundings)
    else emitInstruction(instruction, facts, surroundings)
    facts = after(instruction, facts, flavour)
  }
  if (exit.kind === 'fail') {
    code.i32(1)
    return dropIf()
  }
  if (exit.kind === 'goto' && exit.to !== next) return jump(exit.to)
  if (exit.kind !== 'branch') return
  const { yes, no } = exit
  meter?.emitTaken(code, to - 1)
  if (yes === next) {
    code.op(OP.I32_EQZ)
    return jumpIf(no)
  }
  jumpIf(yes)
  if (no !== next) jump(no)
}
