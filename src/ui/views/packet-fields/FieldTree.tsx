/**
 * The packet's headers and fields as a tree, with values and the bytes they stand in. Arrow keys walk and open, Space
 * or a click goes to the bytes, Enter or a double click writes the value. The field that the last step loaded is
 * outlined and its header opens by itself, unless the person closed it.
 */
import { memo, useMemo, useRef, useState, type ReactElement } from 'react'
import { FieldRow } from './FieldRow.tsx'
import type { FieldActions, FieldTreeProps, TreeField } from './field-types.ts'
import styles from './fields.module.css'

function holds(field: TreeField, load: FieldTreeProps['load']): boolean {
  return load !== null && load.from >= field.from && load.to <= field.to
}

/** Bits are within the bytes of their field, and a load is of bytes. */
function isPart(child: TreeField, field: TreeField): boolean {
  return child.from > field.from || child.to < field.to
}

/** The innermost field that holds the whole load; a load across fields outlines none. */
function loadedKey(fields: readonly TreeField[], load: FieldTreeProps['load']): string | null {
  const field = fields.find((each) => holds(each, load))
  if (field === undefined) return null
  const parts = field.children.filter((child) => isPart(child, field))
  return loadedKey(parts, load) ?? (parts.length > 0 ? null : field.key)
}

interface Row {
  readonly field: TreeField
  readonly depth: number
  readonly tint: 1 | 2
  readonly open: boolean
  /** Key of the row above in the tree; null at the top. */
  readonly parent: string | null
}

/** More bytes than this are edited in the whole frame. */
const MOST_BYTES = 64

/** A header is written field by field, a field with bits in it as a whole too. */
function canWrite({ field, depth }: Row): boolean {
  const whole = field.children.length === 0 || (depth > 0 && !field.children.some((child) => isPart(child, field)))
  return whole && field.to > field.from && field.to - field.from <= MOST_BYTES
}

/** Rendered again only where something about it is another: most steps load nothing. */
export const FieldTree = memo(DrawnTree)

function DrawnTree({ fields, load, pointed, onPoint, onGo, textOf, onWrite }: FieldTreeProps): ReactElement {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [active, setActive] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const loaded = loadedKey(fields, load)
  const isOpen = (field: TreeField): boolean => {
    // What a person chose holds; before that the network header is open, and one that is being read. Bits are shut.
    const parts = field.children.filter((child) => isPart(child, field))
    return (
      chosen.get(field.key) ??
      (parts.some((child) => holds(child, load)) || (parts.length > 0 && field.layer === 'network'))
    )
  }
  const rowsOf = (list: readonly TreeField[], depth: number, parent: string | null): Row[] =>
    list.flatMap((field, index) => {
      const open = field.children.length > 0 && isOpen(field)
      const row: Row = { field, depth, tint: depth === 0 || index % 2 === 0 ? 1 : 2, open, parent }
      return open ? [row, ...rowsOf(field.children, depth + 1, field.key)] : [row]
    })
  const rows = rowsOf(fields, 0, null)
  const here = Math.max(
    0,
    rows.findIndex(({ field }) => field.key === active),
  )
  // The same for every row and every step, so that a row that says the same is not rendered again.
  const actions = useMemo((): FieldActions => {
    // By what the rows say they are: a key has dots and number signs, which a selector would take for its own.
    const items = (): HTMLElement[] => Array.from(tree.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])
    const keyOf = (item: HTMLElement | undefined): string | undefined => item?.dataset['key']
    const focusOn = (item: HTMLElement | undefined): void => {
      setActive(keyOf(item) ?? null)
      item?.focus()
    }
    const focusRow = (key: string): void => {
      focusOn(items().find((item) => keyOf(item) === key))
    }
    const go = (key: string, by: number): void => {
      const all = items()
      focusOn(all[Math.max(0, Math.min(all.findIndex((item) => keyOf(item) === key) + by, all.length - 1))])
    }
    const toggle = ({ key }: TreeField, open: boolean): void => {
      setChosen((old) => new Map(old).set(key, !open))
    }
    const edit = ({ key }: TreeField): void => {
      setEditing(key)
    }
    return {
      onPoint,
      onFocus: ({ key }) => {
        setActive(key)
      },
      onClick: (field, open) => {
        setActive(field.key)
        if (field.children.length > 0) toggle(field, open)
        else onGo(field)
      },
      onEdit: edit,
      onWrite,
      onDone: ({ key }, back) => {
        setEditing(null)
        if (back) focusRow(key)
      },
      onKeyDown: (event, { field, open, parent, writable }) => {
        const { key } = field
        const isParent = field.children.length > 0
        const keys: Partial<Record<string, () => void>> = {
          ArrowDown: () => {
            go(key, 1)
          },
          ArrowUp: () => {
            go(key, -1)
          },
          Home: () => {
            go(key, -Infinity)
          },
          End: () => {
            go(key, Infinity)
          },
          ArrowRight: () => {
            if (isParent && !open) toggle(field, open)
            else if (isParent) go(key, 1)
          },
          ArrowLeft: () => {
            if (open) toggle(field, open)
            else if (parent !== null) focusRow(parent)
          },
          Enter: () => {
            if (writable) edit(field)
            else if (isParent) toggle(field, open)
          },
          ' ': () => {
            onGo(field)
          },
        }
        const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
        if (action === undefined) return
        event.preventDefault()
        action()
      },
    }
  }, [onPoint, onGo, onWrite])

  return (
    <div ref={tree} role="tree" className={styles['tree']} aria-label="Fields">
      {rows.map((row, index) => (
        <FieldRow
          key={row.field.key}
          field={row.field}
          depth={row.depth}
          tint={row.tint}
          open={row.open}
          parent={row.parent}
          loaded={row.field.key === loaded}
          pointed={pointed.has(row.field.key)}
          tabbable={index === here}
          writable={canWrite(row)}
          initialText={editing === row.field.key ? textOf(row.field) : null}
          actions={actions}
        />
      ))}
    </div>
  )
}
