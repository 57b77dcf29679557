/**
 * Where a key takes the focus in the listing.
 */

const PAGE = 10

/** The row to go to from `row` of `count`, or null where the key is not one of movement. */
export function rowForKey(key: string, row: number, count: number): number | null {
  const target = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + PAGE,
    PageUp: row - PAGE,
    Home: 0,
    End: count - 1,
  }[key]
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target))
}
