/**
 * The four numbers of an instruction, with their ranges, and the diagnostics about them.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import type { Instruction } from '../bpf/index.ts'

/** A number, or what stands where one should, in the whole text. */
export interface Field {
  readonly text: string
  readonly span: Span
}

/** What a reader of one spelling gives: the instructions it could read, and everything that is wrong. */
export interface Reading {
  readonly rows: readonly { readonly instruction: Instruction; readonly span: Span }[]
  readonly problems: readonly Diagnostic[]
}

const RANGES = [
  { name: 'code', max: 0xffff },
  { name: 'jt', max: 0xff },
  { name: 'jf', max: 0xff },
  { name: 'k', max: 0xffffffff },
] as const

export function problem(code: string, message: string, span: Span, notes: readonly string[] = []): Diagnostic {
  return { severity: 'error', code, message, span, notes }
}

/** Reads code, jt, jf and k; null where something is wrong, which then stands in `problems`. */
export function readInstruction(
  fields: readonly Field[],
  span: Span,
  parse: (text: string) => number | null,
  problems: Diagnostic[],
): Instruction | null {
  if (fields.length !== RANGES.length) {
    const count = fields.length === 1 ? '1 number' : `${fields.length} numbers`
    const message = `an instruction is four numbers: code, jt, jf and k; here is ${count}`
    problems.push(problem('bytecode/instruction', message, span))
    return null
  }
  const before = problems.length
  const [code = 0, jt = 0, jf = 0, k = 0] = fields.map((field, index) => {
    const range = RANGES[index]
    const value = parse(field.text)
    if (value === null) {
      problems.push(problem('bytecode/number', `“${field.text}” is not a number`, field.span))
    } else if (range !== undefined && value > range.max) {
      const message = `${range.name} is ${range.max} at most, not ${field.text}`
      problems.push(problem('bytecode/range', message, field.span))
    }
    return value ?? 0
  })
  return problems.length > before ? null : { code, jt, jf, k }
}

/** The fields of text[from, to) that `separator` parts; each is what `pattern`, global, matches. */
export function splitFields(text: string, { from, to }: Span, pattern: RegExp): readonly Field[] {
  return [...text.slice(from, to).matchAll(pattern)].map((match) => ({
    text: match[0],
    span: { from: from + match.index, to: from + match.index + match[0].length },
  }))
}
