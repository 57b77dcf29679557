/**
 * What the kernel has to say of a program, at the place of the text that it came from.
 *
 * A refused program is still a program: looking at it is how one learns why.
 */
import type { Diagnostic, Result, Span } from '../base/index.ts'
import { checkProgramFor, type CheckContext, type CheckFailure, type Program } from '../bpf/index.ts'

export interface Judgement {
  /** Whether the Linux kernel would load the program there. */
  readonly check: Result<void, CheckFailure>
  /** A warning, or none. */
  readonly diagnostics: readonly Diagnostic[]
}

const loaders: Readonly<Record<CheckContext, string>> = {
  socket: 'load this program',
  xt_bpf: 'take this program in an iptables rule',
  seccomp: 'load this program for seccomp',
}

/**
 * The refusal, where there is one. `lineSpans` has the text of each instruction; what is about one that is not there, as in a
 * program without a last return, is put to the last of them.
 */
export function checkLoad(program: Program, lineSpans: readonly Span[], context: CheckContext): Judgement {
  const check = checkProgramFor(context, program)
  if (check.ok) return { check, diagnostics: [] }
  const { pc, reason } = check.error
  const refusal = {
    severity: 'warning',
    code: 'playground/kernel-refuses',
    message: `The Linux kernel would not ${loaders[context]}: ${reason}`,
    span: spanOf(lineSpans, pc),
    notes: [`${place(pc)} It can still be stepped through here.`],
  } as const
  return { check, diagnostics: [refusal] }
}

/** The text of an instruction; of one that is not there, that of the last. */
export function spanOf(lineSpans: readonly Span[], pc: number): Span {
  return lineSpans[pc] ?? lineSpans.at(-1) ?? { from: 0, to: 0 }
}

export function place(pc: number): string {
  return `Instruction ${String(pc).padStart(3, '0')}.`
}
