/**
 * What the parser makes of a bpf_asm source. One statement is one instruction; labels that stand
 * before it belong to it.
 */
import type { Span } from '../base/index.ts'
import type { ExtensionName } from '../bpf/index.ts'
import type { Mnemonic } from './mnemonics.ts'

/** `k` is unsigned 32 bits everywhere. */
export type Operand =
  | { readonly form: 'x' | 'accumulator' | 'length' }
  | { readonly form: 'absolute' | 'indirect' | 'memory' | 'literal' | 'bare' | 'msh'; readonly k: number }
  | { readonly form: 'extension'; readonly name: ExtensionName }

export interface Label {
  readonly name: string
  readonly span: Span
}

export interface Statement {
  readonly labels: readonly Label[]
  readonly mnemonic: Mnemonic
  /** From the mnemonic to the end of its last operand. */
  readonly span: Span
  readonly operand: Operand | null
  /** Jump targets as written: none, one, or two (if true, if false). */
  readonly targets: readonly Label[]
}
