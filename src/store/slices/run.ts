/** Where the person is in the recorded run. Nothing is executed here: the trace is already there. */
import type { StateCreator } from 'zustand/vanilla'
import { MAX_STOP_RULE, MAX_STOP_RULES } from '../../playground/index.ts'
import { selectMoment } from '../moment.ts'
import { selectHits, selectShownProgram, selectStops, selectTrace } from '../selectors.ts'
import type { AppState, RunActions } from '../types.ts'

/** Each once; no more and no longer than a link carries. */
function bounded(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.slice(0, MAX_STOP_RULE)))].slice(0, MAX_STOP_RULES)
}

const NOT_REACHED = 'This run does not come to that instruction.'

export const createRunActions: StateCreator<AppState, [], [], RunActions> = (set) => {
  const move = (to: (step: number, steps: number) => number): void =>
    set((state) => {
      const { step, steps } = selectMoment(state)
      const wanted = Math.trunc(to(step, steps))
      return { step: Number.isNaN(wanted) ? step : Math.max(0, Math.min(steps, wanted)) }
    })

  return {
    stepForward: () => move((step) => step + 1),
    stepBack: () => move((step) => step - 1),
    run: () => set((state) => ({ step: selectStops(state)?.next(state.step) ?? selectTrace(state)?.steps ?? 0 })),
    runBack: () => set((state) => ({ step: selectStops(state)?.previous(state.step) ?? 0 })),
    runTo: (pc) =>
      set((state) => {
        const trace = selectTrace(state)
        if (trace === null) return {}
        const ahead = trace.pcs.subarray(0, trace.steps).indexOf(pc, state.step + 1)
        // Not ahead: the last time before this moment.
        const last = ahead === -1 ? selectHits(state)?.(state.step).last[pc] : ahead + 1
        if (last === undefined || last === 0) return { notice: { kind: 'info', text: NOT_REACHED } }
        return { step: last - 1 }
      }),
    reset: () => move(() => 0),
    seek: (step) => move(() => step),
    setStopRules: (rules) => set({ stopRules: bounded(rules) }),
    setWatches: (watches) => set({ watches: bounded(watches) }),
    askValue: (register) =>
      set((state) => ({ askedValue: register === null ? null : { register, step: selectMoment(state).step } })),
    toggleBreakpoint: (pc) => set((state) => toggled(state, pc)),
    toggleBreakpointHere: () =>
      set((state) => {
        const { next, ran } = selectMoment(state)
        return toggled(state, next ?? ran ?? -1)
      }),
  }
}

function toggled(state: AppState, pc: number): Partial<AppState> {
  const length = selectShownProgram(state).compilation.program?.length ?? 0
  if (!Number.isInteger(pc) || pc < 0 || pc >= length) return {}
  const others = state.breakpoints.filter((other) => other !== pc)
  const breakpoints = others.length < state.breakpoints.length ? others : [...others, pc].sort((a, b) => a - b)
  return { breakpoints }
}
