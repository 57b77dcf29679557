/**
 * Instructions as a count and then four decimal numbers each: on lines of their own, or between commas.
 */
import type { Diagnostic } from '../base/index.ts'
import type { Reading } from './dialect.ts'
import { problem, readInstruction, splitFields, type Field } from './fields.ts'

const EMPTY_NOTES = [
  'Paste what tcpdump, bpf_asm, iptables, ss or seccomp-tools print, or an array of instructions in C, Go, Python, Rust or JSON.',
]

export function emptyProgram(length: number): Reading {
  const span = { from: 0, to: length }
  return { rows: [], problems: [problem('bytecode/empty', 'there is no program', span, EMPTY_NOTES)] }
}

/** Whether a part could be meant as the four numbers of an instruction. */
export function isFourNumbers(text: string): boolean {
  return /^(?:\S+\s+){3}\S+$/.test(text) && /\d/.test(text)
}

/** `length` is that of the whole text; `count` is null where the dialect has none. */
export function readDecimalRows(
  text: string,
  count: Field | null,
  parts: readonly Field[],
  parse: (text: string) => number | null = decimal,
): Reading {
  const problems: Diagnostic[] = []
  const declared = count === null ? parts.length : decimal(count.text)
  if (count !== null && declared === null) {
    const message = 'the program must begin with the number of its instructions'
    problems.push(problem('bytecode/count', message, count.span, EMPTY_NOTES))
  }
  const rows = parts.map(({ span }) => {
    const instruction = readInstruction(splitFields(text, span, /\S+/g), span, parse, problems)
    return { instruction, span }
  })
  if (count !== null && declared !== null && declared !== rows.length) {
    const message = `the program says that it has ${declared} instructions, but ${rows.length} follow`
    problems.push(problem('bytecode/count', message, count.span))
  }
  return { rows, problems }
}

export function decimal(text: string): number | null {
  return /^[0-9]+$/.test(text) ? Number(text) : null
}
