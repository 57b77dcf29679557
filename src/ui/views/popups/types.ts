/** What popups are given. Apart from them, so that those who bring them late can name it without bringing them. */
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react'

/** A button; it gets the popup's ARIA attributes. */
export type Trigger = ReactElement<ComponentPropsWithRef<'button'>>

/** What a popup that comes late begins with. */
export interface Beginning {
  readonly trigger: Trigger
  readonly defaultOpen: boolean
}

export interface MenuEntry {
  readonly key: string
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly onSelect: () => void
}

export interface MenuSection {
  /** Empty for none. */
  readonly title: string
  readonly entries: readonly MenuEntry[]
  /** The key of the chosen entry, where the section is one choice out of a few. */
  readonly chosen?: string
}

export interface MenuProps {
  readonly trigger: Trigger
  readonly sections: readonly MenuSection[]
  readonly align?: 'start' | 'end'
}

export interface PanelProps {
  readonly trigger: Trigger
  readonly label: string
  readonly children: ReactNode
}
