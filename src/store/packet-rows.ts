/**
 * The rows of the packets table: each frame, run against the program in view.
 */
import {
  countingRun,
  frameMetadata,
  noCounts,
  samples,
  type CheckContext,
  type Flavour,
  type MetadataChanges,
  type Program,
  type ProgramCounts,
} from '../playground/index.ts'
import { memoized, remembered } from './memoize.ts'
import { dissectionOf, selectFrames, selectShownProgram, wireLengthOf } from './selectors.ts'
import type { AppData, Expectation, FrameEntry } from './types.ts'
import { noProgram, verdictOf, type Verdict } from './verdict.ts'

export interface PacketRow {
  readonly id: string
  readonly name: string
  /** `192.168.1.142 → 192.168.1.1`. */
  readonly summary: string
  /** Bytes. */
  readonly length: number
  /** A sample with bytes changed: it can be reverted. */
  readonly edited: boolean
  /** A person's own: it can be removed. */
  readonly own: boolean
  /** Its link type is the one that the program is for. */
  readonly fits: boolean
  readonly verdict: Verdict
  /** Instructions that the whole run executes. */
  readonly steps: number
  readonly expected: Expectation
  /** Whether the verdict is the expected one; null where nothing is expected. */
  readonly holds: boolean | null
}

interface End {
  readonly verdict: Verdict
  readonly steps: number
  /** Of this frame alone; null where there is no program. */
  readonly counts: ProgramCounts | null
}

const sampleIds = new Set(samples.map(({ id }) => id))

export function isEdited(frame: FrameEntry): boolean {
  return !frame.sample && sampleIds.has(frame.id)
}

/** What is to be said of the frame in view, as long as it is the sample's own bytes. */
export function remarkOf(frame: FrameEntry): string | null {
  return frame.sample ? (samples.find(({ id }) => id === frame.id)?.remark ?? null) : null
}

const selectEnds: (state: AppData) => (frame: FrameEntry) => End = memoized(
  [
    (state: AppData) => selectShownProgram(state).compilation.program,
    (state: AppData) => state.metadataChanges,
    (state: AppData) => state.flavour,
    (state: AppData) => state.context,
  ],
  (program, changes, flavour, context) =>
    remembered((frame: FrameEntry) => endOf(program, frame, changes, flavour, context)),
)

function endOf(
  program: Program | null,
  frame: FrameEntry,
  changes: MetadataChanges,
  flavour: Flavour,
  context: CheckContext,
): End {
  if (program === null) return { verdict: noProgram(), steps: 0, counts: null }
  const { bytes, linkType } = frame
  const counts = noCounts(program)
  const metadata = frameMetadata(linkType, bytes, { len: wireLengthOf(frame), ...changes })
  const { outcome, steps } = countingRun(program, counts)({ packet: bytes, metadata, flavour })
  return { verdict: verdictOf(outcome, bytes.length, context), steps, counts }
}

/** What the program did with each frame of the table. */
export const selectFrameCounts: (state: AppData) => readonly ProgramCounts[] = memoized(
  [selectFrames, selectEnds],
  (frames, endOfFrame) => frames.map((frame) => endOfFrame(frame).counts).filter((counts) => counts !== null),
)

export const selectPacketRows: (state: AppData) => readonly PacketRow[] = memoized(
  [selectFrames, selectEnds, (state: AppData) => selectShownProgram(state).source.linkType],
  (frames, endOfFrame, linkType) =>
    frames.map((frame) => {
      const { verdict, steps } = endOfFrame(frame)
      const fits = frame.linkType === linkType
      return {
        id: frame.id,
        name: frame.name,
        summary: dissectionOf(frame).summary,
        length: frame.bytes.length,
        edited: isEdited(frame),
        own: !sampleIds.has(frame.id),
        fits,
        verdict,
        steps,
        expected: frame.expected,
        // What is not meant for the frame says nothing of it.
        holds: frame.expected === 'any' || !fits ? null : verdict.kind === frame.expected,
      }
    }),
)
