/**
 * What a dialect is: one way to write a program down, and what reading a text in it gives.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import type { Instruction, Program } from '../bpf/index.ts'

/** Frozen: terminals and menus name dialects by these. */
export type DialectId =
  | 'tcpdump -d'
  | 'tcpdump -dd'
  | 'tcpdump -ddd'
  | 'bpf_asm'
  | 'bpf_asm -c'
  | 'xt_bpf'
  | 'iptables'
  | 'ss -b'
  | 'C macros'
  | 'C numbers'
  | 'Go'
  | 'Python'
  | 'Rust'
  | 'seccomp-tools'
  | 'hex little-endian'
  | 'hex big-endian'
  | 'JSON'
  | 'JSON objects'

/** A place for one instruction in the text; the instruction is null where what stands there is wrong. */
export interface Row {
  readonly instruction: Instruction | null
  readonly span: Span
}

export interface Reading {
  /** All places found, the wrong ones too, so that the others keep their numbers. */
  readonly rows: readonly Row[]
  /** Everything that is wrong; each null in `rows` has at least one of these within its span. */
  readonly problems: readonly Diagnostic[]
}

export interface Dialect {
  readonly id: DialectId
  /** For a menu. */
  readonly title: string
  /**
   * `text` has been through cleanPaste(). What stands around a program, prose, prompts or other code, is
   * passed over. Never throws on any text.
   */
  readonly parse: (text: string) => Reading
  /** parse() gives the same program back; what each dialect cannot say its module states. Ends with a line end. */
  readonly print: (program: Program) => string
}
