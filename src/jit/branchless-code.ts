/**
 * The run of a short program over one packet as WebAssembly without jumps: every instruction is executed for every
 * packet, and what it does counts where a run would come to it.
 *
 * Packets of all kinds come in no order, so that a processor guesses wrong at about every second jump, which costs more
 * than a dozen instructions; and without jumps it works on the next packets while memory is slow. Each block has a
 * local that is 1 where the run comes to it, and 0 elsewhere, and writes to registers of its own (static single
 * assignment). What is loaded where no run comes is thrown away, so that it may be any memory; that there is some is
 * asked for by `canDoWithoutJumps`.
 *
 * Left out on purpose: programs with jumps back, with loads from metadata, with division by X, and long ones.
 */
import { ALU, CLASS, MODE, classOf, modeOf, operationOf, type Instruction, type Program } from '../bpf/index.ts'
import { after, loadSize, staysSmall, type Facts } from './facts.ts'
import { asksForExtension, emitInstruction } from './instruction-code.ts'
import { absoluteOffset, type Place } from './offsets.ts'
import { REGISTER, neededAtStart, usesOf } from './registers.ts'
import { type Shape, type ShapedBlock } from './shape.ts'
import { type Surroundings } from './surroundings.ts'
import { emitAnyOf } from './test-code.ts'
import { OP } from './wasm-code.ts'

/** Instructions beyond which jumping past some is cheaper than executing all, by `npm run bench:bulk`. */
const LONGEST = 80

/** Whether loads stay within so many bytes from a packet's first on, and what else it takes. */
export function canDoWithoutJumps(program: Program, { blocks, loops }: Shape, place: Place, readable: number): boolean {
  if (loops.size > 0 || asksForExtension(program, place.flavour)) return false
  let instructions = 0
  for (const { from, to, chain, facts } of blocks) {
    // A chain is some ten instructions for each of its two tables.
    instructions += to - from + (chain === null ? 0 : 4)
    let here = facts
    for (const instruction of program.slice(from, to)) {
      if (!isHarmless(instruction, here, place, readable)) return false
      here = after(instruction, here, place.flavour)
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

/** A way into a block: whether it is gone, 1 or 0, and where the registers are then. */
interface Way {
  readonly isGone: number
  readonly registers: Registers
}

type Registers = Pick<Surroundings['locals'], 'a' | 'x' | 'raw' | 'm'>

/**
 * Leaves the verdict on the stack, and in the local `past`, if there is one, whether the run ended past the packet's
 * end.
 */
export function emitBranchless(
  program: Program,
  { blocks }: Shape,
  surroundings: Omit<Surroundings, 'done' | 'dropIf'>,
  past: number | null,
): void {
  const { code, locals, flavour } = surroundings
  const needed = neededAtStart(program, blocks)
  const waysTo = new Map<number, Way[]>()
  const verdict = code.local()
  const held = code.local()
  const start = code.local()
  for (const local of [locals.a, locals.x, locals.raw, verdict, ...locals.m, ...(past === null ? [] : [past])]) {
    code.i32(0)
    code.set(local)
  }
  code.i32(1)
  code.set(start)
  arrive(0, { isGone: start, registers: locals })
  for (const block of blocks) emitBlock(block)
  code.get(verdict)

  function emitBlock({ from, to, exit, chain, facts: atStart }: ShapedBlock) {
    const ways = waysTo.get(from) ?? []
    const here = code.local()
    for (const [index, { isGone }] of ways.entries()) {
      code.get(isGone)
      if (index > 0) code.op(OP.I32_OR)
    }
    code.set(here)
    const registers = ownRegisters(registersAt(ways, needed.get(from) ?? 0), from, to)
    const dropIf = () => {
      code.get(here)
      code.op(OP.I32_AND)
      code.set(held)
      if (past !== null) {
        code.get(past)
        code.get(held)
        code.op(OP.I32_OR)
        code.set(past)
      }
      code.get(here)
      code.get(held)
      code.op(OP.I32_XOR)
      code.set(here)
    }
    const all: Surroundings = { ...surroundings, locals: { ...locals, ...registers }, dropIf, done: { level: NaN } }
    let facts = atStart
    for (let pc = from; pc < to; pc++) {
      const instruction = program[pc]
      if (instruction === undefined) throw new Error('Broken invariant: a block ends within the program')
      const isLast = pc === to - 1
      if (isLast && exit.kind === 'fail') return
      if (isLast && exit.kind === 'return') return emitReturn(instruction, here, registers.a)
      if (isLast && chain !== null) emitAnyOf(chain, facts, all)
      else emitInstruction(instruction, facts, all)
      facts = after(instruction, facts, flavour)
    }
    if (exit.kind === 'goto') return arrive(exit.to, { isGone: here, registers })
    if (exit.kind !== 'branch') return
    const [yes, no] = [code.local(), code.local()]
    // Any bit at all is a yes.
    code.i32(0)
    code.op(OP.I32_NE)
    code.get(here)
    code.op(OP.I32_AND)
    code.set(yes)
    code.get(here)
    code.get(yes)
    code.op(OP.I32_XOR)
    code.set(no)
    arrive(exit.yes, { isGone: yes, registers })
    arrive(exit.no, { isGone: no, registers })
  }

  function arrive(to: number, way: Way) {
    waysTo.set(to, [...(waysTo.get(to) ?? []), way])
  }

  /** Where ways come together with a register in different places, the one of the way that is gone is chosen. */
  function registersAt([first, ...others]: readonly Way[], needs: number): Registers {
    if (first === undefined) throw new Error('Broken invariant: no way leads to a block')
    const chosen = (register: (registers: Registers) => number, bit: number): number => {
      const local = register(first.registers)
      if ((needs & bit) === 0 || others.every(({ registers }) => register(registers) === local)) return local
      const choice = copied(local)
      for (const { isGone, registers } of others) {
        code.get(register(registers))
        code.get(choice)
        code.get(isGone)
        code.op(OP.SELECT)
        code.set(choice)
      }
      return choice
    }
    return {
      a: chosen(({ a }) => a, REGISTER.A),
      raw: chosen(({ raw }) => raw, REGISTER.A),
      x: chosen(({ x }) => x, REGISTER.X),
      m: first.registers.m.map((_, k) => chosen(({ m }) => m[k] ?? 0, REGISTER.WORD << k)),
    }
  }

  /** Registers that the block writes are its own, so that what other ways need stays as it is. */
  function ownRegisters({ a, raw, x, m }: Registers, from: number, to: number): Registers {
    const writes = program.slice(from, to).reduce((all, instruction) => all | usesOf(instruction).writes, 0)
    const own = (local: number, bit: number): number => ((writes & bit) === 0 ? local : copied(local))
    return {
      a: own(a, REGISTER.A),
      raw: own(raw, REGISTER.A),
      x: own(x, REGISTER.X),
      m: m.map((local, k) => own(local, REGISTER.WORD << k)),
    }
  }

  function copied(local: number): number {
    const copy = code.local()
    code.get(local)
    code.set(copy)
    return copy
  }

  function emitReturn({ code: opcode, k }: Instruction, here: number, a: number) {
    if (opcode === 0x06 && k === 0) return
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
}
