/**
 * The packet's headers and fields as a tree, with values and the bytes they stand in. Arrow keys walk and open, Space
 * or a click goes to the bytes, Enter or a double click writes the value. The field that the last step loaded is
 * outlined and its header opens by itself, unless the person closed it.
 */
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { FieldRow } from './FieldRow.tsx'
import type { FieldTreeProps, TreeField } from './field-types.ts'
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

export function FieldTree(props: FieldTreeProps): ReactElement {
  const { fields, load } = props
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

  const focusRow = (key: string): void => {
    setActive(key)
    // By what the row says it is: a key has dots and number signs, which a selector would take for its own.
    const items = Array.from(tree.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])
    items.find((item) => item.dataset['key'] === key)?.focus()
  }
  const toggle = (row: Row): void => {
    setChosen(new Map(chosen).set(row.field.key, !row.open))
  }
  const onKeyDown = (event: KeyboardEvent, row: Row): void => {
    const at = rows.indexOf(row)
    const go = (index: number): void => {
      const target = rows[Math.max(0, Math.min(index, rows.length - 1))]
      if (target) focusRow(target.field.key)
    }
    const isParent = row.field.children.length > 0
    const actions: Partial<Record<string, () => void>> = {
      ArrowDown: () => {
        go(at + 1)
      },
      ArrowUp: () => {
        go(at - 1)
      },
      Home: () => {
        go(0)
      },
      End: () => {
        go(rows.length - 1)
      },
      ArrowRight: () => {
        if (isParent && !row.open) toggle(row)
        else if (isParent) go(at + 1)
      },
      ArrowLeft: () => {
        if (row.open) toggle(row)
        else if (row.parent !== null) focusRow(row.parent)
      },
      Enter: () => {
        if (canWrite(row)) setEditing(row.field.key)
        else if (isParent) toggle(row)
      },
      ' ': () => {
        props.onGo(row.field)
      },
    }
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }

  return (
    <div ref={tree} role="tree" className={styles['tree']} aria-label="Fields">
      {rows.map((row, index) => (
        <FieldRow
          key={row.field.key}
          field={row.field}
          depth={row.depth}
          tint={row.tint}
          open={row.open}
          loaded={row.field.key === loaded}
          pointed={props.pointed.has(row.field.key)}
          tabbable={index === here}
          initialText={editing === row.field.key ? props.textOf(row.field) : null}
          onPoint={props.onPoint}
          onKeyDown={(event) => {
            onKeyDown(event, row)
          }}
          onFocus={() => {
            setActive(row.field.key)
          }}
          onClick={() => {
            setActive(row.field.key)
            if (row.field.children.length > 0) toggle(row)
            else props.onGo(row.field)
          }}
          onEdit={
            canWrite(row)
              ? () => {
                  setEditing(row.field.key)
                }
              : null
          }
          onWrite={(text) => props.onWrite(row.field, text)}
          onDone={(back) => {
            setEditing(null)
            if (back) focusRow(row.field.key)
          }}
        />
      ))}
    </div>
  )
}
