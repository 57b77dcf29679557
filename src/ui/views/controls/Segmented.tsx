/** One choice out of a few, side by side: native radios, so that arrow keys and names come from the browser. */
import { memo, useId } from 'react'
import styles from './controls.module.css'

interface SegmentedProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly title: string }[]
  readonly onChange: (value: T) => void
  readonly className?: string | undefined
}

function DrawnSegmented<T extends string>({ label, value, options, onChange, className = '' }: SegmentedProps<T>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={`${styles['segments']} ${className}`}>
      {options.map((option) => (
        <label key={option.value} className={styles['segment']}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value)
            }}
          />
          {option.title}
        </label>
      ))}
    </div>
  )
}

/** Not again with the pane around it: React writes every attribute of an input at each rendering. */
export const Segmented = memo(DrawnSegmented) as typeof DrawnSegmented
