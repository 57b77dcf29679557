/**
 * How the run stands: a filled disc accepts, a hollow ring drops, red is for errors alone.
 */
import type { ReactElement } from 'react'
import { AcceptDisc, DropRing } from '../../marks/index.ts'
import styles from './verdict.module.css'

export interface VerdictProps {
  readonly kind: 'accept' | 'drop' | 'running' | 'error'
  /** `Accept 262144`, `Drop`, `Running`, `Error`. */
  readonly text: string
  /** Why, where it needs saying. */
  readonly detail: string
  /** `step 3 of 5`; outside the status, which is spoken when the verdict changes and not at every step. */
  readonly place: string
}

export function Verdict({ kind, text, detail, place }: VerdictProps): ReactElement {
  return (
    <span className={styles['verdict']} data-desk-only="">
      {kind === 'accept' && <AcceptDisc />}
      {kind === 'drop' && <DropRing />}
      <span role="status" aria-label="Verdict" className={styles['status']}>
        <strong className={kind === 'error' ? styles['error'] : undefined}>{text}</strong>
        {detail !== '' && (
          <>
            {' '}
            <span className={styles['detail']} title={detail}>
              {detail}
            </span>
          </>
        )}
      </span>
      {place !== '' && <span className={styles['detail']}>{place}</span>}
    </span>
  )
}
