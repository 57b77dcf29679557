/**
 * One row's pieces of the jump lines, drawn with borders so that they fit a row of any height. Decorative: the jt
 * and jf cells name the targets.
 */
import type { CSSProperties, ReactElement } from 'react'
import type { ArrowPiece } from './arrows.ts'
import styles from './arrows.module.css'
import type { Heat } from './heat.ts'

export interface ArrowCellProps {
  readonly pieces: readonly ArrowPiece[]
  /** Where the run goes from this row; a branch it does not take stays cold even where it joins a hot line. */
  readonly taken: number | null
  /** Of each piece. */
  readonly heats: readonly Heat[]
}

function classesOf(piece: ArrowPiece, heat: Heat): string {
  const names = ['piece', heat ?? '', piece.up ? 'up' : '', piece.down ? 'down' : '']
  return names.map((name) => styles[name] ?? '').join(' ')
}

export function ArrowCell({ pieces, taken, heats }: ArrowCellProps): ReactElement {
  return (
    <span className={styles['cell']} aria-hidden="true">
      {pieces.map((piece, index) => {
        const through = piece.up && piece.down
        const stub = piece.source && taken !== piece.target ? 'coldStub' : 'stub'
        return (
          <span
            key={piece.target}
            className={classesOf(piece, heats[index] ?? null)}
            style={{ '--arrow-lane': piece.lane } as CSSProperties}
          >
            {piece.up && <i className={styles['upper']} />}
            {piece.down && <i className={styles['lower']} />}
            {through && (piece.source || piece.head) && <i className={styles[stub]} />}
            {piece.head && (
              <svg className={styles['head']} width="6" height="8" viewBox="0 0 6 8">
                <path d="M0 .5 6 4 0 7.5z" />
              </svg>
            )}
          </span>
        )
      })}
    </span>
  )
}
