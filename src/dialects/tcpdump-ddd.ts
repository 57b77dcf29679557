/**
 * `tcpdump -ddd`: the number of instructions on a line, then four decimal numbers a line.
 *
 * Source: output of tcpdump 4.99.3.
 */
import { formatDecimal } from '../bpf/index.ts'
import { emptyProgram, isFourNumbers, readDecimalRows } from './decimal-rows.ts'
import type { Dialect, Reading } from './dialect.ts'
import { linesOf } from './fields.ts'

function parse(text: string): Reading {
  // `;` and `#` begin comments; tcpdump writes none.
  const lines = linesOf(text.replace(/[;#][^\n]*/g, (comment) => ' '.repeat(comment.length)))
  const first = Math.max(
    0,
    lines.findIndex((line, index) => /^\d+$/.test(line.text) && isFourNumbers(lines[index + 1]?.text ?? '')),
  )
  const count = lines[first]
  if (count === undefined) return emptyProgram(text.length)
  const following = lines.slice(first + 1)
  const declared = /^\d+$/.test(count.text) ? Number(count.text) : 0
  // As many lines as there should be, whatever they hold, and more of them where they look like it.
  const rows = following.filter(({ text: line }, index) => index < declared || /^\d+(?:\s+\d+){3}$/.test(line))
  const beyond = rows.findIndex(({ text: line }) => isProse(line))
  return readDecimalRows(text, count, beyond < 0 ? rows : rows.slice(0, beyond))
}

/** A sentence or a command, as against four numbers with a mistake in them. */
function isProse(line: string): boolean {
  return !/\d/.test(line) && /[A-Za-z]{2}/.test(line)
}

export const tcpdumpDdd: Dialect = {
  id: 'tcpdump -ddd',
  title: 'Decimal (tcpdump -ddd)',
  parse,
  print: formatDecimal,
}
