/** The packets pane, connected, with the dialog that adds a frame. */
import { Suspense, lazy, useMemo, useState, type ComponentType } from 'react'
import { selectFrame, selectPacketCount, selectPacketRows, useApp, type PacketRow } from '../../../store/index.ts'
import { Missing } from '../dialogs/index.ts'
import { PacketsView, type PacketHandlers, type PacketRowProps } from '../../views/packets/index.ts'
import type { AddFrameProps } from './AddFrame.tsx'

const AddFrame = lazy<ComponentType<AddFrameProps>>(() =>
  import('./AddFrame.tsx').then(
    (module) => ({ default: module.AddFrame }),
    () => ({ default: Missing }),
  ),
)

export function PacketsPane() {
  const rows = useApp(selectPacketRows)
  const selected = useApp((state) => state.selectedFrameId)
  const handlers = useHandlers()
  const context = useApp((state) => state.context)
  const frame = useApp(selectFrame)
  const total = useApp(selectPacketCount)
  const addFrame = useApp((state) => state.addFrame)
  /** The text that was pasted, or none; null while the dialog is closed. */
  const [adding, setAdding] = useState<string | null>(null)
  const shown = useMemo(() => rows.map((row) => toRowProps(row, selected)), [rows, selected])

  const close = (): void => {
    setAdding(null)
  }
  return (
    <>
      <PacketsView
        rows={shown}
        handlers={handlers}
        isOfCalls={context === 'seccomp'}
        hidden={context === 'xt_bpf' ? total - rows.length : 0}
        onAdd={() => {
          if (context === 'seccomp') addFrame({ bytes: frame.bytes, name: `${frame.name}, a copy` })
          else setAdding('')
        }}
        onPaste={setAdding}
      />
      <Suspense fallback={null}>{adding === null ? null : <AddFrame initialText={adding} onClose={close} />}</Suspense>
    </>
  )
}

function useHandlers(): PacketHandlers {
  const onSelect = useApp((state) => state.selectFrame)
  const onExpect = useApp((state) => state.setExpected)
  const onRevert = useApp((state) => state.revertFrame)
  const onRemove = useApp((state) => state.removeFrame)
  return useMemo(() => ({ onSelect, onExpect, onRevert, onRemove }), [onSelect, onExpect, onRevert, onRemove])
}

function toRowProps(row: PacketRow, selected: string): PacketRowProps {
  const { kind, text, reason, action } = row.verdict
  const ran = kind !== 'running' && row.steps > 0
  return {
    id: row.id,
    name: row.name,
    summary: action === null ? row.summary : `${row.summary}: ${action}`,
    remark: row.fits ? null : 'another link type',
    length: row.length,
    verdict: ran ? { kind, text: reason === null ? text : `${text}: ${reason}` } : null,
    steps: ran ? row.steps : null,
    expected: row.expected,
    holds: ran ? row.holds : null,
    selected: row.id === selected,
    own: row.edited ? 'edited' : row.own ? 'added' : null,
  }
}
