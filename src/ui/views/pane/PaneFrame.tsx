/** A pane's frame: a named region with a head (title, a short remark, its own buttons) and whatever it holds. */
import type { ReactNode } from 'react'
import styles from './pane.module.css'

interface PaneFrameProps {
  /** Title, and the region's accessible name. */
  readonly name: string
  readonly remark?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly className?: string | undefined
}

export function PaneFrame({ name, remark, actions, children, className = '' }: PaneFrameProps) {
  return (
    <section aria-label={name} className={`${styles['pane']} ${className}`}>
      <div className={styles['head']}>
        <h2>{name}</h2>
        {remark === undefined ? null : (
          <span className={styles['meta']} data-remark="" title={typeof remark === 'string' ? remark : undefined}>
            {remark}
          </span>
        )}
        <span className={styles['grow']} />
        {actions}
      </div>
      {children}
    </section>
  )
}
