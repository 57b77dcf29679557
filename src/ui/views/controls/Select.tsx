/** A native select: a system list on every device, found by its label. */
import { ChevronDown } from '../../marks/index.ts'
import styles from './controls.module.css'

interface SelectProps<T extends string | number> {
  readonly label: string
  /** A word shown before the value; the full name stays `label`. */
  readonly prefix?: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly title: string; readonly note?: string }[]
  readonly onChange: (value: T) => void
  readonly mono?: boolean
  readonly className?: string | undefined
}

export function Select<T extends string | number>(props: SelectProps<T>) {
  const { label, prefix, value, options, onChange, mono = false, className = '' } = props
  return (
    <span className={`${styles['select']} ${className}`}>
      {prefix === undefined ? null : (
        <span className={styles['selectLabel']} aria-hidden="true" data-label="">
          {prefix}
        </span>
      )}
      <select
        aria-label={label}
        className={mono ? 'mono' : undefined}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => String(option.value) === event.target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} title={option.note}>
            {option.title}
          </option>
        ))}
      </select>
      <ChevronDown small className={styles['selectChevron'] ?? ''} />
    </span>
  )
}
