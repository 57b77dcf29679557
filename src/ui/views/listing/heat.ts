/**
 * Which stretches of the jump lines the run has gone along, and which it will with the next step.
 */
import type { ArrowPiece } from './arrows.ts'
import type { ListingRow } from './types.ts'

/** `went`: the run passed here; `will`: the next step passes here. */
export type Heat = 'went' | 'will' | null

interface Stretch {
  top: number
  bottom: number
}

/** Looks up one row's piece of a line. Jumps to the very next row have no line and no heat. */
export function traceHeat(rows: readonly ListingRow[]): (pc: number, piece: ArrowPiece) => Heat {
  const stretches = { went: new Map<number, Stretch>(), will: new Map<number, Stretch>() }
  for (const { pc, target: taken, state } of rows) {
    if (taken === null || taken === pc + 1) continue
    const known = stretches[state === 'next' ? 'will' : 'went']
    const stretch = known.get(taken) ?? { top: taken, bottom: taken }
    known.set(taken, { top: Math.min(stretch.top, pc), bottom: Math.max(stretch.bottom, pc) })
  }
  const passes = (stretch: Stretch | undefined, pc: number): boolean =>
    stretch !== undefined && pc >= stretch.top && pc <= stretch.bottom
  return (pc, { target }) => {
    if (passes(stretches.will.get(target), pc)) return 'will'
    return passes(stretches.went.get(target), pc) ? 'went' : null
  }
}
