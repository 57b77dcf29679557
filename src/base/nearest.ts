/**
 * The known words nearest to a mistyped one.
 *
 * Distance counts insertions, deletions, substitutions and swaps of neighbours (optimal string
 * alignment), each 1. Case counts as nothing, since `TCP` is the commonest slip.
 */

function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Longer words are no slips of the keyboard, and would cost time. */
export const LONGEST_WORD = 32

/**
 * The nearest candidates, all at the same distance, in their order; none where none is near. At most
 * a third of the letters may differ, though one always may.
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  if (word.length > LONGEST_WORD) return []
  const wanted = word.toLowerCase()
  let best = Math.max(1, Math.floor(wanted.length / 3))
  let found: string[] = []
  for (const candidate of candidates) {
    // The difference in length is a lower bound; a word of which no letter is left is no suggestion.
    if (candidate === word || Math.abs(candidate.length - wanted.length) > best) continue
    const far = distance(wanted, candidate.toLowerCase())
    if (far > best || far >= Math.max(wanted.length, candidate.length)) continue
    if (far < best) found = []
    best = far
    found.push(candidate)
  }
  return found
}
