/** "Did you mean …?" as a note for a diagnostic. */
import { nearest } from '../base/index.ts'

/** None, or one. */
export function didYouMean(word: string, candidates: Iterable<string>): readonly string[] {
  const [suggestion] = nearest(word, candidates)
  return suggestion === undefined ? [] : [`Did you mean “${suggestion}”?`]
}
