/**
 * Which lane shows which clause. Up to WIDE clauses each have a lane of their own with the letter at its head;
 * more share lanes where their instructions do not overlap, and each stretch then begins with its letter.
 *
 * Leaves out clauses that find no lane among MAX_NARROW; the row still names them to a screen reader.
 */

export interface LanePiece {
  readonly lane: number
  readonly clause: number
  /** The stretch begins, ends in this row. */
  readonly first: boolean
  readonly last: boolean
}

export interface LaneLayout {
  readonly lanes: number
  /** Each lane is one clause's, so that the head of the column can name it. */
  readonly wide: boolean
  /** By row. */
  readonly pieces: readonly (readonly LanePiece[])[]
}

const WIDE = 4
const MAX_NARROW = 6

interface Extent {
  readonly clause: number
  top: number
  bottom: number
}

function collectExtents(rows: readonly (readonly number[])[]): Extent[] {
  const extents = new Map<number, Extent>()
  rows.forEach((clauses, row) => {
    for (const clause of clauses) {
      const extent = extents.get(clause)
      if (extent === undefined) extents.set(clause, { clause, top: row, bottom: row })
      else extent.bottom = row
    }
  })
  return [...extents.values()].sort((a, b) => a.clause - b.clause)
}

/** `rows` holds each row's clauses. */
export function layOutLanes(rows: readonly (readonly number[])[]): LaneLayout {
  const extents = collectExtents(rows)
  const wide = extents.length <= WIDE
  const laneOf = new Map<number, number>()
  const bottoms: number[] = []
  for (const { clause, top, bottom } of extents) {
    const shared = wide ? -1 : bottoms.findIndex((end) => end < top)
    const lane = shared === -1 ? bottoms.length : shared
    if (!wide && lane >= MAX_NARROW) continue
    bottoms[lane] = bottom
    laneOf.set(clause, lane)
  }
  const pieces = rows.map((clauses, row) =>
    clauses.flatMap((clause) => {
      const lane = laneOf.get(clause)
      if (lane === undefined) return []
      return [
        {
          lane,
          clause,
          first: rows[row - 1]?.includes(clause) !== true,
          last: rows[row + 1]?.includes(clause) !== true,
        },
      ]
    }),
  )
  return { lanes: bottoms.length, wide, pieces }
}
