/**
 * `tcpdump -dd`: a row of C an instruction.
 */
import { formatC } from '../bpf/index.ts'
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'

export const tcpdumpDd: Dialect = {
  id: 'tcpdump -dd',
  title: 'C rows (tcpdump -dd)',
  parse: parseBracketedRows,
  print: formatC,
}
