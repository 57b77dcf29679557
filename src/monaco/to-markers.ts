/**
 * Diagnostic → Monaco's marker: the squiggle and the text over it.
 *
 * Leaves the diagnostic's code out: it is for tests and look-up, a reader has no use for it.
 */
import type { editor } from 'monaco-editor/editor'
import type { Diagnostic, Severity, Span } from '../base/index.ts'
import { lineStarts, toRange } from './text-position.ts'

// MarkerSeverity's values by number, so that this file and its test load without Monaco.
const SEVERITIES: Readonly<Record<Severity, editor.IMarkerData['severity']>> = { error: 8, warning: 4, info: 2 }

/** Markers for `diagnostics`, in their order; notes follow the message, one a line. */
export function toMarkers(text: string, diagnostics: readonly Diagnostic[]): editor.IMarkerData[] {
  const starts = lineStarts(text)
  return diagnostics.map((diagnostic) => ({
    severity: SEVERITIES[diagnostic.severity],
    message: [diagnostic.message, ...diagnostic.notes].join('\n'),
    ...toRange(text, widen(text, diagnostic.span), starts),
  }))
}

/**
 * A point cannot be underlined: takes the character after it, or, at the end of a line, the one
 * before it ("syntax error" at the end of `port` squiggles its `t`).
 */
function widen(text: string, span: Span): Span {
  const at = Math.min(span.from, text.length)
  if (Math.min(span.to, text.length) > at) return span
  if (isVisible(text, at)) return { from: at, to: at + 1 }
  let before = at
  while (before > 0 && !isVisible(text, before - 1)) before--
  return before > 0 ? { from: before - 1, to: before } : { from: at, to: at }
}

function isVisible(text: string, offset: number): boolean {
  return /\S/.test(text.charAt(offset))
}
