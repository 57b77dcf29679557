/** The packets pane, connected, with the dialog that adds a frame and the capture that is open. */
import { Suspense, lazy, useMemo, useRef, useState, type ComponentType } from 'react'
import {
  selectClauseValues,
  selectFrame,
  selectFrames,
  selectOtherFile,
  selectPacketCount,
  selectPacketRows,
  useApp,
  type Arrangement,
  type FrameEntry,
  type PacketRow,
} from '../../../store/index.ts'
import { usePickCapture } from '../../use-pick-capture.ts'
import { Missing } from '../dialogs/index.ts'
import {
  MOST_MARKED_CLAUSES,
  PacketsView,
  type PacketHandlers,
  type PacketRowProps,
} from '../../views/packets/index.ts'
import type { AddFrameProps } from './AddFrame.tsx'
import type { CaptureHeadProps } from './CaptureHead.tsx'
import type { CaptureTableProps } from './CaptureTable.tsx'

const AddFrame = lazy<ComponentType<AddFrameProps>>(() =>
  import('./AddFrame.tsx').then(
    (module) => ({ default: module.AddFrame }),
    () => ({ default: Missing }),
  ),
)

const CaptureHead = lazy<ComponentType<CaptureHeadProps>>(() =>
  import('./CaptureHead.tsx').then(
    (module) => ({ default: module.CaptureHead }),
    () => ({ default: Nothing }),
  ),
)

const CaptureTable = lazy<ComponentType<CaptureTableProps>>(() =>
  import('./CaptureTable.tsx').then(
    (module) => ({ default: module.CaptureTable }),
    () => ({ default: Nothing }),
  ),
)

const Nothing = () => null

export function PacketsPane() {
  const rows = useApp(selectPacketRows)
  const selected = useApp((state) => state.selectedFrameId)
  const handlers = useHandlers()
  const context = useApp((state) => state.context)
  const frame = useApp(selectFrame)
  const total = useApp(selectPacketCount)
  const addFrame = useApp((state) => state.addFrame)
  const capture = useApp((state) => state.capture)
  const pickCapture = usePickCapture()
  const [arrangement, setArrangement] = useState<Arrangement>({ sort: 'number', descending: false, show: 'all' })
  const scroller = useRef<HTMLDivElement>(null)
  /** The text that was pasted, or none; null while the dialog is closed. */
  const [adding, setAdding] = useState<string | null>(null)
  const frames = useApp(selectFrames)
  const clausesOf = useApp(selectClauseValues)
  const fileOf = useApp(selectOtherFile)
  const shown = useMemo(
    () => rows.map((row, index) => toRowProps(row, selected, frames[index], clausesOf, fileOf)),
    [rows, selected, frames, clausesOf, fileOf],
  )

  const close = (): void => {
    setAdding(null)
  }
  const arranged = {
    scroller,
    arrangement,
    onArrange: (change: Partial<Arrangement>): void => {
      setArrangement((before) => ({ ...before, ...change }))
    },
  }
  return (
    <>
      <PacketsView
        rows={shown}
        handlers={handlers}
        isOfCalls={context === 'seccomp'}
        hidden={context === 'xt_bpf' ? total - rows.length : 0}
        scroller={scroller}
        head={capture && <CaptureHead capture={capture} {...arranged} />}
        captured={capture && <CaptureTable {...arranged} />}
        onOpen={pickCapture}
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

function toRowProps(
  row: PacketRow,
  selected: string,
  frame: FrameEntry | undefined,
  clausesOf: ReturnType<typeof selectClauseValues>,
  fileOf: ReturnType<typeof selectOtherFile>,
): PacketRowProps {
  const clauses = frame === undefined ? [] : clausesOf(frame)
  const { kind, text, reason, action } = row.verdict
  const ran = kind !== 'running' && row.steps > 0
  return {
    id: row.id,
    name: row.name,
    summary: action === null ? row.summary : `${row.summary}: ${action}`,
    remark: row.fits ? null : 'another link type',
    file: frame === undefined ? null : fileOf(frame),
    length: row.length,
    verdict: ran ? { kind, text: reason === null ? text : `${text}: ${reason}` } : null,
    steps: ran ? row.steps : null,
    expected: row.expected,
    holds: ran ? row.holds : null,
    clauses: clauses.length > MOST_MARKED_CLAUSES ? [] : clauses,
    selected: row.id === selected,
    own: row.edited ? 'edited' : row.own ? 'added' : null,
  }
}
