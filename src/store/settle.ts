/**
 * What every change of source, frame or metadata brings with it: the last good source is remembered, and the step stays
 * where it still makes sense. At the end it stays at the end; elsewhere as long as the new run comes there by the same
 * instructions, else it goes back to the last place that both have, which is said. While somebody types that is said
 * seldom: the step only goes back, and from the start it goes nowhere.
 */
import type { Trace } from '../playground/index.ts'
import { selectCompilation, selectSource, selectTrace } from './selectors.ts'
import type { AppData, AppState, Notice } from './types.ts'

export function settle(state: AppState, change: Partial<AppData>): Partial<AppData> {
  // First: selectors remember one answer, that of the state asked about last.
  const before = 'step' in change ? null : selectTrace(state)
  const next = { ...state, ...change }
  const lastGood = selectCompilation(next).program === null ? next.lastGood : selectSource(next)
  const after = selectTrace({ ...next, lastGood })
  const settled = { ...change, askedValue: null, lastGood }
  if (after === null) return { ...settled, step: 0 }
  if (before === null || next.step >= before.steps) {
    const atEnd = before !== null && before.steps > 0 && next.step >= before.steps
    return { ...settled, step: atEnd ? after.steps : Math.min(next.step, after.steps) }
  }
  const step = commonSteps(before, after, Math.min(next.step, after.steps))
  const said = step < next.step ? { notice: wentElsewhere(step) } : {}
  return { ...settled, ...said, step }
}

/** How many of the first steps are by the same instructions at the same places, `most` at the most. */
function commonSteps(a: Trace, b: Trace, most: number): number {
  let step = 0
  while (step < most && a.pcs[step] === b.pcs[step] && areAlike(a, b, a.pcs[step] ?? 0)) step++
  return step
}

/** Where the instruction leads is not compared: where it led is in the next step's place. */
function areAlike(a: Trace, b: Trace, pc: number): boolean {
  const one = a.program[pc]
  const other = b.program[pc]
  return one?.code === other?.code && one?.k === other?.k
}

function wentElsewhere(step: number): Notice {
  const where = step === 0 ? 'to the start' : `to step ${String(step)}`
  return { kind: 'info', text: `The run goes another way now; the page has gone back ${where}, which both have.` }
}
