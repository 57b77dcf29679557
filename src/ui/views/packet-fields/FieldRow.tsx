/** One row of the field tree: a header, a field, or bits of one. */
import { memo, type CSSProperties, type ReactElement } from 'react'
import { ChevronDown, ChevronRight, PencilIcon } from '../../marks/index.ts'
import { Words } from '../listing/index.ts'
import { FieldInput } from './FieldInput.tsx'
import type { FieldActions, FieldPlace, TreeField } from './field-types.ts'
import styles from './fields.module.css'

const TINTS = { link: 'link', network: 'net', transport: 'app', payload: 'app' } as const

function formatBytes({ from, to }: TreeField): string {
  if (to <= from) return ''
  return to - from === 1 ? String(from) : `${String(from)}–${String(to - 1)}`
}

/** Characters that always fit into their columns where the pane is as wide as it comes. */
const NAME_FITS = 16
const VALUE_FITS = 22

function clipped(name: 'name' | 'value', text: string, fits: number): string {
  return `${styles[name] ?? ''} ${text.length > fits ? (styles['long'] ?? '') : ''}`
}

interface FieldRowProps extends FieldPlace {
  readonly depth: number
  readonly tint: 1 | 2
  readonly loaded: boolean
  readonly pointed: boolean
  readonly tabbable: boolean
  /** What the edit begins with; null while the value is not being edited. */
  readonly initialText: string | null
  readonly actions: FieldActions
}

export const FieldRow = memo(DrawnRow)

function DrawnRow(props: FieldRowProps): ReactElement {
  const { field, depth, tint, open, writable, loaded, pointed, initialText, actions } = props
  const isParent = field.children.length > 0
  const place = { '--depth': depth, '--f': `var(--f-${TINTS[field.layer]}-${String(tint)})` } as CSSProperties
  // A field with bits in it looks like a field, not like a header.
  const isHeader = field.children.some(({ from, to }) => from > field.from || to < field.to)
  const state = [loaded ? 'loaded' : '', pointed ? 'pointed' : '', isHeader ? 'parent' : 'leaf']
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={isParent ? open : undefined}
      aria-selected={pointed}
      tabIndex={props.tabbable ? 0 : -1}
      className={[styles['field'], ...state.map((name) => styles[name] ?? '')].join(' ')}
      style={place}
      data-key={field.key}
      data-pointed={pointed ? '' : undefined}
      data-loaded={loaded ? '' : undefined}
      title={writable ? 'Enter or double click to write a value' : undefined}
      onPointerEnter={() => {
        actions.onPoint(field)
      }}
      onPointerLeave={() => {
        actions.onPoint(null)
      }}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return
        actions.onFocus(field)
        if (event.currentTarget.matches(':focus-visible')) actions.onPoint(field)
      }}
      onBlur={() => {
        actions.onPoint(null)
      }}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) actions.onKeyDown(event, props)
      }}
      onClick={() => {
        if (initialText === null) actions.onClick(field, open)
      }}
      onDoubleClick={() => {
        if (writable) actions.onEdit(field)
      }}
    >
      <span className={clipped('name', field.name, NAME_FITS)}>
        {isParent && (open ? <ChevronDown small /> : <ChevronRight small />)}
        <span>{field.name}</span>
      </span>
      {initialText === null ? (
        <span className={clipped('value', field.value + (field.warning ?? ''), VALUE_FITS)}>
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
        <FieldInput
          name={field.name}
          text={initialText}
          onWrite={(text) => actions.onWrite(field, text)}
          onDone={(back) => {
            actions.onDone(field, back)
          }}
        />
      )}
      <span className={styles['bytes']}>
        {field.to > field.from && <span className="visually-hidden">bytes </span>}
        {formatBytes(field)}
      </span>
      {writable && initialText === null && (
        <button
          type="button"
          tabIndex={-1}
          className={styles['write']}
          aria-label={`Write ${field.name}`}
          onClick={(event) => {
            event.stopPropagation()
            actions.onEdit(field)
          }}
        >
          <PencilIcon />
        </button>
      )}
    </div>
  )
}
