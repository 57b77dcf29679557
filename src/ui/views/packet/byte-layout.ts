/**
 * A frame's bytes in rows, each byte with the field it belongs to, and under each row the captions of its fields.
 * Tints alternate field by field, so that neighbours are told apart without lines.
 */

/** Half-open byte offsets. */
export interface Bytes {
  readonly from: number
  readonly to: number
}

export type ByteLayer = 'link' | 'network' | 'transport' | 'payload'

/** A field that the bytes are marked by: one with a caption, or without children. Half-open byte offsets into the frame. */
export interface ByteField {
  readonly key: string
  readonly name: string
  /** Caption under the bytes; null for none. */
  readonly short: string | null
  readonly layer: ByteLayer
  readonly from: number
  readonly to: number
}

export interface ByteCell {
  readonly offset: number
  readonly value: number
  readonly field: ByteField | null
  /** Custom property of the tint; null where no field is. */
  readonly tint: string | null
  /** First, last byte of its field. */
  readonly first: boolean
  readonly last: boolean
}

/** A caption under cells `from` to `to` of its row, half-open, counted from the row's first byte. */
export interface ByteCaption {
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface ByteRow {
  readonly offset: number
  readonly cells: readonly ByteCell[]
  readonly captions: readonly ByteCaption[]
}

const TINTS: Record<ByteLayer, string> = { link: 'link', network: 'net', transport: 'app', payload: 'app' }

interface Tree {
  readonly children: readonly Tree[]
  readonly short: string | null
  readonly from: number
  readonly to: number
}

/** Those fields of a tree in the order of their bytes; fields without bytes, and bits within bytes, are left out. */
export function leavesOf<T extends Tree & { readonly children: readonly T[] }>(fields: readonly T[]): T[] {
  return fields
    .flatMap((field) => (field.children.length > 0 && field.short === null ? leavesOf(field.children) : [field]))
    .filter((field) => field.to > field.from)
    .sort((a, b) => a.from - b.from)
}

/** The first field to claim a byte keeps it: bit fields of one byte share it under the first's caption. */
function ownersOf(leaves: readonly ByteField[], length: number): (number | null)[] {
  const owners: (number | null)[] = Array.from({ length }, () => null)
  leaves.forEach((field, index) => {
    for (let offset = field.from; offset < Math.min(field.to, length); offset++) owners[offset] ??= index
  })
  return owners
}

export function layOutBytes(bytes: Uint8Array, leaves: readonly ByteField[], perRow: number): ByteRow[] {
  const owners = ownersOf(leaves, bytes.length)
  const order = new Map<number, number>()
  for (const owner of owners) if (owner !== null && !order.has(owner)) order.set(owner, order.size)
  const rows: ByteRow[] = []
  for (let start = 0; start < bytes.length; start += perRow) {
    const cells = Array.from(bytes.subarray(start, start + perRow), (value, index): ByteCell => {
      const offset = start + index
      const owner = owners[offset] ?? null
      const field = owner === null ? null : (leaves[owner] ?? null)
      const tint = field === null ? null : `--f-${TINTS[field.layer]}-${String(1 + ((order.get(owner ?? 0) ?? 0) % 2))}`
      return {
        offset,
        value,
        field,
        tint,
        first: owner !== null && owners[offset - 1] !== owner,
        last: owner !== null && owners[offset + 1] !== owner,
      }
    })
    rows.push({ offset: start, cells, captions: captionsOf(cells) })
  }
  return rows
}

function captionsOf(cells: readonly ByteCell[]): ByteCaption[] {
  const captions: { from: number; to: number; text: string; field: ByteField }[] = []
  cells.forEach(({ field }, index) => {
    if (field?.short === null || field === null) return
    const last = captions.at(-1)
    if (last?.field === field && last.to === index) last.to = index + 1
    else captions.push({ from: index, to: index + 1, text: field.short, field })
  })
  return captions.map(({ from, to, text }) => ({ from, to, text }))
}

/** A printable ASCII character, or a dot. */
export function asciiOf(value: number): string {
  return value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : '.'
}
