export {
  DEFAULT_STEP_LIMIT,
  defaultMetadata,
  type ByteRange,
  type Environment,
  type Flavour,
  type MachineState,
  type Metadata,
  type Outcome,
} from './types.ts'
export { readsExtension } from './extension-loads.ts'
export { isConditional, jumpHolds, testHolds } from './jumps.ts'
export { bytesRead, readPacket } from './loads.ts'
export { createState, step, verdictOf } from './step.ts'
export { recordTrace, run, type Trace } from './run.ts'
