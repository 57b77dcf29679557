/**
 * Running a program to its end without a memory of the way; trace.ts has one.
 */
import { type Program } from '../bpf/index.ts'
import { createState, step } from './step.ts'
import { DEFAULT_STEP_LIMIT, type Environment, type MachineState } from './types.ts'

/** Runs to the end, or to `limit` steps, and gives the last state; its outcome is never null. */
export function run(program: Program, environment: Environment, limit = DEFAULT_STEP_LIMIT): MachineState {
  const state = createState()
  while (state.outcome === null) {
    if (state.steps >= limit) state.outcome = { kind: 'step-limit', steps: state.steps }
    else step(program, environment, state)
  }
  return state
}
