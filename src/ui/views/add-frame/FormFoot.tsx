/** What both forms end with: what is wrong, the frame's name, the buttons. */
import type { ReactElement } from 'react'
import { Button, Field } from '../controls/index.ts'
import styles from './add-frame.module.css'

interface FormFootProps {
  readonly name: string
  readonly error: string | null
  readonly ready: boolean
  readonly onName: (name: string) => void
  readonly onClose: () => void
}

export function FormFoot({ name, error, ready, onName, onClose }: FormFootProps): ReactElement {
  return (
    <>
      {error === null ? null : (
        <p role="alert" className={styles['formError']}>
          {error}
        </p>
      )}
      <label htmlFor="frame-name">Name</label>
      <Field
        id="frame-name"
        value={name}
        placeholder="May be left empty"
        maxLength={60}
        onChange={(event) => {
          onName(event.target.value)
        }}
      />
      <div className={styles['formButtons']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" disabled={!ready}>
          Add frame
        </Button>
      </div>
    </>
  )
}
