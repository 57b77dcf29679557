/**
 * A sentence whose arrows are drawn and whose machine values stand in mono. The typed arrow stays in the text, unseen,
 * for those who copy or search it.
 */
import type { ReactElement } from 'react'
import { ArrowLeft, ArrowRight } from '../../marks/index.ts'
import styles from './words.module.css'

export function Words({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {text.split(/([←→]|\b0x[0-9a-f]+)/u).map((part, index) => {
        if (part.startsWith('0x')) return <code key={index}>{part}</code>
        if (part !== '←' && part !== '→') return part
        return (
          <span key={index} className={styles['arrow']}>
            <span className={styles['typed']} aria-hidden="true">
              {part}
            </span>
            {part === '←' ? <ArrowLeft /> : <ArrowRight />}
          </span>
        )
      })}
    </>
  )
}
