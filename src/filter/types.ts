/**
 * What the filter compiler takes and gives. Plain data; see index.ts for the entry.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import type { Program } from '../bpf/index.ts'

export interface CompileOptions {
  /** Link type number, DLT_* of libpcap (1 = EN10MB); see net/link-types.ts. */
  readonly linkType: number
  /** Bytes to keep of an accepted packet; the value of the accepting return. */
  readonly snaplen: number
  /** The network's mask, host byte order; null where it is not known. */
  readonly netmask: number | null
  readonly optimize: boolean
}

/** One primitive of the expression, as written: `dst host 192.168.1.1`. Numbered left to right. */
export interface Clause {
  readonly span: Span
}

export interface CompiledFilter {
  readonly program: Program
  readonly clauses: readonly Clause[]
  /** For each instruction the indices into `clauses` that it serves, ascending. */
  readonly provenance: readonly (readonly number[])[]
  /** Things that compile but deserve a word; never an error. */
  readonly warnings: readonly Diagnostic[]
}
