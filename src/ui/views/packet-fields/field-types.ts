/**
 * What the field tree and its rows are given; plain data.
 */
import type { KeyboardEvent } from 'react'

/** A node; bytes are half-open offsets into the frame. */
export interface TreeField {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly warning: string | null
  readonly from: number
  readonly to: number
  readonly bits?: { readonly shift: number; readonly count: number }
  readonly layer: 'link' | 'network' | 'transport' | 'payload'
  readonly children: readonly TreeField[]
}

export interface FieldTreeProps {
  readonly fields: readonly TreeField[]
  readonly load: { readonly from: number; readonly to: number } | null
  /** Keys of the fields that belong to what is pointed at, here or elsewhere. */
  readonly pointed: ReadonlySet<string>
  readonly onPoint: (field: TreeField | null) => void
  /** Goes to a field's bytes. */
  readonly onGo: (field: TreeField) => void
  /** The value that an edit of the field begins with. */
  readonly textOf: (field: TreeField) => string
  /** Writes a field's value; gives what is wanted instead, or null where it was written. */
  readonly onWrite: (field: TreeField, text: string) => string | null
}

/** What a row knows of itself. */
export interface FieldPlace {
  readonly field: TreeField
  readonly open: boolean
  /** Key of the row above in the tree; null at the top. */
  readonly parent: string | null
  /** Whether its value can be written. */
  readonly writable: boolean
}

export interface FieldActions {
  readonly onPoint: (field: TreeField | null) => void
  readonly onKeyDown: (event: KeyboardEvent, place: FieldPlace) => void
  readonly onFocus: (field: TreeField) => void
  readonly onClick: (field: TreeField, open: boolean) => void
  readonly onEdit: (field: TreeField) => void
  readonly onWrite: (field: TreeField, text: string) => string | null
  /** `back`: the focus goes back to the row. */
  readonly onDone: (field: TreeField, back: boolean) => void
}
