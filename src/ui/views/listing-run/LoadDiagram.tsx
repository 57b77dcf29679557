/**
 * How the bytes of the last load became a register's value: the bytes with their offsets and decimals, an arrow,
 * the word. Decorative beside the sentence that says the same.
 */
import type { ReactElement } from 'react'
import { formatWord, readings } from '../machine/index.ts'
import styles from './run.module.css'

export interface LoadDiagramProps {
  /** Offset of the first byte. */
  readonly from: number
  readonly bytes: readonly number[]
  readonly register: 'A' | 'X'
  readonly value: number
}

export function LoadDiagram({ from, bytes, register, value }: LoadDiagramProps): ReactElement {
  const word = formatWord(value)
  // The digits that came from the packet stand out from the zeros that a short load puts before them.
  const own = word.length - bytes.length * 2
  return (
    <div className={styles['diagram']} aria-hidden="true">
      <div className={styles['bytes']}>
        {bytes.map((byte, index) => (
          <span key={index} className={styles['byte']}>
            <small>{from + index}</small>
            <b>{byte.toString(16).padStart(2, '0')}</b>
            <small>{byte}</small>
          </span>
        ))}
      </div>
      <svg width="48" height="10" viewBox="0 0 48 10" fill="none" stroke="var(--accent)" strokeWidth="1.5">
        <path d="M0 5h45" />
        <path d="m41 1 5 4-5 4" strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      <span className={styles['word']}>
        <small>{register}</small>
        <b>
          <i>{word.slice(0, own)}</i>
          {word.slice(own)}
        </b>
        <small>{readings(value)[0]}</small>
      </span>
    </div>
  )
}
