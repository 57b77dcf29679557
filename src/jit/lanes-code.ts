/**
 * The run of a short program over four packets at once as WebAssembly: a packet in each lane of a 128-bit vector, and
 * no jumps. Every instruction is executed for every packet, and what it does counts where a run would come to it.
 *
 * Packets of all kinds come in no order, so that a processor guesses wrong at about every second jump, which costs more
 * than a dozen instructions; and without jumps it works on many packets while memory is slow. Each block has a mask
 * that says in which lanes the run comes to it, and writes to registers of its own (static single assignment). What is
 * loaded where no run comes is thrown away, so that it may be any memory; that there is some is asked for by
 * `canRunInLanes`.
 *
 * Left out on purpose: programs with jumps back, with loads from metadata, division and shifts by X, and long ones.
 * Source: vm/step.ts for what instructions do, WebAssembly Core Specification 2.0 for the vectors.
 */
import {
  ALU,
  CLASS,
  MODE,
  classOf,
  modeOf,
  operationOf,
  readsExtension,
  type Instruction,
  type Program,
} from '../bpf/index.ts'
import { after, loadSize, staysSmall, type Facts } from './facts.ts'
import { emitLaneInstruction } from './lane-instructions.ts'
import type { Lanes } from './lanes.ts'
import { absoluteOffset, type Place } from './offsets.ts'
import { type PacketLayout } from './packet-layout.ts'
import { REGISTER, neededAtStart, usesOf } from './registers.ts'
import { type Shape, type ShapedBlock } from './shape.ts'
import { TYPE } from './wasm-code.ts'
import { V } from './wasm-vectors.ts'

/** Instructions beyond which jumping past some is cheaper than executing all, by `npm run bench:bulk`. */
const LONGEST = 160

/** Whether loads stay where there is memory, and what else it takes. */
export function canRunInLanes(
  program: Program,
  { blocks, loops }: Shape,
  place: Place & { readonly layout: PacketLayout },
): boolean {
  if (loops.size > 0) return false
  let instructions = 0
  for (const { from, to, chain, facts } of blocks) {
    instructions += to - from + (chain === null ? 0 : 8)
    let here = facts
    for (const instruction of program.slice(from, to)) {
      if (!isHarmless(instruction, here, place)) return false
      here = after(instruction, here, place.flavour)
    }
  }
  return instructions <= LONGEST
}

function isHarmless({ code, k }: Instruction, { x }: Facts, place: Place & { readonly layout: PacketLayout }): boolean {
  // Columns are not left, whatever the offset.
  const readable = place.layout.kind === 'rows' ? place.layout.readable : Infinity
  const mode = modeOf(code)
  const operation = operationOf(code)
  switch (classOf(code)) {
    case CLASS.LD:
      if (mode === MODE.ABS && readsExtension(code, k, place.flavour)) return false
      if (mode === MODE.ABS) return absoluteOffset(k, place) + loadSize(code) <= readable
      return mode !== MODE.IND || (staysSmall(x, k) && x.max + k + loadSize(code) <= readable)
    case CLASS.LDX:
      return mode !== MODE.MSH || absoluteOffset(k, place) < readable
    case CLASS.ALU:
      if (operation === ALU.DIV || operation === ALU.MOD) return false
      return (code & 0x08) === 0 || (operation !== ALU.LSH && operation !== ALU.RSH)
    default:
      return true
  }
}

/** A way into a block: the lanes in which it is gone, and where the registers are then. */
interface Way {
  readonly isGone: number
  readonly registers: Registers
}

type Registers = Pick<Lanes, 'a' | 'x' | 'raw' | 'm'>

/** Leaves the verdicts in a local, and the lanes in which the run ended past the packet's end in another. */
export function emitLanes(
  program: Program,
  { blocks }: Shape,
  around: Omit<Lanes, 'a' | 'x' | 'raw' | 'm' | 'dropIn'>,
  { verdicts, past }: { readonly verdicts: number; readonly past: number },
): void {
  const { code, flavour } = around
  const needed = neededAtStart(program, blocks)
  const waysTo = new Map<number, Way[]>()
  const [held, zero, start] = [vector(), vector(), vector()]
  for (const local of [verdicts, past, zero]) {
    code.op(...V.constant(0))
    code.set(local)
  }
  code.op(...V.constant(0xffffffff))
  code.set(start)
  arrive(0, { isGone: start, registers: { a: zero, x: zero, raw: zero, m: Array.from({ length: 16 }, () => zero) } })
  for (const block of blocks) emitBlock(block)

  function vector(): number {
    return code.local(TYPE.V128)
  }

  function emitBlock({ from, to, exit, chain, facts: atStart }: ShapedBlock) {
    const ways = waysTo.get(from) ?? []
    const here = vector()
    for (const [index, { isGone }] of ways.entries()) {
      code.get(isGone)
      if (index > 0) code.op(...V.OR)
    }
    code.set(here)
    const registers = ownRegisters(registersAt(ways, needed.get(from) ?? 0), from, to)
    const dropIn = () => {
      code.set(held)
      code.get(past)
      code.get(here)
      code.get(held)
      code.op(...V.AND, ...V.OR)
      code.set(past)
      code.get(here)
      code.get(held)
      code.op(...V.AND_NOT)
      code.set(here)
    }
    const all: Lanes = { ...around, ...registers, dropIn }
    let facts = atStart
    for (let pc = from; pc < to; pc++) {
      const instruction = program[pc]
      if (instruction === undefined) throw new Error('Broken invariant: a block ends within the program')
      const isLast = pc === to - 1
      if (isLast && exit.kind === 'fail') return
      if (isLast && exit.kind === 'return') return emitReturn(instruction, here, registers.a)
      emitLaneInstruction(instruction, isLast ? chain : null, facts, all)
      facts = after(instruction, facts, flavour)
    }
    if (exit.kind === 'goto') return arrive(exit.to, { isGone: here, registers })
    if (exit.kind !== 'branch') return
    const [yes, no] = [vector(), vector()]
    code.set(held)
    code.get(here)
    code.get(held)
    code.op(...V.AND)
    code.set(yes)
    code.get(here)
    code.get(held)
    code.op(...V.AND_NOT)
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
        code.op(...V.BIT_SELECT)
        code.set(choice)
      }
      return choice
    }
    return {
      a: chosen(({ a }) => a, REGISTER.A),
      raw: chosen(({ raw }) => raw, REGISTER.A),
      x: chosen(({ x }) => x, REGISTER.X),
      m: first.registers.m.map((_, k) => chosen(({ m }) => m[k] ?? zero, REGISTER.WORD << k)),
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
    const copy = vector()
    code.get(local)
    code.set(copy)
    return copy
  }

  function emitReturn({ code: opcode, k }: Instruction, here: number, a: number) {
    if (opcode === 0x06 && k === 0) return
    code.get(here)
    if (opcode === 0x06) code.op(...V.constant(k))
    else code.get(a)
    code.op(...V.AND)
    code.get(verdicts)
    code.op(...V.OR)
    code.set(verdicts)
  }
}
