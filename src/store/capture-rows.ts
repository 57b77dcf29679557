/**
 * What the capture says of the program in view: its totals, and which clauses never were true. Null or empty while the
 * totals are those of another program. And which of its packets are frames of the table. Where the program is hot is in
 * heat.ts.
 */
import type { ClauseTotals } from '../playground/index.ts'
import type { FilterTotals, ReadingState } from '../worker/index.ts'
import { memoized } from './memoize.ts'
import { selectPacketRows } from './packet-rows.ts'
import { selectFrame, selectFrames, selectShownProgram } from './selectors.ts'
import type { AppData, FrameEntry } from './types.ts'

/** Tells captures apart, as far as a page can: it sees no paths. */
export function captureKey({ name, size, modified }: Pick<ReadingState, 'name' | 'size' | 'modified'>): string {
  return `${name} ${String(size)} ${String(modified)}`
}

const selectKey = ({ capture }: AppData): string | null => (capture === null ? null : captureKey(capture.reading))

/** The frame in view, where it is a packet of the capture that is open. */
export const selectChosenPacket: (state: AppData) => FrameEntry | null = memoized(
  [selectFrame, selectKey],
  (frame, key) => (frame.captured !== undefined && captureKey(frame.captured) === key ? frame : null),
)

/** For a frame that is a packet of a capture which is not open, or not open any more, the name of its file. */
export const selectOtherFile: (state: AppData) => (frame: FrameEntry) => string | null = memoized(
  [selectKey],
  (key) =>
    ({ captured }: FrameEntry) =>
      captured === undefined || captureKey(captured) === key ? null : captured.name,
)

/** Packets of the capture of which a verdict is expected, by their numbers: whether it holds. */
export const selectExpectedPackets: (state: AppData) => ReadonlyMap<number, boolean> = memoized(
  [selectFrames, selectPacketRows, selectKey],
  (frames, rows, key) =>
    new Map(
      frames.flatMap(({ captured }, index) => {
        const holds = rows[index]?.holds ?? null
        if (captured === undefined || captureKey(captured) !== key || holds === null) return []
        return [[captured.number, holds]]
      }),
    ),
)

export const selectCaptureTotals: (state: AppData) => FilterTotals | null = memoized(
  [(state: AppData) => state.capture, (state: AppData) => selectShownProgram(state).source],
  (capture, source) => (capture !== null && capture.totalsOf === source ? capture.totals : null),
)

export interface QuietClause {
  readonly clause: number
  readonly text: string
  readonly kind: 'never true' | 'never reached' | 'always true'
}

/** Clauses that no packet of the capture tells apart. */
export const selectQuietClauses: (state: AppData) => readonly QuietClause[] = memoized(
  [selectCaptureTotals, selectShownProgram],
  (totals, { compilation, source }) =>
    // Of no packets nothing can be said.
    (totals === null || totals.done === totals.others ? [] : totals.clauses).flatMap(
      ({ held, failed }: ClauseTotals, clause): QuietClause[] => {
        const span = compilation.clauses[clause]?.span
        const text = span === undefined ? '' : source.text.slice(span.from, span.to)
        if (held + failed === 0) return [{ clause, text, kind: 'never reached' }]
        if (held === 0) return [{ clause, text, kind: 'never true' }]
        return failed === 0 ? [{ clause, text, kind: 'always true' }] : []
      },
    ),
)
