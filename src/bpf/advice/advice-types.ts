/**
 * The form of advice on a program; who gives it is advice.ts and seccomp-advice.ts.
 */

export type AdviceCode =
  | 'unreachable'
  | 'read-before-set'
  | 'constant-jump'
  | 'same-targets'
  | 'beyond-snaplen'
  | 'truncates'
  | 'arch-not-checked'
  | 'unknown-action'

export interface Advice {
  /** The instruction it is about; of several in a row the first. */
  readonly pc: number
  readonly code: AdviceCode
  /** One sentence without a full stop. */
  readonly message: string
}
