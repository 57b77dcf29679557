/**
 * What lights up with the thing pointed at: instructions, clauses and bytes, one derived from another. A load
 * relative to X, and a test of what was loaded, are about the bytes of this run; an instruction that the run does
 * not pass is about the bytes at the fixed place it reads, if it has one.
 *
 * Left out on purpose: how anything lights up.
 */
import { originsOf, originsWithoutRun, type ByteRange } from '../playground/index.ts'
import { memoized } from './memoize.ts'
import { selectEnvironment, selectShownProgram, selectTrace } from './selectors.ts'
import type { AppData, Pointed } from './types.ts'

interface Reading {
  /** Bytes that it loads itself. */
  readonly loads: readonly ByteRange[]
  /** Bytes that it loads, or that what it works on was loaded from. */
  readonly about: readonly ByteRange[]
}

/** For each instruction of the program in view; only asked for while something is pointed at. */
const selectReadings: (state: AppData) => readonly Reading[] = memoized(
  [(state: AppData) => selectShownProgram(state).compilation.program, selectTrace, selectEnvironment],
  (program, trace, environment) => {
    const loads = (program ?? []).map((): ByteRange[] => [])
    const about = (program ?? []).map((): ByteRange[] => [])
    const passed = new Set<number>()
    const add = (ranges: ByteRange[] | undefined, { from, to }: ByteRange): void => {
      if (ranges?.some((range) => range.from === from && range.to === to) === false) ranges.push({ from, to })
    }
    for (const step of program === null || trace === null ? [] : originsOf(program, trace, environment)) {
      passed.add(step.pc)
      if (step.load !== null) add(loads[step.pc], step.load)
      for (const range of step.about) add(about[step.pc], range)
    }
    for (const { pc, range } of originsWithoutRun(program ?? [], environment)) {
      if (passed.has(pc)) continue
      add(loads[pc], range)
      add(about[pc], range)
    }
    return loads.map((ranges, pc) => ({ loads: ranges, about: about[pc] ?? [] }))
  },
)

const NOTHING: readonly never[] = []

/** The pcs of the instructions to light up. */
export const selectPointedInstructions: (state: AppData) => ReadonlySet<number> = memoized(
  [
    (state: AppData) => state.pointed,
    (state: AppData) => selectShownProgram(state).compilation.provenance,
    (state: AppData) => (state.pointed?.kind === 'bytes' ? selectReadings(state) : NOTHING),
  ],
  (pointed, provenance, readings) => new Set(pcsOf(pointed, provenance, readings)),
)

function pcsOf(
  pointed: Pointed | null,
  provenance: readonly (readonly number[])[],
  readings: readonly Reading[],
): readonly number[] {
  switch (pointed?.kind) {
    case undefined:
      return []
    case 'instruction':
      return [pointed.pc]
    case 'clause':
      return indicesWhere(provenance, (clauses) => clauses.includes(pointed.clause))
    case 'bytes':
      return indicesWhere(readings, ({ loads }) => loads.some(({ from, to }) => from < pointed.to && to > pointed.from))
  }
}

/** Indices of the clauses to light up, ascending. */
export const selectPointedClauses: (state: AppData) => readonly number[] = memoized(
  [
    (state: AppData) => state.pointed,
    (state: AppData) => selectShownProgram(state).compilation.provenance,
    selectPointedInstructions,
  ],
  (pointed, provenance, pcs) => {
    if (pointed?.kind === 'clause') return [pointed.clause]
    return [...new Set([...pcs].flatMap((pc) => provenance[pc] ?? []))].sort((a, b) => a - b)
  },
)

/** The bytes to light up; they may overlap. */
export const selectPointedBytes: (state: AppData) => readonly ByteRange[] = memoized(
  [
    (state: AppData) => state.pointed,
    selectPointedInstructions,
    (state: AppData) => (state.pointed === null ? NOTHING : selectReadings(state)),
  ],
  (pointed, pcs, readings) => {
    if (pointed?.kind === 'bytes') return [{ from: pointed.from, to: pointed.to }]
    const kind = pointed?.kind === 'clause' ? 'loads' : 'about'
    return [...pcs].flatMap((pc) => readings[pc]?.[kind] ?? [])
  },
)

function indicesWhere<T>(items: readonly T[], holds: (item: T) => boolean): number[] {
  return items.flatMap((item, index) => (holds(item) ? [index] : []))
}
