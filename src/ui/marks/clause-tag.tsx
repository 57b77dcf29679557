/**
 * A clause's letter in its colour. The letter carries the meaning; the colour only helps the eye.
 * There are eight colours; clause nine starts again at the first colour, with its own letter.
 */
import styles from './marks.module.css'

const CLAUSE_COLOURS = 8

/** Letter of clause `index` (from 0): a … z, then aa, ab, … */
export function clauseLetter(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : clauseLetter(Math.floor(index / 26) - 1) + letter
}

/** Global class that sets `--c` to the clause's colour. */
export function clauseClass(index: number): string {
  return `c${String.fromCharCode(97 + (index % CLAUSE_COLOURS))}`
}

export function ClauseTag({ index }: { readonly index: number }) {
  return <span className={`${styles['tag']} ${clauseClass(index)}`}>{clauseLetter(index)}</span>
}
