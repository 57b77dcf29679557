/**
 * A dialog: titled, closed by Escape, the scrim or its cross, with focus kept inside and given back after.
 * Left out on purpose: what it holds and what opens it.
 */
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { CrossIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import styles from './popups.module.css'

interface DialogProps {
  readonly title: string
  /** One sentence for screen readers about what the dialog is for. */
  readonly description: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly foot?: ReactNode
}

export function Dialog({ title, description, open, onClose, children, foot }: DialogProps) {
  // There when the dialog is mounted, which is when it opens.
  const [opener] = useState(() => document.activeElement)
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={styles['scrim']} />
        <Radix.Content
          className={styles['dialog']}
          onCloseAutoFocus={(event) => {
            // Radix gives the focus back to a trigger of its own; these dialogs have none. A command may have moved it.
            event.preventDefault()
            if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
          }}
        >
          <div className={styles['dialogHead']}>
            <Radix.Title>{title}</Radix.Title>
          </div>
          <Radix.Description className="visually-hidden">{description}</Radix.Description>
          <div className={styles['dialogBody']}>{children}</div>
          {foot === undefined ? null : <div className={styles['dialogFoot']}>{foot}</div>}
          {/* Last: Tab goes round from the last control, and cannot from a choice of which another part is chosen. */}
          <div className={styles['dialogClose']}>
            <Radix.Close asChild>
              <Button square aria-label="Close">
                <CrossIcon />
              </Button>
            </Radix.Close>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
