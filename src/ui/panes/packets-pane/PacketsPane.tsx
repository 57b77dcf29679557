/** The packets pane, connected, with the dialog that adds a frame. */
import { Suspense, lazy, useMemo, useState, type ComponentType } from 'react'
import { parseHex, selectPacketRows, useApp, type PacketRow } from '../../../store/index.ts'
import type { AddFrameProps } from '../../views/add-frame/index.ts'
import { Missing } from '../dialogs/index.ts'
import { PacketsView, type PacketHandlers, type PacketRowProps } from '../../views/packets/index.ts'

const AddFrameDialog = lazy<ComponentType<AddFrameProps>>(() =>
  import('../../views/add-frame/index.ts').then(
    (module) => ({ default: module.AddFrameDialog }),
    () => ({ default: Missing }),
  ),
)

export function PacketsPane() {
  const rows = useApp(selectPacketRows)
  const selected = useApp((state) => state.selectedFrameId)
  const addFrame = useApp((state) => state.addFrame)
  const handlers = useHandlers()
  /** The hex that the form starts from; null while it is closed. */
  const [adding, setAdding] = useState<string | null>(null)
  const shown = useMemo(() => rows.map((row) => toRowProps(row, selected)), [rows, selected])

  const close = (): void => {
    setAdding(null)
  }
  const add = (name: string, hex: string): string | null => {
    const parsed = parseHex(hex)
    if (!parsed.ok) return parsed.error.map(({ message }) => message).join(' ')
    if (parsed.value.length === 0) return 'There are no bytes in this text.'
    const id = addFrame(name === '' ? { bytes: parsed.value } : { bytes: parsed.value, name })
    if (id === null) return 'There is no room for another frame; remove one first.'
    close()
    return null
  }
  return (
    <>
      <PacketsView
        rows={shown}
        handlers={handlers}
        onAdd={() => {
          setAdding('')
        }}
        onPaste={setAdding}
      />
      <Suspense fallback={null}>
        {adding === null ? null : <AddFrameDialog initialHex={adding} onAdd={add} onClose={close} />}
      </Suspense>
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
  const { kind, text, reason } = row.verdict
  const ran = kind !== 'running' && row.steps > 0
  return {
    id: row.id,
    name: row.name,
    summary: row.summary,
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
