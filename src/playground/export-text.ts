/**
 * A program in the spellings that other tools read: every dialect, and assembly source.
 */
import { printAssembly } from '../asm/index.ts'
import type { Program } from '../bpf/index.ts'
import { dialectOf, dialects, type DialectId } from '../dialects/index.ts'

/** A dialect; `bpf_asm` is the assembler's source here, as its output is what xt_bpf takes. */
export type ExportFormat = DialectId

const ASSEMBLY = { format: 'bpf_asm', title: 'Assembly source (bpf_asm)' } as const

/** In the order of a menu. */
export const exportFormats: readonly { readonly format: ExportFormat; readonly title: string }[] = dialects.map(
  ({ id, title }) => (id === ASSEMBLY.format ? ASSEMBLY : { format: id, title }),
)

export function exportText(format: ExportFormat, program: Program): string {
  return format === ASSEMBLY.format ? printAssembly(program) : dialectOf(format).print(program)
}
