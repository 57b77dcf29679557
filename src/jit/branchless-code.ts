/**
 * The run of a short program over one packet as WebAssembly without jumps: every instruction is executed for every
 * packet, and what it does counts where a run would come to it.
 *
 * Packets of all kinds come in no order, so that a processor guesses wrong at about every second jump, which costs more
 * than a dozen instructions; and without jumps it works on the next packets while memory is slow. Each block has a
 * local that is 1 where the run comes to it, and 0 elsewhere. What is loaded where no run comes is thrown away, so that
 * it may be any memory; that there is some is asked for by `canDoWithoutJumps`.
 *
 * Left out on purpose: programs with jumps back, with loads from metadata, with division by X, and long ones.
 */
import { ALU, CLASS, MODE, classOf, modeOf, operationOf, union, type Instruction, type Program } from '../bpf/index.ts'
import { successors } from './blocks.ts'
import { after, factsAtStart, loadSize, staysSmall, type Facts } from './facts.ts'
import { asksForExtension, emitInstruction } from './instruction-code.ts'
import { absoluteOffset, type Place } from './offsets.ts'
import { REGISTER, neededAtStart, usesOf } from './registers.ts'
import { type Shape, type ShapedBlock } from './shape.ts'
import { type Surroundings } from './surroundings.ts'
import { emitAnyOf } from './test-code.ts'
import { OP } from './wasm-code.ts'

/** Instructions beyond which jumping past some is cheaper than executing all, by `npm run bench:bulk`. */
const LONGEST = 80

/**
 * Whether loads stay within so many bytes from a packet's first on, and what else it takes. Registers hold something
 * else than facts say where no run comes, so that the values are followed here in the order in which they are written.
 */
export function canDoWithoutJumps(program: Program, { blocks, loops }: Shape, place: Place, readable: number): boolean {
  if (loops.size > 0 || asksForExtension(program, place.flavour)) return false
  const shared = sharedWrites(program, blocks)
  let instructions = 0
  let values = factsAtStart(0)
  for (const { from, to, chain } of blocks) {
    // A chain is some ten instructions for each of its two tables.
    instructions += to - from + (chain === null ? 0 : 4)
    for (const instruction of program.slice(from, to)) {
      if (!isHarmless(instruction, values, place, readable)) return false
      const next = after(instruction, values, place.flavour)
      const isShared = ((shared.get(from) ?? 0) & usesOf(instruction).writes) !== 0
      values = isShared ? { ...next, a: union(values.a, next.a), x: union(values.x, next.x) } : next
    }
  }
  return instructions <= LONGEST
}

function isHarmless({ code, k }: Instruction, { x }: Facts, place: Place, readable: number): boolean {
  const mode = modeOf(code)
  switch (classOf(code)) {
    case CLASS.LD:
      if (mode === MODE.ABS) return absoluteOffset(k, place) + loadSize(code) <= readable
      return mode !== MODE.IND || (staysSmall(x, k) && x.max + k + loadSize(code) <= readable)
    case CLASS.LDX:
      return mode !== MODE.MSH || absoluteOffset(k, place) < readable
    case CLASS.ALU:
      return (code & 0x08) === 0 || (operationOf(code) !== ALU.DIV && operationOf(code) !== ALU.MOD)
    default:
      return true
  }
}

