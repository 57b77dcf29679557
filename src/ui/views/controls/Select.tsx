/** A native select: a system list on every device, found by its label. */
import { memo } from 'react'
import { ChevronDown } from '../../marks/index.ts'
import styles from './controls.module.css'

interface SelectOption<T> {
  readonly value: T
  readonly title: string
  readonly note?: string
  /** Options of the same group stand together under its name. */
  readonly group?: string
}

interface SelectProps<T extends string | number> {
  readonly label: string
  /** A word shown before the value; the full name stays `label`. */
  readonly prefix?: string
  readonly value: T
  readonly options: readonly SelectOption<T>[]
  readonly onChange: (value: T) => void
  readonly mono?: boolean
  readonly className?: string | undefined
}

/** Groups in the order of their first option; undefined is the group of those that have none. */
function byGroup<T>(options: readonly SelectOption<T>[]): [string | undefined, SelectOption<T>[]][] {
  const groups = new Map<string | undefined, SelectOption<T>[]>()
  for (const option of options) {
    const members = groups.get(option.group)
    if (members === undefined) groups.set(option.group, [option])
    else members.push(option)
  }
  return [...groups]
}

function renderOption<T extends string | number>({ value, title, note }: SelectOption<T>) {
  return (
    <option key={value} value={value} title={note}>
      {title}
    </option>
  )
}

function DrawnSelect<T extends string | number>(props: SelectProps<T>) {
  const { label, prefix, value, options, onChange, mono = false, className = '' } = props
  return (
    <span className={`${styles['select']} ${className}`}>
      {prefix === undefined ? null : (
        <span className={styles['selectLabel']} aria-hidden="true" data-label="">
          {prefix}
        </span>
      )}
      <span
        className={`${styles['chosen']} ${mono ? 'mono' : ''}`}
        data-chosen={options.find((option) => option.value === value)?.title}
      >
        <select
          aria-label={label}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => String(option.value) === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {byGroup(options).map(([group, members]) =>
            group === undefined ? (
              members.map(renderOption)
            ) : (
              <optgroup key={group} label={group}>
                {members.map(renderOption)}
              </optgroup>
            ),
          )}
        </select>
      </span>
      <ChevronDown small className={styles['selectChevron'] ?? ''} />
    </span>
  )
}

export const Select = memo(DrawnSelect) as typeof DrawnSelect
