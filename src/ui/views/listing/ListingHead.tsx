/**
 * The head row of the listing. Where every clause has a lane of its own its letter stands at the lane's head.
 */
import type { CSSProperties, ReactElement } from 'react'
import { ClauseTag } from '../../marks/index.ts'
import type { LaneLayout } from './lanes.ts'
import { HitHead } from './HitCell.tsx'
import lane from './lanes.module.css'
import styles from './listing.module.css'
import type { ListingHits } from './types.ts'

export interface ListingHeadProps {
  readonly lanes: LaneLayout
  /** Null where there is no such column. */
  readonly hits: ListingHits | null
  readonly onPoint: (clause: number | null) => void
}

/** Clause of each lane; for the wide layout only. */
function clausesByLane(lanes: LaneLayout): number[] {
  const clauses: number[] = []
  if (lanes.wide) for (const piece of lanes.pieces.flat()) clauses[piece.lane] = piece.clause
  return clauses
}

export function ListingHead({ lanes, hits, onPoint }: ListingHeadProps): ReactElement {
  return (
    <div role="rowgroup" className={styles['heads']}>
      <div role="row" aria-rowindex={1} className={styles['head']}>
        <span role="columnheader">
          <span className="visually-hidden">Breakpoint</span>
        </span>
        <span role="columnheader" className={lane['cell']}>
          <span className="visually-hidden">Clauses</span>
          {clausesByLane(lanes).map((clause, index) => (
            <span
              key={clause}
              aria-hidden="true"
              className={styles['letter']}
              style={{ '--clause-lane': index } as CSSProperties}
              onPointerEnter={() => {
                onPoint(clause)
              }}
              onPointerLeave={() => {
                onPoint(null)
              }}
            >
              <ClauseTag index={clause} />
            </span>
          ))}
        </span>
        <span aria-hidden="true" />
        <span role="columnheader">
          <span className="visually-hidden">Run</span>
        </span>
        <span role="columnheader">pc</span>
        <span role="columnheader">op</span>
        <span role="columnheader">operand</span>
        <span role="columnheader">jt</span>
        <span role="columnheader">jf</span>
        <span role="columnheader" className={styles['meaningHead']}>
          Meaning
        </span>
        {hits !== null && <HitHead of={hits.of} ran={hits.ran} />}
      </div>
    </div>
  )
}
