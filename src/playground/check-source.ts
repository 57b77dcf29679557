/**
 * What the kernel and we have to say of a program, at the places of the text that it came from: the
 * refusal where the kernel would not load it, else advice.
 *
 * A refused program is still a program: looking at it is how one learns why.
 */
import type { Diagnostic, Result, Span } from '../base/index.ts'
import {
  adviseProgram,
  checkProgramFor,
  type AdviceOptions,
  type CheckContext,
  type CheckFailure,
  type Program,
} from '../bpf/index.ts'

export interface Judgement {
  /** Whether the Linux kernel would load the program there. */
  readonly check: Result<void, CheckFailure>
  /** A warning, or any number of infos in the order of the program. */
  readonly diagnostics: readonly Diagnostic[]
}

const loaders: Readonly<Record<CheckContext, string>> = {
  socket: 'load this program',
  xt_bpf: 'take this program in an iptables rule',
  seccomp: 'load this program for seccomp',
}

/**
 * The refusal alone. `lineSpans` has the text of each instruction; what is about one that is not there, as in a
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

/** The refusal, or advice where there is none; `lineSpans` as for checkLoad(). */
export function judgeProgram(program: Program, lineSpans: readonly Span[], options: AdviceOptions): Judgement {
  const { check, diagnostics } = checkLoad(program, lineSpans, options.context)
  if (!check.ok) return { check, diagnostics }
  const advice = adviseProgram(program, options).map(({ pc, code, message }): Diagnostic => ({
    severity: 'info',
    code: `advice/${code}`,
    message: message.charAt(0).toUpperCase() + message.slice(1),
    span: spanOf(lineSpans, pc),
    notes: [place(pc)],
  }))
  return { check, diagnostics: advice }
}

function spanOf(lineSpans: readonly Span[], pc: number): Span {
  return lineSpans[pc] ?? lineSpans.at(-1) ?? { from: 0, to: 0 }
}

function place(pc: number): string {
  return `Instruction ${String(pc).padStart(3, '0')}.`
}
