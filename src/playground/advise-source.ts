/**
 * What there is to say of a source beside what compiling says: advice on a filter, on a program that somebody wrote
 * by hand, and why an expression rejects all packets. Apart from compiling, so that a page can show the program first.
 */
import type { Diagnostic } from '../base/index.ts'
import { adviseProgram, readsEthertype } from '../bpf/index.ts'
import { MOST_ADVISED_CLAUSES, REJECTS_ALL, adviseFilter, explainRejection } from '../filter/index.ts'
import { place, spanOf } from './check-source.ts'
import type { Compilation } from './compile-source.ts'
import { filterOptions } from './filter-options.ts'
import type { SourceInput } from './source-input.ts'

/** The diagnostics of the compilation, with what there is to add to them. */
export function adviseSource(input: SourceInput, compilation: Compilation): readonly Diagnostic[] {
  const { program, diagnostics, check } = compilation
  if (input.language === 'filter') {
    if (program === null) return diagnostics.map((diagnostic) => explained(input, diagnostic))
    if (compilation.clauses.length > MOST_ADVISED_CLAUSES) return diagnostics
    return [...diagnostics, ...adviseFilter(input.text, filterOptions(input))]
  }
  const isWhole = program !== null && check?.ok === true
  return isWhole ? [...diagnostics, ...ethernetNote(input, compilation), ...adviceOn(input, compilation)] : diagnostics
}

function explained(input: SourceInput, diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.message !== REJECTS_ALL) return diagnostic
  return { ...diagnostic, notes: explainRejection(input.text, filterOptions(input)) }
}

function ethernetNote({ context }: SourceInput, { program, lineSpans }: Compilation): readonly Diagnostic[] {
  const pc = context === 'xt_bpf' ? readsEthertype(program ?? []) : null
  if (pc === null) return []
  return [
    {
      severity: 'warning',
      code: 'advice/made-for-ethernet',
      message: 'This reads the EtherType of a frame, and iptables gives the packet from the network header on',
      span: spanOf(lineSpans ?? [], pc),
      notes: [place(pc), 'The offsets can be shifted: see the iptables rule under the program.'],
    },
  ]
}

function adviceOn({ context, snaplen }: SourceInput, { program, lineSpans }: Compilation): readonly Diagnostic[] {
  return adviseProgram(program ?? [], { context, snaplen }).map(({ pc, code, message }): Diagnostic => ({
    severity: 'info',
    code: `advice/${code}`,
    message: message.charAt(0).toUpperCase() + message.slice(1),
    span: spanOf(lineSpans ?? [], pc),
    notes: [place(pc)],
  }))
}
