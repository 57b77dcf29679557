/**
 * The table of `seccomp-tools dump`: ` 0000: 0x20 0x00 0x00 0x00000004  A = arch`.
 *
 * Read with or without its heading and its last column, in which each line says what it does; printed without
 * that column, as the listing says it better. Source: seccomp-tools' documentation.
 */
import type { Program } from '../bpf/index.ts'
import type { Diagnostic } from '../base/index.ts'
import { emptyProgram } from './decimal-rows.ts'
import type { Dialect, Reading } from './dialect.ts'
import { linesOf, problem, readInstruction, splitFields } from './fields.ts'

const HEADING = ' line  CODE  JT   JF      K\n=================================\n'
const NUMBER = /^\d{4}:(?=\s)/
const ROW = /^\d{4}:\s+(?:0x\w+\s+){3}0x\w+/i

function parse(text: string): Reading {
  const lines = linesOf(text)
  const first = lines.findIndex(({ text: line }) => NUMBER.test(line))
  if (first < 0) return emptyProgram(text.length)
  const problems: Diagnostic[] = []
  const count = lines.findLastIndex(({ text: line }) => NUMBER.test(line)) + 1 - first
  const rows = lines.slice(first, first + count).map(({ text: line, span }) => {
    if (!NUMBER.test(line)) {
      problems.push(problem('bytecode/stray', `“${line}” is no instruction`, span))
      return { instruction: null, span }
    }
    const length = ROW.exec(line)?.[0].length ?? line.length
    const numbers = { from: span.from + 'nnnn:'.length, to: span.from + length }
    const fields = splitFields(text, numbers, /\S+/g).slice(0, 4)
    return { instruction: readInstruction(fields, span, hexadecimal, problems), span }
  })
  return { rows, problems }
}

function hexadecimal(text: string): number | null {
  return /^0x[0-9a-f]+$/i.test(text) ? Number(text) : null
}

function print(program: Program): string {
  const padded = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`
  const rows = program.map(
    ({ code, jt, jf, k }, pc) =>
      ` ${String(pc).padStart(4, '0')}: ${padded(code, 2)} ${padded(jt, 2)} ${padded(jf, 2)} ${padded(k, 8)}\n`,
  )
  return HEADING + rows.join('')
}

export const seccompTools: Dialect = { id: 'seccomp-tools', title: 'Table (seccomp-tools dump)', parse, print }
