/**
 * “Did you mean …?”: the known word closest to a mistyped one.
 *
 * Distance counts insertions, deletions, substitutions and swaps of neighbours (optimal string
 * alignment), each 1. At most a third of the letters may differ, though one always may.
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

/** The first of the closest candidates, compared without regard to case; null where none is close. */
export function closest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  let best: string | null = null
  for (const candidate of candidates) {
    const far = distance(wanted, candidate.toLowerCase())
    // A word of which no letter is left is no suggestion.
    if (far < bestDistance && far < Math.max(wanted.length, candidate.length)) {
      bestDistance = far
      best = candidate
    }
  }
  return best
}

/** A note for a diagnostic: none or one. */
export function didYouMean(word: string, candidates: Iterable<string>): readonly string[] {
  const suggestion = closest(word, candidates)
  return suggestion === null ? [] : [`Did you mean “${suggestion}”?`]
}
