/**
 * Cuts a source text at the edges of its clauses and problems, so that a view can draw the marks piece by piece.
 * Left out on purpose: how a mark looks. Spans count UTF-16 code units and are half-open, as everywhere.
 */
import type { Span } from '../../../base/index.ts'

export interface TextPiece {
  readonly from: number
  readonly text: string
  /** Index of the clause this piece belongs to; null between clauses. */
  readonly clause: number | null
  /** True on the last piece of its clause, where its letter goes. */
  readonly endsClause: boolean
  /** True where a problem's span lies. */
  readonly wrong: boolean
}

export function cutText(text: string, clauses: readonly Span[], wrong: readonly Span[]): TextPiece[] {
  const edges = new Set([0, text.length])
  for (const span of [...clauses, ...wrong]) {
    edges.add(clamp(span.from, text))
    edges.add(clamp(span.to, text))
  }
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, i) => {
    const to = sorted[i + 1] ?? text.length
    const clause = clauses.findIndex((span) => span.from <= from && to <= span.to)
    return {
      from,
      text: text.slice(from, to),
      clause: clause < 0 ? null : clause,
      endsClause: clause >= 0 && clamp(clauses[clause]?.to ?? 0, text) === to,
      wrong: wrong.some((span) => span.from <= from && to <= span.to),
    }
  })
}

function clamp(offset: number, text: string): number {
  return Math.min(Math.max(offset, 0), text.length)
}

/** Line and column of an offset, both from 1, as compilers print them. Columns count UTF-16 code units. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
