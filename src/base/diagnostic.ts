/**
 * What is wrong, or worth knowing, in a text that a person wrote.
 *
 * `message` is libpcap's, bpf_asm's or the kernel's own sentence where they have one; what this
 * program adds in plain words goes into `notes`.
 */
import type { Span } from './span.ts'

export type Severity = 'error' | 'warning' | 'info'

export interface Diagnostic {
  readonly severity: Severity
  /** Stable, for tests and look-up; for example `filter/syntax`, `asm/unknown-label`. */
  readonly code: string
  readonly message: string
  readonly span: Span
  readonly notes: readonly string[]
}
