/** One row of the field tree: a header, a field, or bits of one. */
import type { CSSProperties, KeyboardEvent, ReactElement } from 'react'
import { ChevronDown, ChevronRight } from '../../marks/index.ts'
import { Words } from '../listing/index.ts'
import { FieldInput } from './FieldInput.tsx'
import type { TreeField } from './field-types.ts'
import styles from './fields.module.css'

const TINTS = { link: 'link', network: 'net', transport: 'app', payload: 'app' } as const

function formatBytes({ from, to }: TreeField): string {
  if (to <= from) return ''
  return to - from === 1 ? String(from) : `${String(from)}–${String(to - 1)}`
}

interface FieldRowProps {
  readonly field: TreeField
  readonly depth: number
  readonly tint: 1 | 2
  readonly open: boolean
  readonly loaded: boolean
  readonly pointed: boolean
  readonly tabbable: boolean
  /** What the edit begins with; null while the value is not being edited. */
  readonly initialText: string | null
  readonly onPoint: (field: TreeField | null) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: () => void
  readonly onClick: () => void
  /** Null where the value cannot be written. */
  readonly onEdit: (() => void) | null
  readonly onWrite: (text: string) => string | null
  /** `back`: the focus goes back to the row. */
  readonly onDone: (back: boolean) => void
}

export function FieldRow(props: FieldRowProps): ReactElement {
  const { field, depth, tint, open, loaded, pointed } = props
  const parent = field.children.length > 0
  const place = { '--depth': depth, '--f': `var(--f-${TINTS[field.layer]}-${String(tint)})` } as CSSProperties
  // A field with bits in it looks like a field, not like a header.
  const isHeader = field.children.some(({ from, to }) => from > field.from || to < field.to)
  const state = [loaded ? 'loaded' : '', pointed ? 'pointed' : '', isHeader ? 'parent' : 'leaf']
  const editing = props.initialText !== null
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={parent ? open : undefined}
      aria-selected={pointed}
      tabIndex={props.tabbable ? 0 : -1}
      className={[styles['field'], ...state.map((name) => styles[name] ?? '')].join(' ')}
      style={place}
      data-key={field.key}
      data-pointed={pointed ? '' : undefined}
      data-loaded={loaded ? '' : undefined}
      title={props.onEdit === null ? undefined : 'Enter or double click to write a value'}
      onPointerEnter={() => {
        props.onPoint(field)
      }}
      onPointerLeave={() => {
        props.onPoint(null)
      }}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return
        props.onFocus()
        if (event.currentTarget.matches(':focus-visible')) props.onPoint(field)
      }}
      onBlur={() => {
        props.onPoint(null)
      }}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) props.onKeyDown(event)
      }}
      onClick={editing ? undefined : props.onClick}
      onDoubleClick={props.onEdit ?? undefined}
    >
      <span className={styles['name']}>
        {parent && (open ? <ChevronDown small /> : <ChevronRight small />)}
        <span>{field.name}</span>
      </span>
      {props.initialText === null ? (
        <span className={styles['value']}>
          <Words text={field.value} />
          {field.warning !== null && (
            <>
              {' '}
              <span className={styles['warning']}>
                wrong, <Words text={field.warning} />
              </span>
            </>
          )}
        </span>
      ) : (
        <FieldInput name={field.name} text={props.initialText} onWrite={props.onWrite} onDone={props.onDone} />
      )}
      <span className={styles['bytes']}>
        {field.to > field.from && <span className="visually-hidden">bytes </span>}
        {formatBytes(field)}
      </span>
    </div>
  )
}
