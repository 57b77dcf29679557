/**
 * The clauses of the filter for one packet, a mark each, under the letters that ClauseHeads puts above them.
 *
 * Left out on purpose: why; the Why section tells that for the packet in view.
 */
import type { ReactElement } from 'react'
import { ClauseTag, TruthFalse, TruthTrue, TruthUnreached, TruthUnreadable, clauseLetter } from '../../marks/index.ts'
import styles from './clause-marks.module.css'

export type ClauseMark = 'true' | 'false' | 'not reached' | 'unreadable'

/** More clauses than this have no marks in a row: they would be a pattern, not an answer. */
export const MOST_MARKED_CLAUSES = 6

const MARKS = { true: TruthTrue, false: TruthFalse, 'not reached': TruthUnreached, unreadable: TruthUnreadable }

export function ClauseMarks({ marks }: { readonly marks: readonly ClauseMark[] }): ReactElement {
  return (
    <span className={styles['marks']}>
      {marks.map((value, clause) => {
        const Mark = MARKS[value]
        return <Mark key={clause} label={`${clauseLetter(clause)} ${value}`} />
      })}
    </span>
  )
}

/** The letters above the marks. */
export function ClauseHeads({ count }: { readonly count: number }): ReactElement {
  return (
    <span className={styles['marks']}>
      <span className="visually-hidden">Clauses</span>
      {Array.from({ length: count }, (_, clause) => (
        <ClauseTag key={clause} index={clause} />
      ))}
    </span>
  )
}
