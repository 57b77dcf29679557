/**
 * What of the listing depends on the program alone, so that a step does not lay it out again.
 */
import { layOutArrows, type ArrowLayout } from './arrows.ts'
import { layOutLanes, type LaneLayout } from './lanes.ts'

export interface ListingLayout {
  readonly arrows: ArrowLayout
  readonly lanes: LaneLayout
}

/** `targets` and `clauses` by instruction; targets absolute, null where there is none. */
export function layOutListing(
  targets: readonly { readonly jt: number | null; readonly jf: number | null }[],
  clauses: readonly (readonly number[])[],
): ListingLayout {
  const jumps = targets.flatMap(({ jt, jf }, from) => [jt, jf].flatMap((to) => (to === null ? [] : [{ from, to }])))
  return { arrows: layOutArrows(jumps, targets.length), lanes: layOutLanes(targets.map((_, pc) => clauses[pc] ?? [])) }
}
