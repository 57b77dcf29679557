/**
 * The moment of the run in view: registers now and one step ago, the bytes loaded, the verdict.
 */
import { CLASS, classOf } from '../bpf/index.ts'
import {
  bytesRead,
  createState,
  type ByteRange,
  type Environment,
  type MachineState,
  type Program,
  type Trace,
} from '../playground/index.ts'
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
  ],
  (trace, program, environment, wanted) => {
    if (trace === null || program === null) return EMPTY_MOMENT
    const step = Math.min(wanted, trace.steps)
    const now = trace.at(step)
    const load = (i: number): ByteRange | null => loadOf(program, trace, environment, i)
    return {
      step,
      steps: trace.steps,
      now,
      before: step > 0 ? trace.at(step - 1) : null,
      ran: step > 0 ? trace.pcAt(step) : null,
      next: step < trace.steps ? trace.pcAt(step + 1) : null,
      load: step > 0 ? load(step) : null,
      earlierLoads: distinctLoads(step - 1, load),
      verdict: verdictOf(now.outcome, environment.packet.length),
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

/** The bytes that step i of the run loads. */
function loadOf(program: Program, trace: Trace, environment: Environment, i: number): ByteRange | null {
  const instruction = program[trace.pcAt(i)]
  if (instruction === undefined || !mayLoad(instruction.code)) return null
  return bytesRead(instruction, trace.at(i - 1), environment)
}

function mayLoad(code: number): boolean {
  return classOf(code) === CLASS.LD || classOf(code) === CLASS.LDX
}

// A program that the kernel takes has 4096 steps at most; one that loops is looked at no further.
const STEPS_LOOKED_AT = 4096

function distinctLoads(last: number, loadOf: (i: number) => ByteRange | null): ByteRange[] {
  const found = new Map<string, ByteRange>()
  for (let i = last; i > 0 && i > last - STEPS_LOOKED_AT; i--) {
    const load = loadOf(i)
    const key = load && `${load.from}-${load.to}`
    if (load && key && !found.has(key)) found.set(key, load)
  }
  return [...found.values()]
}
