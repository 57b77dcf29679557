/**
 * What of the listing depends on the program alone, so that a step does not lay it out again.
 */
import { layOutArrows, type ArrowLayout } from './arrows.ts'
import { formatCount } from '../machine/index.ts'
import { layOutLanes, type LaneLayout } from './lanes.ts'
import type { ListingHits } from './types.ts'

export interface ListingLayout {
  readonly arrows: ArrowLayout
  readonly lanes: LaneLayout
  /** Of instructions. */
  readonly count: number
}

/** `targets` and `clauses` by instruction; targets absolute, null where there is none. */
export function layOutListing(
  targets: readonly { readonly jt: number | null; readonly jf: number | null }[],
  clauses: readonly (readonly number[])[],
): ListingLayout {
  const jumps = targets.flatMap(({ jt, jf }, from) => [jt, jf].flatMap((to) => (to === null ? [] : [{ from, to }])))
  const count = targets.length
  const lanes = layOutLanes(targets.map((_, pc) => clauses[pc] ?? []))
  return { arrows: layOutArrows(jumps, count), lanes, count }
}

/** Pixels a lane takes. */
export function laneWidth({ lanes }: ListingLayout): number {
  return lanes.wide ? 16 : 12
}

/** Pixels of each column of targets: the digits of the last instruction, and the gap behind them. */
export function targetWidth(count: number): number {
  return 12 + 7.25 * String(Math.max(0, count - 1)).length
}

/** Pixels of the hits' column: a bar, and the largest number as it is written. */
export function hitsWidth({ ran }: ListingHits): number {
  return 36 + 7.5 * Math.max(2, formatCount(ran).length)
}

/** Of the columns beside lanes, jump lines, targets and meaning, and of a meaning that can still be read; in pixels. */
const OTHER_COLUMNS = 220
const LEAST_MEANING = 130
const ROOMY_MEANING = 190

/** Whether a line of `width` pixels has room for a column of `hits` pixels and a meaning that is mostly seen whole. */
export function hasRoomForHits(layout: ListingLayout, width: number, hits: number): boolean {
  return !isTooNarrow(layout, width - (ROOMY_MEANING - LEAST_MEANING), hits)
}

/** Pixels that a meaning has of a line of `width`, of which `others` are taken. */
function meaningWidth(layout: ListingLayout, width: number, others: number): number {
  const lanes = layout.lanes.lanes * laneWidth(layout)
  const arrows = 8 + layout.arrows.lanes * 7
  const targets = 2 * targetWidth(layout.count)
  return width - lanes - arrows - targets - others - OTHER_COLUMNS
}

/** Whether such a line has no room for the meaning, which then goes under the instruction. */
export function isTooNarrow(layout: ListingLayout, width: number, others: number): boolean {
  return meaningWidth(layout, width, others) < LEAST_MEANING
}

/** More than most characters are wide, in pixels. */
const CHARACTER = 8

/** Characters of a meaning that fit into such a line whichever they are. */
export function meaningFits(layout: ListingLayout, width: number, others: number): number {
  return Math.floor(meaningWidth(layout, width, others) / CHARACTER)
}
