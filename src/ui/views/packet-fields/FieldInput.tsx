/** The value of a field while it is being written: Enter writes, Escape gives up, what is wanted is said in place. */
import { useId, useState, type ReactElement } from 'react'
import styles from './fields.module.css'

interface FieldInputProps {
  readonly name: string
  readonly text: string
  /** Null where it was written, otherwise what is wanted. */
  readonly onWrite: (text: string) => string | null
  readonly onDone: (back: boolean) => void
}

/** What is wanted stands under the value, which may be the last that is in sight. */
function bringIntoSight(told: HTMLElement | null): void {
  told?.scrollIntoView({ block: 'nearest' })
}

export function FieldInput({ name, text, onWrite, onDone }: FieldInputProps): ReactElement {
  const id = useId()
  const [draft, setDraft] = useState(text)
  const [wanted, setWanted] = useState<string | null>(null)
  return (
    <span className={styles['writing']}>
      <input
        className={styles['input']}
        aria-label={`${name}, new value`}
        aria-invalid={wanted !== null}
        aria-describedby={wanted === null ? undefined : id}
        value={draft}
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onFocus={(event) => {
          event.target.select()
        }}
        onChange={(event) => {
          setDraft(event.target.value)
          setWanted(null)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            onDone(true)
          }
          if (event.key !== 'Enter') return
          const problem = draft === text ? null : onWrite(draft)
          if (problem === null) onDone(true)
          else setWanted(problem)
        }}
        onBlur={() => {
          if (draft !== text) onWrite(draft)
          onDone(false)
        }}
      />
      {wanted !== null && (
        <span ref={bringIntoSight} id={id} role="alert" className={styles['wanted']}>
          {wanted}
        </span>
      )}
    </span>
  )
}
