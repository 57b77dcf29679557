/**
 * A button in the house's four looks. `primary` is the filled one: at most one in view that is not Step.
 * Left out on purpose: what it does; every native attribute passes through.
 */
import type { ComponentPropsWithRef } from 'react'
import styles from './controls.module.css'

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly look?: 'plain' | 'line' | 'primary' | 'quiet'
  /** Holds one icon and is as wide as high; give it an aria-label. */
  readonly square?: boolean
  /** Does nothing for now, but keeps the focus: one that is natively disabled would lose it under the person's fingers. */
  readonly unavailable?: boolean
}

const LOOKS = {
  plain: '',
  line: styles['line'],
  primary: styles['primary'],
  quiet: styles['quiet'],
}

export function Button({ look = 'plain', square = false, unavailable = false, className = '', ...rest }: ButtonProps) {
  const classes = [styles['button'], LOOKS[look], square ? styles['square'] : '', className].filter(Boolean).join(' ')
  const off = unavailable ? { 'aria-disabled': true, onClick: undefined } : {}
  return <button type="button" className={classes} {...rest} {...off} />
}
