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
  seccomp: 'load this program for seccomp',
}

/**
 * `lineSpans` has the text of each instruction. What is about an instruction that is not there, as in a
 * program without a last return, is put to the last of them.
 */
export function judgeProgram(program: Program, lineSpans: readonly Span[], options: AdviceOptions): Judgement {
  const spanOf = (pc: number): Span => lineSpans[pc] ?? lineSpans.at(-1) ?? { from: 0, to: 0 }
  const place = (pc: number): string => `Instruction ${String(pc).padStart(3, '0')}.`
  const check = checkProgramFor(options.context, program)
  if (!check.ok) {
    const { pc, reason } = check.error
    const message = `The Linux kernel would not ${loaders[options.context]}: ${reason}`
    const notes = [`${place(pc)} It can still be stepped through here.`]
    const refusal = {
      severity: 'warning',
      code: 'playground/kernel-refuses',
      message,
      span: spanOf(pc),
      notes,
    } as const
    return { check, diagnostics: [refusal] }
  }
  const diagnostics = adviseProgram(program, options).map(({ pc, code, message }): Diagnostic => ({
    severity: 'info',
    code: `advice/${code}`,
    message: message.charAt(0).toUpperCase() + message.slice(1),
    span: spanOf(pc),
    notes: [place(pc)],
  }))
  return { check, diagnostics }
}
