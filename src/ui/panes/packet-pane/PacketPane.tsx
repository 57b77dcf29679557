/**
 * The packet, connected: its bytes to read and to change, what is odd about it, its fields, and what the kernel knows
 * of it.
 */
import { Suspense, lazy, useState, type ComponentType, type ReactElement } from 'react'
import { isEdited, selectFrame, useApp, wireLengthOf, type FrameEntry } from '../../../store/index.ts'
import { PaneFrame } from '../../views/pane/index.ts'
import { BytesAndFields } from './BytesAndFields.tsx'
import { LinkTypeNote } from './LinkTypeNote.tsx'
import { PacketActions } from './PacketActions.tsx'
import styles from './packet-pane.module.css'
import { WholeFrame } from './WholeFrame.tsx'

const SyscallFields = lazy<ComponentType<{ readonly frame: FrameEntry }>>(() =>
  import('./SyscallFields.tsx').then(
    (module) => ({ default: module.SyscallFields }),
    () => ({ default: () => null }),
  ),
)

/** What recomputing changed, said while the frame has the bytes that it made. */
interface Told {
  readonly id: string
  readonly bytes: Uint8Array
  readonly text: string
}

function isOf({ id, bytes }: Told, frame: FrameEntry): boolean {
  return id === frame.id && bytes.length === frame.bytes.length && bytes.every((byte, at) => byte === frame.bytes[at])
}

/** `64 bytes`, or `64 of 1254 bytes` where the capture has cut it. */
function sizeOf(frame: FrameEntry): string {
  const { length } = frame.bytes
  const onWire = wireLengthOf(frame)
  if (onWire !== null) return `${String(length)} of ${String(onWire)} bytes`
  return `${String(length)} ${length === 1 ? 'byte' : 'bytes'}`
}

export function PacketPane(): ReactElement {
  const frame = useApp(selectFrame)
  const context = useApp((state) => state.context)
  // Of one frame: choosing another closes the editor.
  const [editing, setEditing] = useState<string | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  // Gone for good with the next edit, and with another frame.
  if (told !== null && !isOf(told, frame)) setTold(null)
  const open = editing === frame.id
  const close = (): void => {
    setEditing(null)
  }
  const remark = `${frame.name}, ${sizeOf(frame)}${isEdited(frame) ? ', edited' : ''}`
  return (
    <PaneFrame
      name="Packet"
      remark={remark}
      actions={
        <PacketActions
          frame={frame}
          editing={open}
          onTold={(bytes, text) => {
            setTold({ id: frame.id, bytes, text })
          }}
          onEdit={(on) => {
            setEditing(on ? frame.id : null)
          }}
        />
      }
    >
      <LinkTypeNote frame={frame} />
      <Suspense fallback={null}>{context === 'seccomp' && <SyscallFields key={frame.id} frame={frame} />}</Suspense>
      <p role="status" aria-label="Recomputed" className={styles['told']}>
        {told?.text ?? ''}
      </p>
      <div className={styles['body']}>
        {open && <WholeFrame frame={frame} onClose={close} />}
        <BytesAndFields key={frame.id} frame={frame} grid={!open} />
      </div>
    </PaneFrame>
  )
}
