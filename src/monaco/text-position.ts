/**
 * Offset ⇄ line and column.
 *
 * Spans count UTF-16 units from the start of the text, Monaco counts lines and columns from one.
 * Both directions are computed from the text the spans were made for, not from Monaco's model,
 * whose line ends may be shorter (see controller.ts).
 */
import type { Span } from '../base/index.ts'

/** Lines and columns count from one; the end is exclusive, as in Monaco's IRange. */
export interface TextRange {
  readonly startLineNumber: number
  readonly startColumn: number
  readonly endLineNumber: number
  readonly endColumn: number
}

/** Where each line starts; `\n`, `\r\n` and a lone `\r` end one, as they do in Monaco. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (const ending of text.matchAll(/\r\n|\r|\n/g)) starts.push(ending.index + ending[0].length)
  return starts
}

/** The range of `span` in `text`; a span that reaches past the text is cut to it. */
export function toRange(text: string, span: Span, starts: readonly number[] = lineStarts(text)): TextRange {
  const from = clamp(span.from, 0, text.length)
  const to = clamp(span.to, from, text.length)
  const [startLineNumber, startColumn] = locate(starts, from)
  const [endLineNumber, endColumn] = locate(starts, to)
  return { startLineNumber, startColumn, endLineNumber, endColumn }
}

function locate(starts: readonly number[], offset: number): readonly [line: number, column: number] {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return [low + 1, offset - (starts[low] ?? 0) + 1]
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
