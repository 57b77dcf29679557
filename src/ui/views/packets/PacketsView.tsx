/**
 * The packets pane: the table, how many came out as expected, and the way to add a frame. The table comes in a file
 * of its own: one can write a filter and step before it is there.
 */
import {
  Suspense,
  lazy,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentType,
  type ReactNode,
  type RefObject,
} from 'react'
import { ChevronDown, ChevronRight, CrossIcon, PlusIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import { PaneFrame } from '../pane/index.ts'
import type { PacketTableProps } from './PacketTable.tsx'
import type { PacketHandlers, PacketRowProps } from './types.ts'
import styles from './packets.module.css'

const PacketTable = lazy<ComponentType<PacketTableProps>>(() =>
  import('./PacketTable.tsx').then(
    (module) => ({ default: module.PacketTable }),
    () => ({ default: MissingTable }),
  ),
)

function MissingTable() {
  return <p className={styles['foot']}>The table could not be fetched. Loading the page again may help.</p>
}

interface PacketsViewProps {
  readonly rows: readonly PacketRowProps[]
  readonly handlers: PacketHandlers
  /** The rows are system calls: no bytes are pasted, and adding makes a copy of the one in view. */
  readonly isOfCalls: boolean
  /** Frames that do not get to the program where it runs. */
  readonly hidden: number
  readonly scroller: RefObject<HTMLDivElement | null>
  /** What is above the table, and row groups in it, while a capture is open. */
  readonly head: ReactNode
  readonly captured: ReactNode
  readonly onOpen: () => void
  readonly onAdd: () => void
  /** Hex pasted while no text field has the focus. */
  readonly onPaste: (text: string) => void
}

export function PacketsView(props: PacketsViewProps) {
  const { rows, handlers, isOfCalls, hidden, scroller, head, captured, onOpen, onAdd, onPaste } = props
  const [unfolded, setUnfolded] = useState(false)
  const open = captured !== null
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(open)
  useLayoutEffect(() => {
    // The button that closed it has gone with it, and the focus with that.
    if (wasOpen.current && !open && document.activeElement === document.body) opener.current?.focus()
    wasOpen.current = open
  }, [open])
  const judged = rows.filter((row) => row.holds !== null)
  const held = judged.filter((row) => row.holds === true).length
  return (
    <PaneFrame
      name="Packets"
      remark={judged.length === 0 ? undefined : `${held} of ${judged.length} as expected`}
      actions={
        <>
          {!isOfCalls && (
            <Button ref={opener} look="quiet" onClick={onOpen}>
              Open capture
            </Button>
          )}
          <Button look="quiet" onClick={onAdd}>
            <PlusIcon small />
            {isOfCalls ? 'Copy the call' : 'Add'}
          </Button>
        </>
      }
    >
      <div
        ref={scroller}
        className={styles['scroll']}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain')
          if (text.trim() !== '' && !isOfCalls) onPaste(text)
        }}
      >
        <Suspense fallback={null}>{head}</Suspense>
        <Fails rows={judged.filter((row) => row.holds === false)} onSelect={handlers.onSelect} />
        {open && (
          <button
            type="button"
            className={styles['fold']}
            aria-expanded={unfolded}
            onClick={() => {
              setUnfolded(!unfolded)
            }}
          >
            {unfolded ? <ChevronDown small /> : <ChevronRight small />}
            Samples and your own frames
          </button>
        )}
        <Suspense fallback={null}>
          <PacketTable rows={rows} handlers={handlers} captured={captured} folded={open && !unfolded} />
        </Suspense>
        {!isOfCalls && !open && <p className={styles['foot']}>Drop a capture anywhere, or paste hex here</p>}
        {hidden > 0 && (
          <p className={styles['foot']}>
            {hidden === 1 ? 'One frame without IP never gets' : `${String(hidden)} frames without IP never get`} to
            iptables
          </p>
        )}
      </div>
    </PaneFrame>
  )
}

/** Named one by one up to here. */
const MOST_NAMED = 4

interface FailsProps {
  readonly rows: readonly PacketRowProps[]
  readonly onSelect: PacketHandlers['onSelect']
}

/** The frames whose verdict is not the expected one, each a way there. */
function Fails({ rows, onSelect }: FailsProps) {
  if (rows.length === 0) return null
  return (
    <p className={styles['fails']}>
      <CrossIcon small />
      <span>Not as expected:</span>
      {rows.slice(0, MOST_NAMED).map(({ id, name }) => (
        <button
          key={id}
          type="button"
          onClick={() => {
            onSelect(id)
          }}
        >
          {name}
        </button>
      ))}
      {rows.length > MOST_NAMED && <span>and {rows.length - MOST_NAMED} more</span>}
    </p>
  )
}
