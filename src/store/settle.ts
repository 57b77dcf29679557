/**
 * What every change of source, frame or metadata brings with it: the last good source is remembered,
 * and the step stays where it is as long as the new run is long enough.
 */
import { selectCompilation, selectSource, selectTrace } from './selectors.ts'
import type { AppData, AppState } from './types.ts'

export function settle(state: AppState, change: Partial<AppData>): Partial<AppData> {
  const next = { ...state, ...change }
  const lastGood = selectCompilation(next).program === null ? next.lastGood : selectSource(next)
  const steps = selectTrace({ ...next, lastGood })?.steps ?? 0
  return { ...change, lastGood, step: Math.min(next.step, steps) }
}
