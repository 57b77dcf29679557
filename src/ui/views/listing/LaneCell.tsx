/**
 * One row's pieces of the clause lanes. Pointing at a lane points at its clause everywhere; a screen reader hears
 * the letters instead.
 */
import type { CSSProperties, ReactElement } from 'react'
import { clauseClass, clauseLetter } from '../../marks/index.ts'
import type { LanePiece } from './lanes.ts'
import styles from './lanes.module.css'

export interface LaneCellProps {
  readonly clauses: readonly number[]
  readonly pieces: readonly LanePiece[]
  /** Each lane has its letter at the head of the column; otherwise each stretch begins with it. */
  readonly wide: boolean
  readonly onPoint: (clause: number | null) => void
}

function spell(clauses: readonly number[]): string {
  if (clauses.length === 0) return ''
  return `${clauses.length === 1 ? 'clause' : 'clauses'} ${clauses.map(clauseLetter).join(', ')}`
}

export function LaneCell({ clauses, pieces, wide, onPoint }: LaneCellProps): ReactElement {
  return (
    <span className={styles['cell']} role="cell">
      {clauses.length > 0 && <span className="visually-hidden">{spell(clauses)}</span>}
      {pieces.map((piece) => (
        <span
          key={piece.clause}
          aria-hidden="true"
          className={[
            styles['lane'],
            clauseClass(piece.clause),
            piece.first ? styles['first'] : '',
            piece.last ? styles['last'] : '',
          ].join(' ')}
          style={{ '--clause-lane': piece.lane } as CSSProperties}
          onPointerEnter={() => {
            onPoint(piece.clause)
          }}
          onPointerLeave={() => {
            onPoint(null)
          }}
        >
          {!wide && piece.first && <b className={styles['letter']}>{clauseLetter(piece.clause)}</b>}
        </span>
      ))}
    </span>
  )
}
