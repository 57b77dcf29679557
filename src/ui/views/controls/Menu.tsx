/**
 * A menu that drops from a button: radix gives it keys, focus and placement, this gives it the house's look.
 * Left out on purpose: sub-menus; a menu that needs one wants to be a dialog.
 */
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { CheckIcon } from '../../marks/index.ts'
import styles from './controls.module.css'

interface MenuProps {
  /** A button; it gets the menu's ARIA attributes. */
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}

export function Menu({ trigger, children, align = 'start' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['popup']} align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface MenuItemProps {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly shortcut?: string
  readonly onSelect: () => void
}

export function MenuItem({ title, note, shortcut, onSelect }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={styles['item']} onSelect={onSelect}>
      <span>{title}</span>
      {shortcut === undefined ? null : <kbd className={styles['itemKey']}>{shortcut}</kbd>}
      {note === undefined ? null : <span className={styles['itemNote']}>{note}</span>}
    </DropdownMenu.Item>
  )
}

export function MenuGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className={styles['groupTitle']}>{title}</DropdownMenu.Label>
      {children}
    </DropdownMenu.Group>
  )
}

interface MenuChoiceProps<T extends string> {
  readonly value: T
  readonly options: readonly { readonly value: T; readonly title: string }[]
  readonly onChange: (value: T) => void
}

/** One choice out of a few, as menu items with a tick. */
export function MenuChoice<T extends string>({ value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value}>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={styles['item']}
          onSelect={() => {
            onChange(option.value)
          }}
        >
          <span>{option.title}</span>
          <DropdownMenu.ItemIndicator className={styles['itemKey']}>
            <CheckIcon small />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
