/**
 * The packet's bytes. Outlined: loaded by the last step; dotted: read earlier; tinted by layer, captioned by field.
 * Two hex digits typed on a byte change it, Escape drops a first digit; the arrow keys, Home, End (with Ctrl: of the
 * whole packet) and Page move.
 *
 * Leaves out the store, and the entry of whole frames (HexEditor).
 */
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { ByteLine } from './ByteLine.tsx'
import { layOutBytes, type ByteField, type Bytes } from './byte-layout.ts'
import styles from './bytes.module.css'
import { digitOf, offsetForKey } from './grid-keys.ts'

export interface ByteGridProps {
  readonly bytes: Uint8Array
  readonly leaves: readonly ByteField[]
  readonly perRow: 8 | 16
  readonly load: Bytes | null
  readonly earlier: readonly Bytes[]
  /** Bytes of the field, or of the clause, that is pointed at elsewhere. */
  readonly lit: readonly Bytes[]
  /** The byte that Tab reaches. */
  readonly focused: number
  readonly onFocus: (offset: number) => void
  readonly onSetByte: (offset: number, value: number) => void
  /** The bytes under the pointer or the keyboard's focus: those of their field, or one. */
  readonly onPoint: (bytes: Bytes | null) => void
}

/** Bytes built at first; a longer packet says so and offers the rest. */
const FIRST_BYTES = 2048

export function ByteGrid(props: ByteGridProps): ReactElement {
  const { bytes, leaves, perRow, load, onFocus, onSetByte, onPoint } = props
  const grid = useRef<HTMLDivElement>(null)
  const [pending, setPending] = useState<{ offset: number; digit: number } | null>(null)
  const [whole, setWhole] = useState(false)
  const rows = useMemo(() => layOutBytes(bytes, leaves, perRow), [bytes, leaves, perRow])
  const count = whole || (load !== null && load.to > FIRST_BYTES) ? bytes.length : Math.min(bytes.length, FIRST_BYTES)
  const focused = Math.min(props.focused, count - 1)

  const go = useCallback(
    (offset: number): void => {
      setPending(null)
      onFocus(offset)
      grid.current?.querySelector<HTMLElement>(`[data-offset="${String(offset)}"]`)?.focus()
    },
    [onFocus],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const own = (event.target as HTMLElement).dataset['offset']
    if (own === undefined) return
    const offset = Number(own)
    const digit = digitOf(event)
    const target = offsetForKey(event, offset, count, perRow)
    if (digit !== null) {
      if (pending?.offset === offset) {
        onSetByte(offset, pending.digit * 16 + digit)
        go(Math.min(offset + 1, count - 1))
      } else setPending({ offset, digit })
    } else if (target !== null && !event.altKey) go(target)
    else if (event.key === 'Escape' && pending !== null) setPending(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div
        ref={grid}
        role="grid"
        aria-label="Packet bytes"
        aria-multiselectable="true"
        aria-describedby="packet-bytes-keys"
        aria-rowcount={rows.length}
        aria-colcount={perRow}
        className={styles['grid']}
        data-per-row={perRow}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setPending(null)
          onPoint(null)
        }}
        onPointerLeave={() => {
          onPoint(null)
        }}
      >
        {rows.slice(0, Math.ceil(count / perRow)).map((row) => (
          <ByteLine
            key={row.offset}
            row={row}
            perRow={perRow}
            load={load}
            earlier={props.earlier}
            lit={props.lit}
            focused={focused}
            pending={pending}
            onGo={go}
            onFocus={onFocus}
            onPoint={onPoint}
          />
        ))}
      </div>
      <span id="packet-bytes-keys" className="visually-hidden">
        Arrow keys move; two hexadecimal digits change a byte; Escape drops the first digit.
      </span>
      {count < bytes.length && (
        <button
          type="button"
          className={styles['more']}
          onClick={() => {
            setWhole(true)
          }}
        >
          Show all {bytes.length} bytes
        </button>
      )}
    </>
  )
}
