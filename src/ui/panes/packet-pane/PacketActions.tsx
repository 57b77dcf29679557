/** The packet's buttons: give a sample its own bytes back, recompute checksums and lengths, edit the whole, copy. */
import { useState, type ReactElement } from 'react'
import { fixFrame, isEdited, useApp, type FrameEntry } from '../../../store/index.ts'
import { copyText } from '../../clipboard.ts'
import { CheckIcon, CopyIcon, UndoIcon } from '../../marks/index.ts'
import { Button } from '../../views/controls/index.ts'

export interface PacketActionsProps {
  readonly frame: FrameEntry
  readonly editing: boolean
  readonly onEdit: (on: boolean) => void
  /** What recomputing changed, in words, and the bytes that are there since. */
  readonly onTold: (bytes: Uint8Array, text: string) => void
}

export function PacketActions({ frame, editing, onEdit, onTold }: PacketActionsProps): ReactElement {
  const isSyscall = useApp((state) => state.context === 'seccomp')
  const revertFrame = useApp((state) => state.revertFrame)
  const setFrameBytes = useApp((state) => state.setFrameBytes)
  const recompute = (): void => {
    const { bytes, changes } = fixFrame(frame)
    if (changes.length > 0) setFrameBytes(frame.id, bytes)
    const words = changes.map(({ name, before, after }) => `${name} ${before} → ${after}`).join('; ')
    onTold(bytes, words === '' ? 'Nothing to recompute: lengths and checksums are right.' : `Recomputed ${words}.`)
  }
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
      {!isSyscall && (
        <Button look="quiet" aria-label="Recompute checksums and lengths" onClick={recompute}>
          Recompute
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
