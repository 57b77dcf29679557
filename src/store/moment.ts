/**
 * The moment of the run in view: registers now and one step ago, the bytes loaded, the verdict.
 */
import { CLASS, MODE, classOf, modeOf, type Instruction } from '../bpf/index.ts'
import {
  bytesRead,
  createState,
  type ByteRange,
  type Hits,
  type MachineState,
  type Trace,
} from '../playground/index.ts'
import { memoized } from './memoize.ts'
import { selectEnvironment, selectHits, selectShownProgram, selectTrace } from './selectors.ts'
import type { AppData } from './types.ts'
import { noProgram, verdictOf, type Verdict } from './verdict.ts'

export interface Moment {
  /** Instructions executed, and how many the whole run has. */
  readonly step: number
  readonly steps: number
  readonly now: MachineState
  /** One step ago; null before the first. */
  readonly before: MachineState | null
  /** The instruction that the last step executed. */
  readonly ran: number | null
  /** The instruction that the next step executes; null at the end. */
  readonly next: number | null
  /** Packet bytes that the last step loaded. */
  readonly load: ByteRange | null
  /** Packet bytes that steps before it loaded, latest first, each once. */
  readonly earlierLoads: readonly ByteRange[]
  readonly verdict: Verdict
}

export const selectMoment: (state: AppData) => Moment = memoized(
  [
    selectTrace,
    selectHits,
    (state: AppData) => selectShownProgram(state).compilation.program,
    selectEnvironment,
    (s: AppData) => s.step,
    (s: AppData) => s.context,
  ],
  (trace, hitsAt, program, environment, wanted, context) => {
    if (trace === null || hitsAt === null || program === null) return EMPTY_MOMENT
    const step = Math.min(wanted, trace.steps)
    const now = trace.at(step)
    const before = step > 0 ? trace.at(step - 1) : null
    const instruction = before === null ? undefined : program[before.pc]
    return {
      step,
      steps: trace.steps,
      now,
      before,
      ran: step > 0 ? trace.pcAt(step) : null,
      next: step < trace.steps ? trace.pcAt(step + 1) : null,
      load: before === null || instruction === undefined ? null : bytesRead(instruction, before, environment),
      earlierLoads: loadsOf(trace, hitsAt, step - 1).reverse(),
      verdict: verdictOf(now.outcome, environment.packet.length, context),
    }
  },
)

const EMPTY_MOMENT: Moment = {
  step: 0,
  steps: 0,
  now: createState(),
  before: null,
  ran: null,
  next: null,
  load: null,
  earlierLoads: [],
  verdict: noProgram(),
}

function mayLoad(code: number): boolean {
  return classOf(code) === CLASS.LD || classOf(code) === CLASS.LDX
}

/** Before the start: where a load reads whatever the registers hold, any state will do. */
const ANY = createState()

/** What each load instruction read when it last ran, among the first `steps` steps; in the order of those. */
function loadsOf(trace: Trace, hitsAt: (step: number) => Hits, steps: number): ByteRange[] {
  if (steps <= 0) return []
  const { program, environment } = trace
  const { last } = hitsAt(steps)
  const ran: { readonly instruction: Instruction; readonly step: number }[] = []
  for (const [pc, instruction] of program.entries()) {
    const step = last[pc] ?? 0
    if (step > 0 && mayLoad(instruction.code)) ran.push({ instruction, step })
  }
  const found = new Map<number, ByteRange>()
  for (const { instruction, step } of ran.sort((a, b) => a.step - b.step)) {
    // To ask the trace for each would be most of what a step takes in a program of thousands of loads.
    const before = modeOf(instruction.code) === MODE.IND ? trace.at(step - 1) : ANY
    const load = bytesRead(instruction, before, environment)
    if (load === null) continue
    const key = load.from * 8 + (load.to - load.from)
    found.delete(key)
    found.set(key, load)
  }
  return [...found.values()]
}
