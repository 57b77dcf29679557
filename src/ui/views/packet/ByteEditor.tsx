/**
 * The focused byte in a field of its own, for touch: a tap on a byte brings up no keyboard, a tap on a field does.
 */
import { memo, useState, type ReactElement } from 'react'
import styles from './byte-editor.module.css'

export interface ByteEditorProps {
  readonly offset: number
  readonly value: number
  /** Name of the field the byte is in; empty for none. */
  readonly field: string
  readonly onSetByte: (offset: number, value: number) => void
}

export const ByteEditor = memo(function DrawnEditor({
  offset,
  value,
  field,
  onSetByte,
}: ByteEditorProps): ReactElement {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <label className={styles['editor']}>
      <span className={styles['place']}>
        Byte {offset}
        {field !== '' && `, ${field}`}
      </span>
      <input
        className={styles['input']}
        value={draft ?? value.toString(16).padStart(2, '0')}
        maxLength={2}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => {
          event.target.select()
        }}
        onChange={(event) => {
          const text = event.target.value.replace(/[^0-9a-f]/giu, '')
          setDraft(text.length === 2 ? null : text)
          if (text.length === 2) onSetByte(offset, Number.parseInt(text, 16))
        }}
        onBlur={() => {
          setDraft(null)
        }}
      />
    </label>
  )
})
