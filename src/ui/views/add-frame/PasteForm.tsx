/** Frames from pasted text. */
import { useState, type ReactElement } from 'react'
import { TextArea } from '../controls/index.ts'
import styles from './add-frame.module.css'
import { FormFoot } from './FormFoot.tsx'
import type { AddFrameDialogProps } from './types.ts'

export function PasteForm({ initialText, onPaste, onClose }: AddFrameDialogProps): ReactElement {
  const [name, setName] = useState('')
  const [text, setText] = useState(initialText)
  const [error, setError] = useState<string | null>(null)
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setError(onPaste(name.trim(), text))
      }}
    >
      <label htmlFor="pasted-hex">Bytes in hexadecimal</label>
      <TextArea
        id="pasted-hex"
        className="mono"
        rows={10}
        value={text}
        autoFocus
        aria-invalid={error !== null}
        aria-describedby="pasted-hex-hint"
        onChange={(event) => {
          setText(event.target.value)
          setError(null)
        }}
      />
      <p id="pasted-hex-hint" className={styles['formHint']}>
        Digits with or without blanks, a C array, an escaped string, or a dump as{' '}
        <span className={styles['options']}>tcpdump -x</span>, <span className={styles['options']}>-xx</span>,{' '}
        <span className={styles['options']}>-X</span>, <span className={styles['options']}>-XX</span>, xxd,{' '}
        <span className={styles['options']}>hexdump -C</span>, od and Wireshark print it, of one packet or several.
        Without a link-layer header it becomes raw IP.
      </p>
      <FormFoot name={name} error={error} ready={text.trim() !== ''} onName={setName} onClose={onClose} />
    </form>
  )
}
