/**
 * netsniff-ng's bpfc, a near-twin of the kernel's bpf_asm, as a judge of the assembler.
 *
 * Where it is known to differ from bpf_asm, docs/conformance.md tells; `explained` has the same list as code.
 */
import { spawnSync } from 'node:child_process'
import { assemble, formatBpfAsm } from '../../src/asm/index.ts'

/** What an assembler answers: `out` is the program as xt_bpf takes it, `err` a message. */
export interface AssemblerAnswer {
  readonly source: string
  readonly out?: string
  readonly err?: string
}

// It tells its version and exits with 1.
const told = spawnSync('bpfc', ['--version'], { encoding: 'utf8' })

/** The line with its version; null where it is not installed. */
export const bpfcVersion: string | null = told.error === undefined ? (told.stdout.split('\n')[0] ?? '') : null

/** Only where there is a bpfcVersion. */
export function askBpfc(source: string): AssemblerAnswer {
  const run = spawnSync('bpfc', ['-b', '-f', 'xt_bpf', '-i', '-'], { input: source, encoding: 'utf8' })
  return run.status === 0 ? { source, out: run.stdout } : { source, err: run.stderr }
}

/** Extensions that came to bpf_asm and not to bpfc. */
const UNKNOWN_TO_BPFC = /\b(rand|vlan_tpid|vlan_avail|vlan_pr)\b/i
/** Its comments cannot end in an even number of stars. */
const ODD_COMMENT = /\/\*(?:[^*]|\*(?!\/))*[^*](?:\*\*)+\/|\/\*(?:\*\*)+\//

export type Agreement = 'same program' | 'both refuse' | 'we say that bpf_asm refuses it' | 'known difference'

/** How our answer and bpfc's go together; a sentence for people where they do not. */
export function compareWithBpfc({ source, out }: AssemblerAnswer): Agreement | { readonly difference: string } {
  const ours = assemble(source)
  const errors = ours.ok ? [] : ours.error.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  if (out === undefined) {
    if (!ours.ok) return 'both refuse'
    if (UNKNOWN_TO_BPFC.test(source) || ODD_COMMENT.test(source)) return 'known difference'
    if (ours.value.warnings.length > 0) return 'we say that bpf_asm refuses it'
    return { difference: 'bpfc refuses it, we assemble it without a word' }
  }
  if (!ours.ok) {
    // It lets a conditional jump backwards, or one too far, wrap around without a word.
    if (ODD_COMMENT.test(source) || errors.every((code) => code === 'asm/jump-range')) return 'known difference'
    return { difference: `bpfc assembles it to ${out}, we refuse it: ${errors.join()}` }
  }
  const program = formatBpfAsm(ours.value.program)
  return program === out ? 'same program' : { difference: `bpfc assembles it to ${out}, we to ${program}` }
}
