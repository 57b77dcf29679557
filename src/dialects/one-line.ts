/**
 * `4,40 0 0 12,21 0 1 2054,…`: the count and the instructions between commas, as bpf_asm prints a program for
 * xt_bpf and cls_bpf, bare or within a command of iptables or tc.
 *
 * Source: bpf_asm's example in Documentation/networking/filter.rst of the Linux kernel; iptables-extensions(8),
 * `--bytecode`; output of iptables 1.8.9, whose list (`match bpf 6 0 0 1 `) leaves the count away.
 */
import { emptyProgram, readDecimalRows } from './decimal-rows.ts'
import type { Reading } from './dialect.ts'
import { splitFields, type Field } from './fields.ts'

/** What may stand between the comma of one part and the next; the end of the argument is a quotation mark. */
const ARGUMENT = /(?:bytecode[\s=]+|match bpf )/

export function parseOneLine(text: string): Reading {
  const { from, to, counted } = argumentOf(text)
  const parts = splitFields(text, { from, to }, /[^,]+/g).flatMap(trim)
  const [first, ...rest] = parts
  if (first === undefined) return emptyProgram(text.length)
  return counted ? readDecimalRows(text, first, rest) : readDecimalRows(text, null, parts)
}

/** The stretch of the text that holds the program. */
function argumentOf(text: string): { readonly from: number; readonly to: number; readonly counted: boolean } {
  const keyword = ARGUMENT.exec(text)
  const counted = keyword === null || !keyword[0].startsWith('match')
  const start =
    keyword === null
      ? (/(?<!\d)\d{1,6}\s*,\s*\d{1,10}\s+\d{1,10}\s/.exec(text)?.index ?? 0)
      : keyword.index + keyword[0].length
  const from = start + (/^\s*["'`]?\s*/.exec(text.slice(start))?.[0].length ?? 0)
  // A line may have been broken where it was copied, but an empty one ends it, and so does another option.
  const end = /["'`]|\n\s*\n|\s-[a-zA-Z-]|\n[^\S\n]*[A-Za-z]|\s(?:flowid|\/\*|direct-action)/.exec(text.slice(from))
  return { from, to: end === null ? text.length : from + end.index, counted }
}

function trim({ text, span }: Field): readonly Field[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const from = span.from + (text.length - text.trimStart().length)
  return [{ text: trimmed, span: { from, to: from + trimmed.length } }]
}
