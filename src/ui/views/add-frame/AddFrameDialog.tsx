/** The dialog that makes a frame out of pasted hex: tcpdump -x or xxd dumps, or bare digits. */
import { useState } from 'react'
import { Button, Field, TextArea } from '../controls/index.ts'
import { Dialog } from '../popups/index.ts'
import styles from './add-frame.module.css'

export interface AddFrameProps {
  /** Hex that was pasted onto the table; empty where the person asked for an empty form. */
  readonly initialHex: string
  /** Returns what is wrong with the hex, or null when the frame was added. */
  readonly onAdd: (name: string, hex: string) => string | null
  readonly onClose: () => void
}

export function AddFrameDialog(props: AddFrameProps) {
  return (
    <Dialog title="Add a frame" description="Make a frame from hexadecimal." open onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  )
}

function Form({ initialHex, onAdd, onClose }: AddFrameProps) {
  const [name, setName] = useState('')
  const [hex, setHex] = useState(initialHex)
  const [error, setError] = useState<string | null>(null)
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setError(onAdd(name.trim(), hex))
      }}
    >
      <label htmlFor="frame-hex">Bytes in hexadecimal</label>
      <TextArea
        id="frame-hex"
        rows={8}
        value={hex}
        autoFocus
        aria-invalid={error !== null}
        aria-describedby="frame-hex-hint"
        onChange={(event) => {
          setHex(event.target.value)
          setError(null)
        }}
      />
      {error === null ? null : (
        <p role="alert" className={styles['formError']}>
          {error}
        </p>
      )}
      <p id="frame-hex-hint" className={styles['formHint']}>
        Digits with or without blanks, or a dump as tcpdump -xx, xxd and Wireshark print it. From the link-layer header
        on.
      </p>
      <label htmlFor="frame-name">Name</label>
      <Field
        id="frame-name"
        value={name}
        placeholder="May be left empty"
        maxLength={60}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      <div className={styles['formButtons']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" disabled={hex.trim() === ''}>
          Add frame
        </Button>
      </div>
    </form>
  )
}
