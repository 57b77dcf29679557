/**
 * A program as other tools print it → Program. Which spelling it is follows from the text:
 *
 * - a brace: rows of C, as `tcpdump -dd` and `bpf_asm -c` print them, with or without the array around them;
 * - a comma: the one line of bpf_asm that xt_bpf and cls_bpf take, `4,40 0 0 12,…`;
 * - else the lines of `tcpdump -ddd`.
 *
 * Left out on purpose: judging the program (an unknown code is fine here), and writing these forms,
 * which bpf/ and asm/ do.
 */
import { err, ok, type Diagnostic, type Result, type Span } from '../base/index.ts'
import type { Program } from '../bpf/index.ts'
import { parseCRows } from './c-rows.ts'
import { parseDecimal } from './decimal.ts'

export interface Bytecode {
  readonly program: Program
  /** For each instruction its text: the four numbers, in C with their braces. */
  readonly lineSpans: readonly Span[]
}

/** Never throws on any text; the error lists every mistake found, in the order of the text. */
export function parseBytecode(text: string): Result<Bytecode, Diagnostic[]> {
  const { rows, problems } = text.includes('{') ? parseCRows(text) : parseDecimal(text)
  if (problems.length > 0) return err([...problems].sort((a, b) => a.span.from - b.span.from))
  return ok({ program: rows.map(({ instruction }) => instruction), lineSpans: rows.map(({ span }) => span) })
}
