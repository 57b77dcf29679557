/**
 * The two decimal spellings, both a count and then as many instructions: lines for `tcpdump -ddd`,
 * parts between commas for bpf_asm and xt_bpf. Quotation marks around the whole are no part of it.
 *
 * Source: output of tcpdump 4.99.3; bpf_asm's example in Documentation/networking/filter.rst of the
 * Linux kernel; iptables-extensions(8), `--bytecode`.
 */
import type { Diagnostic, Span } from '../base/index.ts'
import { problem, readInstruction, splitFields, type Reading } from './fields.ts'

const EMPTY_NOTES = [
  'Paste what “tcpdump -ddd”, “tcpdump -dd” or “bpf_asm” prints, or the text behind iptables’ “--bytecode”.',
]

export function parseDecimal(text: string): Reading {
  const problems: Diagnostic[] = []
  const parts = partsOf(text)
  const [first, ...rest] = parts
  if (first === undefined) {
    return {
      rows: [],
      problems: [problem('bytecode/empty', 'there is no program', { from: 0, to: text.length }, EMPTY_NOTES)],
    }
  }
  const count = readCount(text, first, problems)
  const rows: Reading['rows'][number][] = []
  for (const span of rest) {
    const instruction = readInstruction(splitFields(text, span, /\S+/g), span, decimal, problems)
    if (instruction !== null) rows.push({ instruction, span })
  }
  if (count !== null && count !== rest.length) {
    const message = `the program says that it has ${count} instructions, but ${rest.length} follow`
    problems.push(problem('bytecode/count', message, first))
  }
  return { rows, problems }
}

/** The stretches between separators that are not blank, without the blanks around them. */
function partsOf(text: string): readonly Span[] {
  const pattern = text.includes(',') ? /[^,]+/g : /[^\n]+/g
  const bare = text.replace(/["'\r]/g, ' ')
  return splitFields(bare, { from: 0, to: bare.length }, pattern).flatMap(({ text: part, span }) => {
    if (part.trim() === '') return []
    const from = span.from + (part.length - part.trimStart().length)
    return [{ from, to: from + part.trim().length }]
  })
}

function readCount(text: string, span: Span, problems: Diagnostic[]): number | null {
  const written = text.slice(span.from, span.to)
  const count = decimal(written)
  if (count === null) {
    problems.push(
      problem('bytecode/count', 'the program must begin with the number of its instructions', span, EMPTY_NOTES),
    )
  }
  return count
}

function decimal(text: string): number | null {
  return /^[0-9]+$/.test(text) ? Number(text) : null
}
