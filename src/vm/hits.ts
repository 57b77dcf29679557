/**
 * How often each instruction has run by a given step, and when last, without walking the whole run.
 *
 * The counts after every so many steps are put by at the first question; an answer takes those before
 * it and counts on. The distance grows with the program, so that the counts put by take two bytes a
 * step at most and an answer the time of a few looks at each instruction.
 */
import { type Trace } from './trace.ts'

export interface Hits {
  /** By instruction: times executed. */
  readonly runs: Uint32Array
  /** By instruction: the last step that executed it; 0 where none did. */
  readonly last: Uint32Array
}

const LEAST_DISTANCE = 4096
const LOOKS_AN_INSTRUCTION = 4

/** Gives the counts after `i` steps, 0 ≤ i ≤ steps; they are the caller's own. */
export function countHits(trace: Trace): (i: number) => Hits {
  const { pcs, program, steps } = trace
  const size = program.length
  const distance = Math.max(LEAST_DISTANCE, LOOKS_AN_INSTRUCTION * size)
  let putBy: readonly Hits[] | null = null

  const count = ({ runs, last }: Hits, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const pc = pcs[i] ?? size
      // A run may end at an instruction that there is not.
      if (pc >= size) continue
      runs[pc] = (runs[pc] ?? 0) + 1
      last[pc] = i + 1
    }
  }
  const putAllBy = (): Hits[] => {
    const all: Hits[] = [{ runs: new Uint32Array(size), last: new Uint32Array(size) }]
    for (let from = 0; from + distance <= steps; from += distance) {
      const next = copyOf(all.at(-1))
      count(next, from, from + distance)
      all.push(next)
    }
    return all
  }

  return (i) => {
    putBy ??= putAllBy()
    const index = Math.floor(i / distance)
    const hits = copyOf(putBy[index])
    count(hits, index * distance, i)
    return hits
  }
}

function copyOf(hits: Hits | undefined): Hits {
  return { runs: new Uint32Array(hits?.runs ?? []), last: new Uint32Array(hits?.last ?? []) }
}
