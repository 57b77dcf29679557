/**
 * Rows of C: `{ 0x28, 0, 0, 0x0000000c },` an instruction, with comments, and with the declaration
 * and the braces of an array around them.
 *
 * Left out on purpose: C's macros (BPF_STMT and BPF_JUMP) and constants; a row is four numbers,
 * decimal, hexadecimal or octal. Source: output of tcpdump 4.99.3, and the examples in
 * Documentation/networking/filter.rst of the Linux kernel (`0000000000` is bpf_asm's zero).
 */
import type { Diagnostic } from '../base/index.ts'
import { problem, readInstruction, splitFields, type Reading } from './fields.ts'

export function parseCRows(text: string): Reading {
  const problems: Diagnostic[] = []
  const bare = blankComments(text)
  const rows: Reading['rows'][number][] = []
  let end = 0
  // A row is a brace without another brace in it.
  for (const match of bare.matchAll(/\{([^{}]*)(\}?)/g)) {
    const span = { from: match.index, to: match.index + match[0].length }
    const inside = match[1] ?? ''
    const opensArray = match[2] === '' && inside.trim() === '' && bare[span.to] === '{'
    if (opensArray) {
      end = span.to
      continue
    }
    if (rows.length > 0 || problems.length > 0) reportStray(bare, end, span.from, problems)
    end = span.to
    if (match[2] === '') {
      problems.push(problem('bytecode/brace', 'this brace is not closed', { from: span.from, to: span.from + 1 }))
      continue
    }
    const within = { from: span.from + 1, to: span.to - 1 }
    const fields = splitFields(bare, within, /[^\s,]+(?:[^\S\n]+[^\s,]+)*/g)
    const instruction = readInstruction(fields, span, cNumber, problems)
    if (instruction !== null) rows.push({ instruction, span })
  }
  if (problems.length === 0) reportStray(bare, end, bare.length, problems)
  return { rows, problems }
}

/** Positions stay. */
function blankComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '))
}

/** Between rows there are commas, and at the end the array's brace and semicolon. */
function reportStray(text: string, from: number, to: number, problems: Diagnostic[]): void {
  const stray = /[^\s,;}]+/.exec(text.slice(from, to))
  if (stray === null) return
  const start = from + stray.index
  problems.push(
    problem('bytecode/stray', `“${stray[0]}” is no instruction`, { from: start, to: start + stray[0].length }),
  )
}

function cNumber(text: string): number | null {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8)
  return /^(?:0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)$/.test(text) ? Number(text) : null
}
