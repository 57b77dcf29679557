/**
 * A sentence whose arrows are drawn and whose machine values stand in mono. The typed arrow stays in the text, unseen,
 * for those who copy or search it.
 */
import { Fragment, type ReactElement } from 'react'
import styles from './words.module.css'

export function Words({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {text.split(/([←→]|\b0x[0-9a-f]+)/u).map((part, index) => {
        if (part.startsWith('0x')) return <code key={index}>{part}</code>
        if (part !== '←' && part !== '→') return part
        return (
          <Fragment key={index}>
            <span
              className={`${styles['arrow'] ?? ''} ${styles[part === '←' ? 'left' : 'right'] ?? ''}`}
              role="img"
              aria-label={part === '←' ? 'gets' : 'to'}
            />
            <span className={styles['typed']} aria-hidden="true">
              {part}
            </span>
          </Fragment>
        )
      })}
    </>
  )
}
