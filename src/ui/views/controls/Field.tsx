/** A one-line text field in the house's look. Every native attribute passes through. */
import type { ComponentPropsWithRef } from 'react'
import styles from './controls.module.css'

export function Field({ className = '', ...rest }: ComponentPropsWithRef<'input'>) {
  return <input className={`${styles['field']} ${className}`} spellCheck={false} autoComplete="off" {...rest} />
}

export function TextArea({ className = '', ...rest }: ComponentPropsWithRef<'textarea'>) {
  return <textarea className={`${styles['field']} ${className}`} spellCheck={false} autoComplete="off" {...rest} />
}
