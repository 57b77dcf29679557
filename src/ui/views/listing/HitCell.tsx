/** How often one instruction ran, over many packets: a bar for the eye, the number, and for a test which way it went. */
import { memo, type CSSProperties, type ReactElement } from 'react'
import { formatCount } from '../machine/index.ts'
import styles from './hits.module.css'
import type { InstructionHits, ListingHits } from './types.ts'

interface HitCellProps {
  /** Undefined while they are being counted. */
  readonly hits: InstructionHits | undefined
  readonly of: ListingHits['of']
  readonly ran: number
  /** It is a conditional jump. */
  readonly isTest: boolean
}

/** A step changes none of it, so none of it is rendered again then. */
export const HitCell = memo(function HitCell({ hits, of, ran, isTest }: HitCellProps): ReactElement {
  if (hits === undefined) return <span role="cell" className={styles['cell']} />
  const { executed, taken, share } = hits
  const ways = isTest ? `; true ${formatCount(taken)}, false ${formatCount(executed - taken)}` : ''
  const rest = ` of ${formatCount(ran)} ${of}${ways}`
  return (
    <span
      role="cell"
      className={styles['cell']}
      data-cold={executed === 0 ? '' : undefined}
      title={`${executed.toLocaleString('en')} hits${rest}`}
    >
      <i className={styles['bar']} aria-hidden="true" style={{ '--share': Math.min(1, share) } as CSSProperties} />
      {formatCount(executed)}
      <span className={styles['rest']}>{rest}</span>
    </span>
  )
})

export function HitHead({ of, ran }: Pick<ListingHits, 'of' | 'ran'>): ReactElement {
  return (
    <span role="columnheader" className={styles['head']} title={`Hits, over ${ran.toLocaleString('en')} ${of}`}>
      Hits /{formatCount(ran)}
      <span className="visually-hidden"> {of}</span>
    </span>
  )
}
