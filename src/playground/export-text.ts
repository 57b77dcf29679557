/**
 * A program in the spellings that other tools read: every dialect, and assembly source.
 */
import { printAssembly } from '../asm/index.ts'
import type { Span } from '../base/index.ts'
import type { Program } from '../bpf/index.ts'
import { dialectOf, dialects, type DialectId } from '../dialects/index.ts'

/** A dialect; `bpf_asm` is the assembler's source here, as its output is what xt_bpf takes. */
export type ExportFormat = DialectId

const ASSEMBLY = { format: 'bpf_asm', title: 'Assembly source (bpf_asm)' } as const

/** In the order of a menu. */
export const exportFormats: readonly { readonly format: ExportFormat; readonly title: string }[] = dialects.map(
  ({ id, title }) => (id === ASSEMBLY.format ? ASSEMBLY : { format: id, title }),
)

/** What is known of a program beside itself: for a filter its text, and which clauses each instruction serves. */
export interface ProgramOrigin {
  readonly text: string
  readonly clauses: readonly { readonly span: Span }[]
  readonly provenance: readonly (readonly number[])[]
}

/** Assembly source keeps the clauses of the filter, where the program comes from one, as comments. */
export function exportText(format: ExportFormat, program: Program, origin: ProgramOrigin | null = null): string {
  if (format !== ASSEMBLY.format) return dialectOf(format).print(program)
  return printAssembly(program, origin === null ? [] : clauseComments(origin))
}

/** At each instruction that serves other clauses than the one before it, the words of those. */
function clauseComments({ text, clauses, provenance }: ProgramOrigin): (string | null)[] {
  const words = clauses.map(({ span }) => text.slice(span.from, span.to).replace(/\s+/g, ' ').trim())
  return provenance.map((served, pc) => {
    const isSameAsBefore = pc > 0 && served.join() === provenance[pc - 1]?.join()
    return served.length === 0 || isSameAsBefore ? null : served.map((index) => words[index]).join(', ')
  })
}
