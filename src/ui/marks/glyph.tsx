/**
 * The frame every drawn mark stands in: an SVG of a given grid that is decoration unless it has a label.
 * Left out on purpose: colours of meaning; each mark names its own token.
 */
import type { ReactNode } from 'react'
import styles from './marks.module.css'

export interface MarkProps {
  /** What a screen reader says; without it the mark is decoration and hidden from it. */
  readonly label?: string
  readonly className?: string
}

/** A stroked icon on a 16-unit grid, in the colour of the text around it. `small` draws it at 12 px. */
export interface IconProps extends MarkProps {
  readonly small?: boolean
}

export function labelled(label: string | undefined) {
  return label === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': label }
}

export function Icon({ label, className, small, children }: IconProps & { readonly children: ReactNode }) {
  const classes = [styles['icon'], small === true ? styles['small'] : '', className ?? ''].join(' ').trim()
  return (
    <svg className={classes} viewBox="0 0 16 16" focusable="false" {...labelled(label)}>
      {children}
    </svg>
  )
}

export function Mark({ label, className, children }: MarkProps & { readonly children: ReactNode }) {
  return (
    <svg
      className={[styles['mark'], className ?? ''].join(' ').trim()}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      focusable="false"
      {...labelled(label)}
    >
      {children}
    </svg>
  )
}
