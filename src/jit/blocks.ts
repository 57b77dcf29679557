/**
 * A program cut into blocks: runs of instructions that are entered at the top only and left at the
 * bottom only, unless the run ends in between.
 *
 * Only what can be reached is here. A jump past the end of the program, an instruction that does not
 * exist and a scratch word that does not exist end the run, as they do in the interpreter.
 *
 * Source: vm/step.ts, whose rules these are.
 */
import { ALU, CLASS, JMP, MEMWORDS, MODE, SRC, classOf, knownOpcodes, operationOf } from '../bpf/index.ts'
import { type Flavour, type Instruction, type Program } from '../bpf/index.ts'

/** How a block ends. A `to` that is the program's length lies past its end. */
export type Exit =
  | { readonly kind: 'goto'; readonly to: number }
  /** The last instruction is a conditional jump. */
  | { readonly kind: 'branch'; readonly yes: number; readonly no: number }
  | { readonly kind: 'return' }
  /** The last instruction ends the run without a value. */
  | { readonly kind: 'fail' }

export interface Block {
  /** Index of the first instruction, and of the one after the last. Empty where it lies past the program's end. */
  readonly from: number
  readonly to: number
  readonly exit: Exit
}

export interface Blocks {
  /** In the program's order; the first is the entry. */
  readonly all: readonly Block[]
  /** First instructions of the blocks that a jump back leads to. */
  readonly loops: ReadonlySet<number>
}

const known = new Set(knownOpcodes)
const memoryCodes = new Set<number>([CLASS.LD | MODE.MEM, CLASS.LDX | MODE.MEM, CLASS.ST, CLASS.STX])

export function isExecutable({ code, k }: Instruction): boolean {
  return known.has(code) && !(memoryCodes.has(code) && k >= MEMWORDS)
}

export function cutIntoBlocks(program: Program, flavour: Flavour): Blocks {
  const exits = new Map<number, Exit>()
  const starts = new Set<number>([0])
  const loops = new Set<number>()
  const pending = [0]
  for (let pc = pending.pop(); pc !== undefined; pc = pending.pop()) {
    if (exits.has(pc)) continue
    const exit = exitOf(program, pc, flavour)
    exits.set(pc, exit)
    const isJump = classOf(program[pc]?.code ?? 0) === CLASS.JMP
    for (const to of successors(exit)) {
      // What lies past the end is a block of its own: it takes a step that no instruction takes.
      if (isJump || to === program.length) starts.add(to)
      if (to <= pc) loops.add(to)
      pending.push(to)
    }
  }
  const all: Block[] = []
  for (const from of [...starts].sort((a, b) => a - b)) {
    let last = from
    let exit = exits.get(last)
    while (exit?.kind === 'goto' && exit.to === last + 1 && !starts.has(exit.to)) exit = exits.get(++last)
    if (exit !== undefined) all.push({ from, to: Math.min(last + 1, program.length), exit })
  }
  return { all, loops }
}

export function successors(exit: Exit): readonly number[] {
  return exit.kind === 'goto' ? [exit.to] : exit.kind === 'branch' ? [exit.yes, exit.no] : []
}

function exitOf(program: Program, pc: number, flavour: Flavour): Exit {
  const instruction = program[pc]
  const place = (to: number) => Math.min(to, program.length)
  if (instruction === undefined || !isExecutable(instruction)) return { kind: 'fail' }
  const { code, jt, jf, k } = instruction
  if (classOf(code) === CLASS.RET) return { kind: 'return' }
  if (isDivision(code) && k === 0) return { kind: 'fail' }
  if (classOf(code) !== CLASS.JMP) return { kind: 'goto', to: place(pc + 1) }
  if (operationOf(code) !== JMP.JA) return { kind: 'branch', yes: place(pc + 1 + jt), no: place(pc + 1 + jf) }
  if (flavour === 'linux' && pc + 1 + k >= program.length) return { kind: 'fail' }
  return { kind: 'goto', to: place((pc + 1 + k) >>> 0) }
}

/** Division and remainder by the constant. */
function isDivision(code: number): boolean {
  return code === (CLASS.ALU | SRC.K | ALU.DIV) || code === (CLASS.ALU | SRC.K | ALU.MOD)
}