/** Leaves the verdict on the stack, and in the local `past` whether the run ended past the packet's end. */
export function emitBranchless(
  program: Program,
  { blocks }: Shape,
  surroundings: Omit<Surroundings, 'done' | 'dropIf'>,
  past: number,
): void {
  const { code, locals } = surroundings
  const { a, x, raw, m } = locals
  const verdict = code.local()
  const comes = new Map(blocks.map(({ from }) => [from, code.local()]))
  const reached = new Set<number>([0])
  const [old, oldRaw, held] = [code.local(), code.local(), code.local()]
  for (const local of [a, x, raw, verdict, past, ...m]) {
    code.i32(0)
    code.set(local)
  }
  code.i32(1)
  code.set(comesAt(0))
  const shared = sharedWrites(program, blocks)
  for (const block of blocks) emitBlock(block)
  code.get(verdict)

  function comesAt(from: number): number {
    const local = comes.get(from)
    if (local === undefined) throw new Error(`Broken invariant: no block begins at ${from}`)
    return local
  }

  function emitBlock({ from, to, exit, chain, facts: atStart }: ShapedBlock) {
    const here = comesAt(from)
    let facts = atStart
    const dropIf = () => {
      code.get(here)
      code.op(OP.I32_AND)
      code.set(held)
      code.get(past)
      code.get(held)
      code.op(OP.I32_OR)
      code.set(past)
      code.get(here)
      code.get(held)
      code.op(OP.I32_XOR)
      code.set(here)
    }
    const all: Surroundings = { ...surroundings, dropIf, done: { level: NaN } }
    for (let pc = from; pc < to; pc++) {
      const instruction = program[pc]
      if (instruction === undefined) throw new Error('Broken invariant: a block ends within the program')
      const isLast = pc === to - 1
      if (isLast && exit.kind === 'fail') return
      if (isLast && exit.kind === 'return') return emitReturn(instruction, here)
      if (isLast && chain !== null) emitAnyOf(chain, facts, all)
      else emitGuarded(instruction, facts, all, here, (shared.get(from) ?? 0) & usesOf(instruction).writes)
      facts = after(instruction, facts, surroundings.flavour)
    }
    if (exit.kind === 'goto') {
      code.get(here)
      return arrive(exit.to)
    }
    if (exit.kind !== 'branch') return
    // Any bit at all is a yes.
    code.i32(0)
    code.op(OP.I32_NE)
    code.get(here)
    code.op(OP.I32_AND)
    code.tee(held)
    arrive(exit.yes)
    code.get(here)
    code.get(held)
    code.op(OP.I32_XOR)
    arrive(exit.no)
  }

  /** Adds the 1 or 0 on the stack to whether the run comes to a block. */
  function arrive(to: number) {
    if (reached.has(to)) {
      code.get(comesAt(to))
      code.op(OP.I32_OR)
    }
    code.set(comesAt(to))
    reached.add(to)
  }

  function emitReturn({ code: opcode, k }: Instruction, here: number) {
    code.i32(0)
    code.get(here)
    code.op(OP.I32_SUB)
    if (opcode === 0x06) code.i32(k)
    else code.get(a)
    code.op(OP.I32_AND)
    code.get(verdict)
    code.op(OP.I32_OR)
    code.set(verdict)
  }

  /** Those registers of `guarded` that the instruction writes keep their values where no run comes. */
  function emitGuarded(instruction: Instruction, facts: Facts, all: Surroundings, here: number, guarded: number) {
    const local = guarded === REGISTER.A ? a : guarded === REGISTER.X ? x : (m[Math.log2(guarded / REGISTER.WORD)] ?? a)
    if (guarded === 0) return emitInstruction(instruction, facts, all)
    keep(local, old)
    if (local === a) keep(raw, oldRaw)
    emitInstruction(instruction, facts, all)
    choose(local, old, here)
    if (local === a) choose(raw, oldRaw, here)
  }

  function keep(local: number, into: number) {
    code.get(local)
    code.set(into)
  }

  function choose(local: number, otherwise: number, here: number) {
    code.get(local)
    code.get(otherwise)
    code.get(here)
    code.op(OP.SELECT)
    code.set(local)
  }
}

/** For each block the registers that a later block needs to which ways lead that do not pass through this one. */
function sharedWrites(program: Program, blocks: readonly ShapedBlock[]): ReadonlyMap<number, number> {
  const needed = neededAtStart(program, blocks)
  const shared = new Map<number, number>()
  for (const { from } of blocks) {
    const around = reachedWithout(blocks, from)
    let registers = 0
    for (const later of around) if (later > from) registers |= needed.get(later) ?? 0
    shared.set(from, registers)
  }
  return shared
}

/** Blocks that a run may come to without passing through one of them. */
function reachedWithout(blocks: readonly ShapedBlock[], without: number): ReadonlySet<number> {
  const reached = new Set<number>(without === 0 ? [] : [0])
  for (const { from, exit } of blocks) {
    if (reached.has(from)) for (const to of successors(exit)) if (to !== without) reached.add(to)
  }
  return reached
}
