/**
 * `ss -b`: the filters that are attached to sockets, each `bpf filter (4):  0x28 0 0 12, 0x15 0 1 2054, …`.
 *
 * Of several the first is read. Source: output of ss of iproute2 6.1.0.
 */
import type { Program } from '../bpf/index.ts'
import { decimal, emptyProgram, readDecimalRows } from './decimal-rows.ts'
import type { Dialect, Reading } from './dialect.ts'
import { splitFields } from './fields.ts'

const START = /bpf filter \((\d+)\):/

function parse(text: string): Reading {
  const start = START.exec(text)
  const from = start === null ? 0 : start.index + start[0].length
  // What ss says of the next socket begins a line.
  const next = /\n[^\S\n]*[A-Za-z]|\n\s*\n/.exec(text.slice(from))
  const to = next === null ? text.length : from + next.index
  const parts = splitFields(text, { from, to }, /[^\s,][^,]*[^\s,]|[^\s,]/g)
  if (parts.length === 0) return emptyProgram(text.length)
  const digits = start?.[1]
  const place = start === null ? 0 : start.index + 'bpf filter ('.length
  const count = digits === undefined ? null : { text: digits, span: { from: place, to: place + digits.length } }
  return readDecimalRows(text, count, parts, (number) =>
    /^0x[0-9a-f]+$/i.test(number) ? Number(number) : decimal(number),
  )
}

function print(program: Program): string {
  const rows = program.map(({ code, jt, jf, k }) => ` 0x${code.toString(16).padStart(2, '0')} ${jt} ${jf} ${k},`)
  return `\tbpf filter (${program.length}): ${rows.join('')}\n`
}

export const ss: Dialect = { id: 'ss -b', title: 'Attached filter (ss -b)', parse, print }
