/**
 * `bpf_asm -c`: a row of C an instruction, in columns.
 *
 * Source: the output shown in Documentation/networking/filter.rst of the Linux kernel.
 */
import type { Program } from '../bpf/index.ts'
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'

// C's printf leaves the 0x away from a zero but pads it to the same width: `0000000000`.
function alternateHex(value: number, width: number): string {
  return value === 0 ? '0'.repeat(width) : `0x${value.toString(16).padStart(width - 2, '0')}`
}

function print(program: Program): string {
  const column = (value: number): string => String(value).padStart(2)
  return program
    .map(
      ({ code, jt, jf, k }) => `{ ${alternateHex(code, 4)}, ${column(jt)}, ${column(jf)}, ${alternateHex(k, 10)} },\n`,
    )
    .join('')
}

export const bpfAsmC: Dialect = {
  id: 'bpf_asm -c',
  title: 'C rows (bpf_asm -c)',
  parse: parseBracketedRows,
  print,
}
