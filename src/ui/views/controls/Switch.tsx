/** An on/off setting that takes effect at once. The label is its accessible name. */
import styles from './controls.module.css'

interface SwitchProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly className?: string | undefined
  readonly title?: string | undefined
  /** Id of an element that says more. */
  readonly describedBy?: string | undefined
}

export function Switch({
  label,
  checked,
  onChange,
  disabled = false,
  className = '',
  title,
  describedBy,
}: SwitchProps) {
  return (
    <label className={`${styles['switch']} ${className}`} title={title}>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <span className={styles['track']} aria-hidden="true" />
      <span data-label="">{label}</span>
    </label>
  )
}
