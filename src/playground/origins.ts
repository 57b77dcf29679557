/**
 * Which packet bytes each step of a run is about: what a load reads, and for every other instruction the bytes
 * that the registers it uses were loaded from. Loads relative to X are where they were in this run.
 *
 * Left out on purpose: where an address came from. `ldh [x + 14]` is about the port, not about the header
 * length in X.
 */
import { CLASS, JMP, MEMWORDS, MISC, MODE, SRC } from '../bpf/index.ts'
import {
  classOf,
  miscOf,
  modeOf,
  operationOf,
  returnSourceOf,
  sourceOf,
  type Instruction,
  type Program,
} from '../bpf/index.ts'
import { bytesRead, createState, type ByteRange, type Environment, type MachineState, type Trace } from '../vm/index.ts'

export interface OriginStep {
  readonly pc: number
  /** The machine before it. */
  readonly before: MachineState
  /** What it loads itself; null for other instructions and for a load past the packet's end. */
  readonly load: ByteRange | null
  /** What it loads, or what its operands were loaded from; in the order of the operands. */
  readonly about: readonly ByteRange[]
  /** What each register was loaded from, before it. */
  readonly a: readonly ByteRange[]
  readonly x: readonly ByteRange[]
}

type Ranges = readonly ByteRange[]

/** A program that the kernel takes has 4096 steps at most; one that loops is looked at no further. */
const MOST_STEPS = 4096

/** One entry a step, in order; the first MOST_STEPS of them. */
export function originsOf(program: Program, trace: Trace, environment: Environment): OriginStep[] {
  let a: Ranges = []
  let x: Ranges = []
  const m: Ranges[] = Array.from({ length: MEMWORDS }, () => [])
  const steps: OriginStep[] = []
  for (let i = 1; i <= Math.min(trace.steps, MOST_STEPS); i++) {
    const pc = trace.pcAt(i)
    const instruction = program[pc]
    if (instruction === undefined) break
    const before = trace.at(i - 1)
    const load = isLoad(instruction) ? bytesRead(instruction, before, environment) : null
    const about = load === null ? operandsOf(instruction, a, x) : [load]
    steps.push({ pc, before, load, about, a, x })
    const { code, k } = instruction
    const loaded = load === null ? (isMemory(code) ? (m[k & 15] ?? []) : []) : [load]
    switch (classOf(code)) {
      case CLASS.LD:
        a = loaded
        break
      case CLASS.LDX:
        x = loaded
        break
      case CLASS.ST:
        m[k & 15] = a
        break
      case CLASS.STX:
        m[k & 15] = x
        break
      case CLASS.ALU:
        a = about
        break
      case CLASS.MISC:
        if (miscOf(code) === MISC.TXA) a = x
        else x = a
    }
  }
  return steps
}

function isLoad({ code }: Instruction): boolean {
  return classOf(code) === CLASS.LD || classOf(code) === CLASS.LDX
}

/** A load from scratch memory. */
function isMemory(code: number): boolean {
  return modeOf(code) === MODE.MEM
}

function operandsOf({ code }: Instruction, a: Ranges, x: Ranges): Ranges {
  switch (classOf(code)) {
    case CLASS.ST:
      return a
    case CLASS.STX:
      return x
    case CLASS.ALU:
      return sourceOf(code) === SRC.X ? union(a, x) : a
    case CLASS.JMP:
      return operationOf(code) === JMP.JA ? [] : sourceOf(code) === SRC.X ? union(a, x) : a
    case CLASS.RET:
      return returnSourceOf(code) === SRC.A ? a : []
    case CLASS.MISC:
      return miscOf(code) === MISC.TXA ? x : a
    default:
      return []
  }
}

/** Each range once, in the order of the two. */
export function union(one: Ranges, other: Ranges): Ranges {
  const isNew = (range: ByteRange): boolean => !one.some(({ from, to }) => from === range.from && to === range.to)
  return [...one, ...other.filter(isNew)]
}

/** The loads at fixed places of the packet, whatever the run: those that reach past its end are left out. */
export function originsWithoutRun(program: Program, environment: Environment): { pc: number; range: ByteRange }[] {
  const start = createState()
  return program.flatMap((instruction, pc) => {
    const isFixed = isLoad(instruction) && modeOf(instruction.code) !== MODE.IND
    const range = isFixed ? bytesRead(instruction, start, environment) : null
    return range === null ? [] : [{ pc, range }]
  })
}
