/**
 * A stretch of source text.
 *
 * Offsets count UTF-16 code units from the start of the whole text, as JavaScript strings and
 * Monaco do; the interval is half-open. Line and column are derived where they are shown.
 */
export interface Span {
  readonly from: number
  readonly to: number
}
