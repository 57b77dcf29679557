/**
 * The latest steps of the run, put together for telling: instruction, states around it, bytes and their field.
 *
 * Leaves out loads at negative offsets, whose bytes are not named here; the packet pane outlines them.
 */
import { CLASS, MODE, SIZE, classOf, modeOf, sizeOf, type Instruction, type Program } from '../../../bpf/index.ts'
import type { ByteRange, Dissection, Field, MachineState, Trace } from '../../../store/index.ts'
import type { ToldStep } from '../../views/listing-run/index.ts'

/** Steps told at once; the scrubber has the others. */
export const TOLD_STEPS = 24

const SIZES = new Map<number, number>([
  [SIZE.W, 4],
  [SIZE.H, 2],
  [SIZE.B, 1],
])

function loadOf({ code, k }: Instruction, { x }: MachineState, length: number): ByteRange | null {
  if (classOf(code) !== CLASS.LD && classOf(code) !== CLASS.LDX) return null
  const mode = modeOf(code)
  if (mode !== MODE.ABS && mode !== MODE.IND && mode !== MODE.MSH) return null
  const from = mode === MODE.IND ? (k + x) >>> 0 : k
  const to = from + (SIZES.get(sizeOf(code)) ?? 0)
  return to > from && to <= length ? { from, to } : null
}

/** `IPv4 Destination` where one field is exactly these bytes; empty otherwise. */
export function fieldNameOf(fields: readonly Field[], { from, to }: ByteRange, header = ''): string {
  for (const field of fields) {
    const inner = fieldNameOf(field.children, { from, to }, field.name)
    if (inner !== '') return inner
    if (field.children.length > 0 || field.from !== from || field.to !== to) continue
    return header === '' || field.layer === 'link' ? field.name : `${header} ${field.name.toLowerCase()}`
  }
  return ''
}

export interface Telling {
  readonly program: Program
  readonly trace: Trace
  readonly meanings: readonly string[]
  readonly dissection: Dissection
  /** Bytes of the packet. */
  readonly length: number
}

/** The steps up to `step`, oldest first, TOLD_STEPS at most. `stopped` says why the machine stopped, if it did. */
export function toldSteps(telling: Telling, step: number, stopped: string | null): ToldStep[] {
  const { program, trace, meanings, dissection, length } = telling
  const told: ToldStep[] = []
  const first = Math.max(1, step - TOLD_STEPS + 1)
  let before = trace.at(first - 1)
  for (let i = first; i <= step; i++) {
    const pc = trace.pcAt(i)
    const instruction = program[pc]
    if (instruction === undefined) break
    const after = trace.at(i)
    const load = loadOf(instruction, before, length)
    told.push({
      pc,
      instruction,
      meaning: meanings[pc] ?? '',
      before,
      after,
      load,
      field: load === null ? '' : fieldNameOf(dissection.fields, load),
      stopped: i === step ? stopped : null,
    })
    before = after
  }
  return told
}
