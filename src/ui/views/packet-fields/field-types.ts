/**
 * What the field tree is given; plain data.
 */

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
