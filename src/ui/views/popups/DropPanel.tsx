/** What a Popover drops. */
import { Popover as Radix } from 'radix-ui'
import styles from './popups.module.css'
import type { Beginning, PanelProps } from './types.ts'

export function DropPanel({ trigger, defaultOpen, label, children }: PanelProps & Beginning) {
  return (
    <Radix.Root defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles['popup']} aria-label={label} align="start" sideOffset={4} collisionPadding={8}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
