/**
 * What a key means on a byte: a move, a digit of a new value, or nothing.
 */

export interface GridKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** The byte a key goes to from `offset` of `count`, `perRow` a row; null where the key is not a move. */
export function offsetForKey(event: GridKey, offset: number, count: number, perRow: number): number | null {
  const whole = event.ctrlKey || event.metaKey
  const start = offset - (offset % perRow)
  const target = {
    ArrowRight: offset + 1,
    ArrowLeft: offset - 1,
    // A row further may not be there in a last, shorter row: then stay.
    ArrowDown: offset + perRow < count ? offset + perRow : offset,
    ArrowUp: offset >= perRow ? offset - perRow : offset,
    PageDown: offset + perRow * 8,
    PageUp: offset - perRow * 8,
    Home: whole ? 0 : start,
    End: whole ? count - 1 : start + perRow - 1,
  }[event.key]
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target))
}

/** The value of a hex digit typed without a modifier, or null. */
export function digitOf(event: GridKey): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  return /^[0-9a-f]$/iu.test(event.key) ? Number.parseInt(event.key, 16) : null
}
