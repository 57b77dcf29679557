/** One sentence about something that did not go as asked, until it is dismissed. */
import { CrossIcon, InfoIcon, WarningIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import styles from './foot.module.css'

interface NoticeBarProps {
  readonly kind: 'error' | 'info'
  readonly text: string
  readonly onDismiss: () => void
}

export function NoticeBar({ kind, text, onDismiss }: NoticeBarProps) {
  return (
    <div className={styles['notice']} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      {kind === 'error' ? <WarningIcon /> : <InfoIcon />}
      <p>{text}</p>
      <Button look="quiet" square aria-label="Dismiss" onClick={onDismiss}>
        <CrossIcon />
      </Button>
    </div>
  )
}
