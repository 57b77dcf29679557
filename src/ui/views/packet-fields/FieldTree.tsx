/**
 * The packet's headers and fields, nested, with values and the bytes they stand in. Headers open and close; pointing
 * at a field points at its bytes, choosing it goes to them. The field that the last step loaded is outlined and
 * its header opens by itself, unless the person closed it.
 */
import { useState, type ReactElement } from 'react'
import { FieldBranch } from './FieldBranch.tsx'
import type { FieldTreeProps, TreeField } from './field-types.ts'
import styles from './fields.module.css'

function holds(field: TreeField, load: FieldTreeProps['load']): boolean {
  return load !== null && load.from >= field.from && load.to <= field.to
}

/** The innermost field that holds the whole load; a load across fields outlines none. */
function loadedKey(fields: readonly TreeField[], load: FieldTreeProps['load']): string | null {
  const field = fields.find((each) => holds(each, load))
  if (field === undefined) return null
  // Bits are within the bytes of their field, and a load is of bytes.
  const parts = field.children.filter(({ from, to }) => from > field.from || to < field.to)
  return loadedKey(parts, load) ?? (parts.length > 0 ? null : field.key)
}

export function FieldTree(props: FieldTreeProps): ReactElement {
  const { fields, load } = props
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const loaded = loadedKey(fields, load)
  const isOpen = (field: TreeField): boolean => {
    // What a person chose holds; before that the network header is open, and one that is being read.
    const reading = field.children.some((child) => holds(child, load))
    return chosen.get(field.key) ?? (reading || field.layer === 'network')
  }
  const toggle = (field: TreeField): void => {
    setChosen(new Map(chosen).set(field.key, !isOpen(field)))
  }
  return (
    <ul className={styles['tree']} aria-label="Fields">
      {fields.map((field) => (
        <FieldBranch
          key={field.key}
          {...props}
          field={field}
          depth={0}
          tint={1}
          loaded={loaded}
          isOpen={isOpen}
          onToggle={toggle}
        />
      ))}
    </ul>
  )
}
