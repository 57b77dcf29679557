/**
 * "Did you mean …?": known words that a mistyped one may stand for. Where the known words come as a
 * list the nearest ones are taken (base's `nearest`); where they come as a look-up, every word one
 * step away is tried.
 */
import { LONGEST_WORD } from '../base/index.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-.'

/** Every known word one step away from `word`, or the word itself in lower case; sorted. */
export function nearestKnown(word: string, isKnown: (word: string) => boolean): string[] {
  if (word.length > LONGEST_WORD) return []
  const wanted = word.toLowerCase()
  if (wanted !== word && isKnown(wanted)) return [wanted]
  const found = new Set<string>()
  const offer = (candidate: string) => {
    if (candidate !== word && isKnown(candidate)) found.add(candidate)
  }
  for (let i = 0; i <= wanted.length; i++) {
    const [before, after] = [wanted.slice(0, i), wanted.slice(i)]
    offer(before + after.slice(1))
    if (after.length > 1) offer(before + after.charAt(1) + after.charAt(0) + after.slice(2))
    for (const letter of LETTERS) {
      offer(before + letter + after)
      if (after !== '') offer(before + letter + after.slice(1))
    }
  }
  return [...found].sort()
}

const MOST_SUGGESTIONS = 3

/** "Did you mean `tcp`?" as a note; none where there is nothing to suggest. */
export function didYouMean(suggestions: readonly string[]): string[] {
  const quoted = suggestions.slice(0, MOST_SUGGESTIONS).map((each) => `\`${each}\``)
  const last = quoted.pop()
  if (last === undefined) return []
  return [`Did you mean ${quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`}?`]
}
