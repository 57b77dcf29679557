/**
 * One field of the tree, and where it is a header and open, the fields in it.
 */
import type { CSSProperties, ReactElement } from 'react'
import { ChevronDown, ChevronRight } from '../../marks/index.ts'
import { Words } from '../listing/index.ts'
import type { FieldTreeProps, TreeField } from './field-types.ts'
import styles from './fields.module.css'

const TINTS = { link: 'link', network: 'net', transport: 'app', payload: 'app' } as const

function formatBytes({ from, to }: TreeField): string {
  if (to <= from) return ''
  return to - from === 1 ? String(from) : `${String(from)}–${String(to - 1)}`
}

export interface FieldBranchProps extends FieldTreeProps {
  readonly field: TreeField
  readonly depth: number
  readonly tint: 1 | 2
  readonly loaded: string | null
  readonly isOpen: (field: TreeField) => boolean
  readonly onToggle: (field: TreeField) => void
}

export function FieldBranch(props: FieldBranchProps): ReactElement {
  const { field, depth, tint, loaded, pointed, onPoint } = props
  const parent = field.children.length > 0
  const open = parent && props.isOpen(field)
  const place = { '--depth': depth, '--f': `var(--f-${TINTS[field.layer]}-${String(tint)})` } as CSSProperties
  const state = [
    field.key === loaded ? 'loaded' : '',
    pointed.has(field.key) ? 'pointed' : '',
    parent ? 'parent' : 'leaf',
  ]
  return (
    <li>
      <div
        className={[styles['field'], ...state.map((name) => styles[name] ?? '')].join(' ')}
        style={place}
        data-pointed={pointed.has(field.key) ? '' : undefined}
        data-loaded={field.key === loaded ? '' : undefined}
        onPointerEnter={() => {
          onPoint(field)
        }}
        onPointerLeave={() => {
          onPoint(null)
        }}
      >
        <button
          type="button"
          className={styles['name']}
          aria-expanded={parent ? open : undefined}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible')) onPoint(field)
          }}
          onBlur={() => {
            onPoint(null)
          }}
          onClick={() => {
            if (parent) props.onToggle(field)
            else props.onGo(field)
          }}
        >
          {parent && (open ? <ChevronDown small /> : <ChevronRight small />)}
          <span>{field.name}</span>
        </button>
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
        <span className={styles['bytes']}>
          {field.to > field.from && <span className="visually-hidden">bytes </span>}
          {formatBytes(field)}
        </span>
      </div>
      {open && (
        <ul>
          {field.children.map((child, index) => (
            <FieldBranch key={child.key} {...props} field={child} depth={depth + 1} tint={index % 2 === 0 ? 1 : 2} />
          ))}
        </ul>
      )}
    </li>
  )
}
