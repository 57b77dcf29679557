/**
 * A sentence in which `code` between backquotes stands in mono, without the quotes.
 * Left out on purpose: every other mark. A backquote without a partner stays what it is: libpcap quotes a stray one.
 */
import type { ReactElement } from 'react'

export function Prose({ text }: { readonly text: string }): ReactElement {
  return (
    <>{text.split(/`([^`]+)`/u).map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>
  )
}
