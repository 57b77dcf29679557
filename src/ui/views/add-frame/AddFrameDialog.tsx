/** The dialog that adds frames: built from a form, or read from pasted hex. */
import { useState, type ReactElement } from 'react'
import { Segmented } from '../controls/index.ts'
import { Dialog } from '../popups/index.ts'
import { BuildForm } from './BuildForm.tsx'
import { PasteForm } from './PasteForm.tsx'
import type { AddFrameDialogProps } from './types.ts'

const WAYS = [
  { value: 'build', title: 'Build' },
  { value: 'paste', title: 'Paste' },
] as const

export function AddFrameDialog(props: AddFrameDialogProps): ReactElement {
  const [way, setWay] = useState<'build' | 'paste'>(props.initialText === '' ? 'build' : 'paste')
  return (
    <Dialog
      title="Add a frame"
      description="Build a frame from a form, or paste hexadecimal."
      open
      onClose={props.onClose}
    >
      <Segmented label="How" value={way} options={WAYS} onChange={setWay} />
      {way === 'build' ? <BuildForm {...props} /> : <PasteForm {...props} />}
    </Dialog>
  )
}
