/**
 * The rows of the program listing: what never changes about an instruction, and what this moment of
 * the run says of it. A row that says the same as before is the same object, so that a step renders
 * the rows it touches and no others.
 */
import { formatInstruction } from '../bpf/index.ts'
import { memoized } from './memoize.ts'
import { selectMoment } from './moment.ts'
import { selectHits, selectMeanings, selectShownProgram, selectTrace } from './selectors.ts'
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
  [selectPlainRows, selectTrace, selectHits, selectMoment],
  (plain, trace, hitsAt, { step, ran, next }) => {
    if (trace === null || hitsAt === null) return plain
    const { runs, last } = hitsAt(step)
    const pcAfter = (i: number): number | null => (i < trace.steps ? trace.pcAt(i + 1) : null)
    const old = previous?.plain === plain ? previous.rows : null
    const rows = plain.map((row, pc): ListingRow => {
      const state = pc === next ? 'next' : pc === ran ? 'ran' : null
      const lastRun = last[pc] ?? 0
      const target = pc === next ? pcAfter(step + 1) : lastRun > 0 ? pcAfter(lastRun) : null
      const times = runs[pc] ?? 0
      const before = old?.[pc] ?? row
      if (before.runs === times && before.target === target && before.state === state) return before
      return { ...row, state, runs: times, target }
    })
    previous = { plain, rows }
    return rows
  },
)

/** Of last time: a row that says the same is the same object. */
let previous: { readonly plain: readonly ListingRow[]; readonly rows: readonly ListingRow[] } | null = null
