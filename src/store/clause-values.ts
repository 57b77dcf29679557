/**
 * The clauses of the filter in view, and what they are for a frame: for the marks in the packets table, in the
 * editor and in the Why section.
 */
import { frameMetadata, type ClauseValue, type FilterWithLeaves } from '../playground/index.ts'
import { memoized, remembered } from './memoize.ts'
import { selectLate, selectShownProgram } from './selectors.ts'
import type { AppData } from './types.ts'

/** Something of a link type, with bytes: a frame of the table, or a packet of a capture. */
interface Bytes {
  readonly linkType: number
  readonly bytes: Uint8Array
}

/**
 * The filter in view as written, with its table of clauses; null where the program in view is not a filter's, and
 * while the late part of the page has not arrived.
 */
export const selectFilterClauses: (state: AppData) => FilterWithLeaves | null = memoized(
  [selectLate, (state: AppData) => selectShownProgram(state).source],
  (late, source) => late?.clausesOf(source) ?? null,
)

const NONE: readonly ClauseValue[] = []

/**
 * A function that gives the value of each clause for a frame, in their order, and remembers it; empty where there
 * is no filter. Never changes while program, metadata and flavour do not.
 */
export const selectClauseValues: (state: AppData) => (frame: Bytes) => readonly ClauseValue[] = memoized(
  [selectLate, selectFilterClauses, (state: AppData) => state.metadataChanges, (state: AppData) => state.flavour],
  (late, filter, changes, flavour) =>
    remembered(({ linkType, bytes }: Bytes) => {
      if (late === null || filter === null) return NONE
      const metadata = frameMetadata(linkType, bytes, changes)
      return late.evaluateFilter(filter, { packet: bytes, metadata, flavour }).values
    }),
)
