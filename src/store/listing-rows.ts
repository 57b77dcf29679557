/**
 * The rows of the program listing: what never changes about an instruction, and what this moment of
 * the run says of it. A row that says the same as before is the same object, so that a step renders
 * the rows it touches and no others.
 */
import { formatInstruction } from '../bpf/index.ts'
import { memoized } from './memoize.ts'
import { selectMoment } from './moment.ts'
import { selectMeanings, selectShownProgram, selectTrace } from './selectors.ts'
import type { AppData } from './types.ts'

export interface ListingRow {
  readonly pc: number
  readonly op: string
  readonly operand: string
  /** Absolute targets; null where the instruction is no conditional jump. */
  readonly jt: number | null
  readonly jf: number | null
  /** The line as `tcpdump -d` prints it. */
  readonly text: string
  readonly meaning: string
  /** Indices of the clauses that it serves. */
  readonly clauses: readonly number[]
  /** Executed by the last step, or about to be by the next. */
  readonly state: 'ran' | 'next' | null
  /** Times executed so far. */
  readonly runs: number
  /** Where it went when it last ran; for the next one where it will go. Null where it did neither, or ends the run. */
  readonly target: number | null
  readonly breakpoint: boolean
}

const selectPlainRows: (state: AppData) => readonly ListingRow[] = memoized(
  [(state: AppData) => selectShownProgram(state).compilation, selectMeanings, (state: AppData) => state.breakpoints],
  ({ program, provenance }, meanings, breakpoints) => {
    const stops = new Set(breakpoints)
    return (program ?? []).map((instruction, pc) => ({
      pc,
      ...formatInstruction(instruction, pc),
      meaning: meanings[pc] ?? '',
      clauses: provenance[pc] ?? [],
      state: null,
      runs: 0,
      target: null,
      breakpoint: stops.has(pc),
    }))
  },
)

export const selectListingRows: (state: AppData) => readonly ListingRow[] = memoized(
  [selectPlainRows, selectTrace, selectMoment],
  (plain, trace, { step, ran, next }) => {
    if (trace === null) return plain
    const rows = [...plain]
    const pcAfter = (i: number): number | null => (i < trace.steps ? trace.pcAt(i + 1) : null)
    const touch = (pc: number, change: (row: ListingRow) => Partial<ListingRow>): void => {
      const row = rows[pc]
      if (row) rows[pc] = { ...row, ...change(row) }
    }
    for (const [pc, { runs, lastRun }] of history(step, trace.pcAt)) {
      touch(pc, () => ({ runs, target: pcAfter(lastRun) }))
    }
    if (ran !== null) touch(ran, () => ({ state: 'ran' }))
    if (next !== null) touch(next, () => ({ state: 'next', target: pcAfter(step + 1) }))
    return kept(rows)
  },
)

function history(step: number, pcAt: (i: number) => number): Map<number, { runs: number; lastRun: number }> {
  const found = new Map<number, { runs: number; lastRun: number }>()
  for (let i = 1; i <= step; i++) {
    const pc = pcAt(i)
    const entry = found.get(pc)
    if (entry) {
      entry.runs++
      entry.lastRun = i
    } else found.set(pc, { runs: 1, lastRun: i })
  }
  return found
}

let previous: readonly ListingRow[] = []

/** The same rows, with the objects of last time where they say the same. */
function kept(rows: readonly ListingRow[]): readonly ListingRow[] {
  previous = rows.map((row, pc) => {
    const old = previous[pc]
    const keys = Object.keys(row) as (keyof ListingRow)[]
    return old !== undefined && keys.every((key) => Object.is(old[key], row[key])) ? old : row
  })
  return previous
}
