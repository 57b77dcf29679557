export {
  DEFAULT_STEP_LIMIT,
  defaultMetadata,
  type ByteRange,
  type Environment,
  type MachineState,
  type Metadata,
  type Outcome,
} from './types.ts'
export { readExtension } from './extension-loads.ts'
export { isConditional, jumpHolds, testHolds } from './jumps.ts'
export { bytesRead, readPacket } from './loads.ts'
export { createState, step, verdictOf } from './step.ts'
export { run } from './run.ts'
export { recordTrace, type Trace } from './trace.ts'
export { countHits, type Hits } from './hits.ts'
export { lastWrite, originOf, type Origin } from './origin.ts'
export { effectOf, type Register } from './effects.ts'
export { parseExpression, type Expression } from './expression.ts'
export { parseStopRule, type StopRule } from './stop-rule.ts'
export { findStops, type Stops } from './stops.ts'
