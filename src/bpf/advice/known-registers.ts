/**
 * What is known of A and X before each instruction, on whichever way it is reached, without a packet:
 * whether they have been set, and between which values they lie. An instruction that nothing gets to
 * has nothing known.
 *
 * One pass suffices, as all jumps go forward. Left out: scratch memory, whose words may hold anything
 * here, and what one register says of the other.
 *
 * Source of the initial values, both 0: a live kernel's answers to random programs (src/vm/kernel.test.ts).
 */
import { SKF_AD_OFF } from '../extensions.ts'
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC, classOf, modeOf, operationOf, sizeOf, sourceOf } from '../opcodes.ts'
import { type Instruction, type Program } from '../program.ts'
import { anything, calculated, decided, exactly, narrowed, union, upTo, type Range, type Test } from './value-range.ts'

export interface Known {
  readonly a: Range
  readonly x: Range
  /** Whether something has been put there on every way that leads here. */
  readonly aIsSet: boolean
  readonly xIsSet: boolean
}

const atStart: Known = { a: exactly(0), x: exactly(0), aIsSet: false, xIsSet: false }

/** For each instruction what is known before it; null where nothing gets to it. The program passes `checkProgram`. */
export function knownRegisters(program: Program): readonly (Known | null)[] {
  const known: (Known | null)[] = program.map(() => null)
  const arrive = (pc: number, state: Known) => {
    const before = known[pc] ?? null
    if (pc < program.length) known[pc] = before === null ? state : joined(before, state)
  }
  arrive(0, atStart)
  for (const [pc, instruction] of program.entries()) {
    const before = known[pc] ?? null
    if (before === null || classOf(instruction.code) === CLASS.RET) continue
    if (classOf(instruction.code) !== CLASS.JMP) arrive(pc + 1, after(instruction, before))
    else if (operationOf(instruction.code) === JMP.JA) arrive(pc + 1 + instruction.k, before)
    else {
      const always = alwaysGoes(instruction, before)
      if (always !== false) arrive(pc + 1 + instruction.jt, branched(instruction, before, true))
      if (always !== true) arrive(pc + 1 + instruction.jf, branched(instruction, before, false))
    }
  }
  return known
}

/** Of a conditional jump: true where its test always holds, false where it never does, null where both happen. */
export function alwaysGoes(instruction: Instruction, { a, x }: Known): boolean | null {
  return decided(testOf(instruction), a, isAgainstX(instruction) ? x : exactly(instruction.k))
}

function testOf({ code }: Instruction): Test {
  return operationOf(code) as Test
}

function isAgainstX({ code }: Instruction): boolean {
  return sourceOf(code) === SRC.X
}

function joined(one: Known, other: Known): Known {
  return {
    a: union(one.a, other.a),
    x: union(one.x, other.x),
    aIsSet: one.aIsSet && other.aIsSet,
    xIsSet: one.xIsSet && other.xIsSet,
  }
}

function branched(instruction: Instruction, before: Known, held: boolean): Known {
  if (isAgainstX(instruction) || alwaysGoes(instruction, before) !== null) return before
  return { ...before, a: narrowed(testOf(instruction), before.a, instruction.k, held) }
}

/** After an instruction that goes on to the next. */
function after({ code, k }: Instruction, before: Known): Known {
  const inA = (a: Range): Known => ({ ...before, a, aIsSet: true })
  const inX = (x: Range): Known => ({ ...before, x, xIsSet: true })
  switch (classOf(code)) {
    case CLASS.LD:
      return inA(loaded(code, k))
    case CLASS.LDX:
      if (modeOf(code) === MODE.MSH) return inX(upTo(60))
      return inX(modeOf(code) === MODE.IMM ? exactly(k) : anything)
    case CLASS.ALU: {
      if (operationOf(code) === ALU.NEG)
        return inA(before.a.min === before.a.max ? exactly(-before.a.min >>> 0) : anything)
      return inA(calculated(operationOf(code), before.a, sourceOf(code) === SRC.X ? before.x : exactly(k)))
    }
    case CLASS.MISC:
      return code === (CLASS.MISC | MISC.TAX)
        ? { ...before, x: before.a, xIsSet: true }
        : { ...before, a: before.x, aIsSet: true }
    default:
      return before
  }
}

function loaded(code: number, k: number): Range {
  switch (modeOf(code)) {
    case MODE.IMM:
      return exactly(k)
    case MODE.ABS:
      // An extension gives all its bits, whatever the size says.
      return k >= SKF_AD_OFF ? anything : ofSize(code)
    case MODE.IND:
      return ofSize(code)
    default:
      return anything
  }
}

function ofSize(code: number): Range {
  const size = sizeOf(code)
  return size === SIZE.W ? anything : upTo(size === SIZE.H ? 0xffff : 0xff)
}
