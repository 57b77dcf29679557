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

export type FieldName = 'code' | 'jt' | 'jf' | 'k'

const MAXIMA: Readonly<Record<FieldName, number>> = { code: 0xffff, jt: 0xff, jf: 0xff, k: 0xffffffff }
const NAMES: readonly FieldName[] = ['code', 'jt', 'jf', 'k']

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
  if (fields.length !== NAMES.length) {
    problems.push(notFour(fields.length, span))
    return null
  }
  const named = new Map(NAMES.map((name, index) => [name, fields[index]]))
  return readNamed(named, parse, problems)
}

export function notFour(count: number, span: Span): Diagnostic {
  const found = count === 1 ? '1 number' : `${count} numbers`
  return problem('bytecode/instruction', `an instruction is four numbers: code, jt, jf and k; here is ${found}`, span)
}

/** As readInstruction(), for fields in any order; one that is not there is 0. */
export function readNamed(
  fields: ReadonlyMap<FieldName, Field | undefined>,
  parse: (text: string) => number | null,
  problems: Diagnostic[],
): Instruction | null {
  const before = problems.length
  const read = (name: FieldName): number => {
    const field = fields.get(name)
    if (field === undefined) return 0
    const value = parse(field.text)
    // -1 is C's and Go's way to write the largest k.
    const k = value !== null && value < 0 && value >= -(2 ** 31) && name === 'k' ? value + 2 ** 32 : value
    if (k === null) {
      problems.push(problem('bytecode/number', notNumber(field.text), field.span))
    } else if (k < 0 || k > MAXIMA[name]) {
      const message = `${name} is ${MAXIMA[name]} at most, not ${field.text}`
      problems.push(problem('bytecode/range', message, field.span))
    }
    return k ?? 0
  }
  const instruction = { code: read('code'), jt: read('jt'), jf: read('jf'), k: read('k') }
  return problems.length > before ? null : instruction
}

function notNumber(text: string): string {
  return /^[A-Za-z_]\w+$/.test(text)
    ? `“${text}” is a name, and which number it is this program does not know`
    : `“${text}” is not a number`
}

/** The fields of text[from, to): each is what `pattern`, global, matches. */
export function splitFields(text: string, { from, to }: Span, pattern: RegExp): readonly Field[] {
  return [...text.slice(from, to).matchAll(pattern)].map((match) => ({
    text: match[0],
    span: { from: from + match.index, to: from + match.index + match[0].length },
  }))
}

/** The lines of a text that are not blank, without the blanks around them. */
export function linesOf(text: string): readonly Field[] {
  return splitFields(text, { from: 0, to: text.length }, /\S(?:[^\n]*\S)?/g)
}
