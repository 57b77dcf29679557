/**
 * Where a value came from: the step that wrote the register, and all steps and packet bytes that the
 * value was made of (a dynamic backward slice over data).
 *
 * Left out: why the run came that way. Which branch was taken decides that a value was computed, but
 * is no part of it.
 */
import { modeOf, MODE, classOf, CLASS } from '../bpf/index.ts'
import { bitOf, effectOf, type Register } from './effects.ts'
import { bytesRead } from './loads.ts'
import { type Trace } from './trace.ts'
import { type ByteRange } from './types.ts'

export interface Origin {
  /** The step that wrote the value; null where it is the 0 of the start. */
  readonly step: number | null
  /** Every step that the value depends on, ascending; `step` is the last. */
  readonly steps: Uint32Array
  /** Their instructions, each once, ascending. */
  readonly instructions: readonly number[]
  /** The packet bytes that they read, ascending, joined where they touch. */
  readonly bytes: readonly ByteRange[]
}

/** The step of the last write to a register among the first `i` steps; null where there is none. */
export function lastWrite(trace: Trace, register: Register, i: number): number | null {
  const writes = effectsOf(trace).map((effect) => effect.writes)
  const wanted = bitOf(register)
  for (let j = lastThatWrites(trace, i); j > 0; j--) {
    if (((writes[trace.pcs[j - 1] ?? 0] ?? 0) & wanted) !== 0) return j
  }
  return null
}

/** Of what a register holds after `i` steps, 0 ≤ i ≤ steps. */
export function originOf(trace: Trace, register: Register, i: number): Origin {
  const effects = effectsOf(trace)
  const last = lastThatWrites(trace, i)
  // Filled from its end.
  const found = new Uint32Array(last)
  let at = last
  const met = new Uint8Array(trace.program.length)
  let wanted = bitOf(register)
  for (let j = last; j > 0 && wanted !== 0; j--) {
    const pc = trace.pcs[j - 1] ?? 0
    const effect = effects[pc]
    if (effect === undefined || (effect.writes & wanted) === 0) continue
    wanted = (wanted & ~effect.writes) | effect.reads
    found[--at] = j
    met[pc] = 1
  }
  const steps = found.slice(at)
  const instructions = Array.from(met.keys()).filter((pc) => met[pc] === 1)
  return { step: steps.at(-1) ?? null, steps, instructions, bytes: bytesOf(trace, steps, instructions) }
}

function effectsOf({ program, environment }: Trace) {
  return program.map((instruction) => effectOf(instruction, environment.flavour))
}

/** The step that ends a run changes nothing, unless the run was only cut short. */
function lastThatWrites({ steps, outcome }: Trace, i: number): number {
  return i === steps && outcome.kind !== 'step-limit' ? i - 1 : i
}

function bytesOf(trace: Trace, steps: Uint32Array, instructions: readonly number[]): ByteRange[] {
  const { program, environment } = trace
  const loads = new Set(instructions.filter((pc) => mayReadPacket(program[pc]?.code ?? 0)))
  const read = new Uint8Array(environment.packet.length)
  const [first] = steps
  if (loads.size === 0 || first === undefined) return []
  let next = 0
  trace.walk(first - 1, (steps.at(-1) ?? first) - 1, (before) => {
    if (before.steps + 1 !== steps[next]) return
    next++
    const instruction = loads.has(before.pc) ? program[before.pc] : undefined
    const range = instruction === undefined ? null : bytesRead(instruction, before, environment)
    if (range !== null) read.fill(1, range.from, range.to)
  })
  return rangesOf(read)
}

function mayReadPacket(code: number): boolean {
  const mode = modeOf(code)
  return (classOf(code) === CLASS.LD && (mode === MODE.ABS || mode === MODE.IND)) || mode === MODE.MSH
}

function rangesOf(flags: Uint8Array): ByteRange[] {
  const ranges: ByteRange[] = []
  for (let from = flags.indexOf(1); from !== -1;) {
    const end = flags.indexOf(0, from)
    const to = end === -1 ? flags.length : end
    ranges.push({ from, to })
    from = end === -1 ? -1 : flags.indexOf(1, to)
  }
  return ranges
}
