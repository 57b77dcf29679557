/**
 * What the kernel knows of the packet beside its bytes, for the extension loads that the program makes. Closed it
 * shows the values on one line; it starts open where the program reads any.
 */
import { memo, useId, useState, type ReactElement } from 'react'
import { ChevronDown, ChevronRight } from '../../marks/index.ts'
import { Field } from '../controls/index.ts'
import styles from './metadata.module.css'
import { METADATA_WORDS, type MetadataName } from './metadata-words.ts'

export interface MetadataValue {
  readonly name: MetadataName
  /** Unsigned, 32 bits. */
  readonly value: number
}

export interface MetadataEditorProps {
  /** Only what the program reads. */
  readonly values: readonly MetadataValue[]
  readonly onChange: (name: MetadataName, value: number) => void
}

/** Decimal or 0x hexadecimal, 32 bits; null for anything else. */
export function parseNumber(text: string): number | null {
  if (!/^(?:\d+|0x[0-9a-f]+)$/iu.test(text.trim())) return null
  const value = Number(text.trim())
  return value <= 0xffffffff ? value : null
}

function Row({ name, value, onChange }: MetadataValue & Pick<MetadataEditorProps, 'onChange'>): ReactElement {
  const id = useId()
  // What is being typed, where it is not a number yet; the number itself lives with the packet.
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && parseNumber(draft) === null
  return (
    <div className={styles['row']}>
      <label className={styles['name']} htmlFor={id}>
        {name}
      </label>
      <Field
        id={id}
        inputMode="numeric"
        value={draft ?? String(value)}
        aria-invalid={wrong}
        aria-describedby={`${id}words`}
        onChange={(event) => {
          setDraft(event.target.value)
          const number = parseNumber(event.target.value)
          if (number !== null) onChange(name, number)
        }}
        onBlur={() => {
          setDraft(null)
        }}
      />
      <span id={`${id}words`} className={wrong ? styles['wrong'] : styles['words']}>
        {wrong ? 'A number from 0 to 4294967295, decimal or 0x…' : METADATA_WORDS[name]}
      </span>
    </div>
  )
}

export const MetadataEditor = memo(function KernelValues({ values, onChange }: MetadataEditorProps): ReactElement {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? values.length > 0
  const summary = values.map(({ name, value }) => `${name} ${String(value)}`).join(', ')
  return (
    <div className={styles['metadata']}>
      <div className={styles['head']}>
        <button
          type="button"
          aria-expanded={open}
          className={styles['toggle']}
          onClick={() => {
            setChosen(!open)
          }}
        >
          {open ? <ChevronDown small /> : <ChevronRight small />}
          Kernel metadata
        </button>
        <span className={styles['summary']}>{summary === '' ? 'none that this program reads' : summary}</span>
      </div>
      {open && values.length === 0 && (
        <p className={styles['none']}>
          Extension loads such as <code>ld cpu</code> read what the kernel knows beside the bytes. What a program reads
          can be set here.
        </p>
      )}
      {open && values.map((each) => <Row key={each.name} {...each} onChange={onChange} />)}
    </div>
  )
})
