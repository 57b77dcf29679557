/** Where the person is in the recorded run. Nothing is executed here: the trace is already there. */
import type { StateCreator } from 'zustand/vanilla'
import { selectMoment } from '../moment.ts'
import { selectShownProgram, selectTrace } from '../selectors.ts'
import type { AppState, RunActions } from '../types.ts'

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
    run: () =>
      set((state) => {
        const trace = selectTrace(state)
        if (trace === null) return {}
        const stops = new Set(state.breakpoints)
        let { step } = selectMoment(state)
        // The instruction it stands on is left behind even where it is a breakpoint, or nothing would move.
        do step++
        while (step < trace.steps && !stops.has(trace.pcAt(step + 1)))
        return { step: Math.min(step, trace.steps) }
      }),
    reset: () => move(() => 0),
    seek: (step) => move(() => step),
    toggleBreakpoint: (pc) =>
      set((state) => {
        const length = selectShownProgram(state).compilation.program?.length ?? 0
        if (!Number.isInteger(pc) || pc < 0 || pc >= length) return {}
        const others = state.breakpoints.filter((other) => other !== pc)
        const breakpoints = others.length < state.breakpoints.length ? others : [...others, pc].sort((a, b) => a - b)
        return { breakpoints }
      }),
  }
}
