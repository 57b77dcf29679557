/**
 * The moment of the run in view: registers now and one step ago, the bytes loaded, the verdict.
 */
import { CLASS, classOf } from '../bpf/index.ts'
import { bytesRead, createState, type ByteRange, type MachineState, type Trace } from '../playground/index.ts'
import { memoized } from './memoize.ts'
import { selectEnvironment, selectShownProgram, selectTrace } from './selectors.ts'
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
    (state: AppData) => selectShownProgram(state).compilation.program,
    selectEnvironment,
    (s: AppData) => s.step,
    (s: AppData) => s.context,
  ],
  (trace, program, environment, wanted, context) => {
    if (trace === null || program === null) return EMPTY_MOMENT
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
      earlierLoads: loadsOf(trace, step - 1).reverse(),
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

// A program that the kernel takes has 4096 steps at most; one that loops is looked at no further.
const STEPS_LOOKED_AT = 4096

/** Each range once, in the order of its last load. */
function loadsOf(trace: Trace, last: number): ByteRange[] {
  const { program, environment } = trace
  if (last <= 0) return []
  const found = new Map<number, ByteRange>()
  trace.walk(Math.max(0, last - STEPS_LOOKED_AT), last - 1, (before) => {
    const instruction = program[before.pc]
    if (instruction === undefined || !mayLoad(instruction.code)) return true
    const load = bytesRead(instruction, before, environment)
    if (load === null) return true
    const key = load.from * 8 + (load.to - load.from)
    found.delete(key)
    found.set(key, load)
    return true
  })
  return [...found.values()]
}
