/**
 * Counting while a program runs: steps, for the step limit, and how often each instruction was
 * executed and each conditional jump taken.
 *
 * Instructions that are always executed together share a counter: a stretch ends behind each
 * instruction that may end the run, so that no stretch is left half done. A stretch for which the
 * steps do not suffice is not begun; where hits are counted too, and the limit is near enough to
 * matter, each instruction is a stretch of its own.
 */
import { CLASS, MODE, classOf, modeOf, type Program } from '../bpf/index.ts'
import { OP, type Code, type Label } from './wasm-code.ts'

export interface Counters {
  /** For each instruction the counter of how often it was executed; -1 for one that is never reached. */
  readonly executed: Int32Array
  /** For each conditional jump the counter of how often it was taken; -1 for other instructions. */
  readonly taken: Int32Array
  /** Counters in all, 8 bytes each. */
  readonly count: number
}

interface MeterOptions {
  /** Steps that a run may take; null where it cannot take as many as the limit. */
  readonly stepLimit: number | null
  /** Local of the steps taken. */
  readonly steps: number
  /** Local of the address of the counters; null where hits are not counted. */
  readonly counters: number | null
}

export class Meter {
  readonly executed: Int32Array
  readonly taken: Int32Array
  private count = 0
  /** Where the run leaves to at the limit. */
  limit: Label = { level: 0 }

  private readonly program: Program
  private readonly options: MeterOptions

  constructor(program: Program, options: MeterOptions) {
    this.program = program
    this.options = options
    this.executed = new Int32Array(program.length).fill(-1)
    this.taken = new Int32Array(program.length).fill(-1)
  }

  counters(): Counters {
    return { executed: this.executed, taken: this.taken, count: this.count }
  }

  /** Before instruction `pc` of a block that ends before `end`: counts the stretch that begins there. */
  emitBefore(code: Code, pc: number, end: number): void {
    if (pc > 0 && this.isCountedBefore(pc)) return
    let to = pc + 1
    while (to < end && !this.endsStretch(to - 1)) to++
    this.emitSteps(code, to - pc)
    if (this.options.counters === null) return void this.executed.fill(0, pc, to)
    this.executed.fill(this.count, pc, to)
    this.emitCount(code)
  }

  /** A step past the end of the program. */
  emitStep(code: Code): void {
    this.emitSteps(code, 1)
  }

  /** Of the conditional jump at `pc`, whose test is on the stack and stays there. */
  emitTaken(code: Code, pc: number): void {
    const { counters } = this.options
    if (counters === null) return
    this.taken[pc] = this.count
    const isTaken = code.local()
    code.tee(isTaken)
    code.if()
    this.emitCount(code)
    code.end()
    code.get(isTaken)
  }

  private isCountedBefore(pc: number): boolean {
    return (this.executed[pc] ?? -1) >= 0
  }

  private endsStretch(pc: number): boolean {
    const { stepLimit, counters } = this.options
    return (stepLimit !== null && counters !== null) || mayEnd(this.program[pc]?.code ?? 0)
  }

  private emitSteps(code: Code, count: number): void {
    const { stepLimit, steps } = this.options
    code.get(steps)
    code.i32(count)
    code.op(OP.I32_ADD)
    code.tee(steps)
    if (stepLimit === null) return code.op(OP.DROP)
    code.i32(stepLimit)
    code.op(OP.I32_GT_U)
    code.brIf(this.limit)
  }

  private emitCount(code: Code): void {
    const { counters } = this.options
    if (counters === null) return
    const offset = this.count++ * 8
    code.get(counters)
    code.get(counters)
    code.load(OP.I64_LOAD, offset)
    code.i64(1)
    code.op(OP.I64_ADD)
    code.store(OP.I64_STORE, offset)
  }
}

/** Loads from the packet and divisions by X may end the run; what always ends it is the last of its block. */
function mayEnd(code: number): boolean {
  const mode = modeOf(code)
  switch (classOf(code)) {
    case CLASS.LD:
      return mode === MODE.ABS || mode === MODE.IND
    case CLASS.LDX:
      return mode === MODE.MSH
    default:
      return code === 0x3c || code === 0x9c
  }
}
