/** The packet's buttons: give a sample its own bytes back, edit the whole, copy. */
import { useState, type ReactElement } from 'react'
import { isEdited, useApp, type FrameEntry } from '../../../store/index.ts'
import { copyText } from '../../clipboard.ts'
import { CheckIcon, CopyIcon, UndoIcon } from '../../marks/index.ts'
import { Button } from '../../views/controls/index.ts'

export interface PacketActionsProps {
  readonly frame: FrameEntry
  readonly editing: boolean
  readonly onEdit: (on: boolean) => void
}

export function PacketActions({ frame, editing, onEdit }: PacketActionsProps): ReactElement {
  const revertFrame = useApp((state) => state.revertFrame)
  const [copied, setCopied] = useState(false)
  const forget = (): void => {
    setCopied(false)
  }
  return (
    <>
      {isEdited(frame) && (
        <Button
          look="quiet"
          onClick={() => {
            onEdit(false)
            revertFrame(frame.id)
          }}
        >
          <UndoIcon small />
          Revert
        </Button>
      )}
      <Button
        look="quiet"
        aria-expanded={editing}
        onClick={() => {
          onEdit(!editing)
        }}
      >
        Edit
      </Button>
      <Button
        look="quiet"
        square
        aria-label={copied ? 'Copied' : 'Copy hex'}
        onClick={() => {
          const hex = Array.from(frame.bytes, (byte) => byte.toString(16).padStart(2, '0'))
          void copyText(hex.join(' ')).then(setCopied)
        }}
        onBlur={forget}
        onPointerLeave={forget}
      >
        {copied ? <CheckIcon /> : <CopyIcon />}
      </Button>
    </>
  )
}
