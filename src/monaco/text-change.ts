/**
 * The smallest single replacement that turns one text into another, so that a text set from
 * outside leaves the caret, the undo history and the decorations where they were.
 */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Offsets into `before`; null where nothing changes. Never splits a surrogate pair. */
export function smallestChange(before: string, after: string): TextChange | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  if (splitsPair(before, head) || splitsPair(after, head)) head--
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  if (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)) tail--
  return { from: head, to: before.length - tail, text: after.slice(head, after.length - tail) }
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))
}
