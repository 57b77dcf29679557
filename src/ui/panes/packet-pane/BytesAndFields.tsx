/**
 * Bytes and fields of the frame in view, connected with each other: pointing at one points at the other, and at a
 * clause's bytes.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import {
  fieldText,
  remarkOf,
  selectDissection,
  selectMetadata,
  selectMoment,
  selectOrigin,
  selectPointedBytes,
  selectShownProgram,
  useApp,
  writeField,
  type ByteRange,
  type Field,
  type FrameEntry,
  type Pointed,
} from '../../../store/index.ts'
import { useWidth } from '../../use-width.ts'
import { usePhone } from '../../views/machine/index.ts'
import { FieldTree, MetadataEditor, type TreeField } from '../../views/packet-fields/index.ts'
import { ByteEditor, ByteGrid, leavesOf } from '../../views/packet/index.ts'
import { keepInSight } from './keep-in-sight.ts'
import { LoadNote } from './LoadNote.tsx'
import styles from './packet-pane.module.css'
import { usedMetadata } from './used-metadata.ts'

/** Pixels that a row of sixteen takes, without its text. */
const SIXTEEN_BYTES = 370

export interface BytesAndFieldsProps {
  readonly frame: FrameEntry
  /** Whether the bytes are shown; not while the whole frame is edited as text. */
  readonly grid: boolean
}

/** Fields that are the bytes pointed at, or that an instruction or a clause pointed at reads from. */
function pointedKeys(fields: readonly Field[], pointed: Pointed | null, lit: readonly ByteRange[]): Set<string> {
  if (pointed === null) return new Set()
  const all = pointed.kind === 'bytes' ? withInner(fields) : leavesOf(fields)
  const hit = ({ from, to }: Field): boolean =>
    pointed.kind === 'bytes'
      ? from === pointed.from && to === pointed.to
      : lit.some((range) => range.from < to && range.to > from)
  return new Set(all.filter(hit).map(({ key }) => key))
}

function withInner(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => [field, ...withInner(field.children)])
}

export function BytesAndFields({ frame, grid }: BytesAndFieldsProps): ReactElement {
  const { fields } = useApp(selectDissection)
  const { load, earlierLoads } = useApp(selectMoment)
  const { program } = useApp(selectShownProgram).compilation
  const pointed = useApp((state) => state.pointed)
  const pointAt = useApp((state) => state.pointAt)
  const pointedBytes = useApp(selectPointedBytes)
  const origin = useApp(selectOrigin)
  const lit = origin === null ? pointedBytes : origin.bytes
  const isSyscall = useApp((state) => state.context === 'seccomp')
  const setByte = useApp((state) => state.setByte)
  const setFrameBytes = useApp((state) => state.setFrameBytes)
  const setMetadata = useApp((state) => state.setMetadata)
  const byteBox = useRef<HTMLDivElement>(null)
  const narrow = useWidth(byteBox, SIXTEEN_BYTES) < SIXTEEN_BYTES
  const perRow = usePhone() || narrow ? 8 : 16
  const fieldBox = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const leaves = useMemo(() => leavesOf(fields), [fields])
  const point = useCallback(
    (bytes: ByteRange | null): void => {
      pointAt(bytes === null ? null : { kind: 'bytes', from: bytes.from, to: bytes.to })
    },
    [pointAt],
  )
  const fieldsPointedAt = useMemo(() => pointedKeys(fields, pointed, lit), [fields, pointed, lit])
  const { id, bytes } = frame
  const textOf = useCallback((field: TreeField) => fieldText(bytes, field), [bytes])
  const write = useCallback(
    (field: TreeField, text: string): string | null => {
      const written = writeField(bytes, field, text)
      if (written.ok) setFrameBytes(id, written.value)
      return written.ok ? null : written.error.map(({ message }) => message).join(' ')
    },
    [bytes, id, setFrameBytes],
  )
  const goToBytes = useCallback((field: TreeField): void => {
    setFocused(field.from)
    byteBox.current?.querySelector<HTMLElement>(`[data-offset="${String(field.from)}"]`)?.focus()
  }, [])
  const remark = remarkOf(frame)
  const metadata = useApp(selectMetadata)
  const values = useMemo(() => usedMetadata(program ?? [], metadata, bytes.length), [program, metadata, bytes.length])
  // What the program reads comes before the fields, which it may not read at all.
  const kernel = <MetadataEditor key="kernel" values={values} onChange={setMetadata} />
  const here = Math.min(focused, frame.bytes.length - 1)

  // Values that a new program reads appear at the top, and must be seen to.
  const read = values.map(({ name }) => name).join()
  useEffect(() => {
    if (fieldBox.current) fieldBox.current.scrollTop = 0
  }, [read])
  useEffect(() => {
    const byte = byteBox.current?.querySelector<HTMLElement>('[aria-selected=true]')
    const field = fieldBox.current?.querySelector<HTMLElement>('[data-loaded]')
    if (byteBox.current && byte) keepInSight(byteBox.current, byte)
    if (fieldBox.current && field) keepInSight(fieldBox.current, field)
  }, [load])

  return (
    <>
      <div ref={byteBox} className={styles['bytes']} data-grey={origin === null ? undefined : ''}>
        {grid && (
          <ByteGrid
            bytes={frame.bytes}
            leaves={leaves}
            perRow={perRow}
            load={load}
            earlier={earlierLoads}
            lit={lit}
            focused={focused}
            onFocus={setFocused}
            onSetByte={setByte}
            onPoint={point}
          />
        )}
        {grid && frame.bytes.length > 0 && (
          <ByteEditor
            key={here}
            offset={here}
            value={frame.bytes[here] ?? 0}
            field={leaves.find((field) => here >= field.from && here < field.to)?.name ?? ''}
            onSetByte={setByte}
          />
        )}
      </div>
      <LoadNote />
      <div ref={fieldBox} className={styles['fields']}>
        {values.length > 0 && kernel}
        {remark !== null && <p className={styles['remark']}>{remark}</p>}
        <FieldTree
          fields={fields}
          load={load}
          pointed={fieldsPointedAt}
          onPoint={point}
          textOf={textOf}
          onWrite={write}
          onGo={goToBytes}
        />
        {values.length === 0 && !isSyscall && kernel}
      </div>
    </>
  )
}
