/** What a Menu drops: radix gives it keys, focus and placement, this gives it the house's look. */
import { DropdownMenu } from 'radix-ui'
import { CheckIcon } from '../../marks/index.ts'
import styles from './popups.module.css'
import type { Beginning, MenuProps, MenuSection } from './types.ts'

export function DropMenu({ trigger, defaultOpen, sections, align = 'start' }: MenuProps & Beginning) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['popup']} align={align} sideOffset={4} collisionPadding={8}>
          {sections.map((section) =>
            section.chosen === undefined ? (
              <Section key={section.title} {...section} />
            ) : (
              <Choice key={section.title} {...section} />
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Section({ title, entries }: MenuSection) {
  return (
    <DropdownMenu.Group>
      {title === '' ? null : <DropdownMenu.Label className={styles['groupTitle']}>{title}</DropdownMenu.Label>}
      {entries.map((entry) => (
        <DropdownMenu.Item key={entry.key} className={styles['item']} onSelect={entry.onSelect}>
          <span>{entry.title}</span>
          {entry.note === undefined ? null : <span className={styles['itemNote']}>{entry.note}</span>}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Group>
  )
}

/** One choice out of a few, with a tick. */
function Choice({ chosen, entries }: MenuSection) {
  return (
    <DropdownMenu.RadioGroup value={chosen}>
      {entries.map((entry) => (
        <DropdownMenu.RadioItem key={entry.key} value={entry.key} className={styles['item']} onSelect={entry.onSelect}>
          <span>{entry.title}</span>
          <DropdownMenu.ItemIndicator className={styles['itemKey']}>
            <CheckIcon small />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
