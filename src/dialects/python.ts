/**
 * A list of tuples, as Python's struct.pack('HBBI', *row) takes them.
 */
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'
import { hex, hex32 } from './hexadecimal.ts'

export const python: Dialect = {
  id: 'Python',
  title: 'Python (list of tuples)',
  parse: parseBracketedRows,
  print: (program) => {
    const rows = program.map(({ code, jt, jf, k }) => `    (${hex(code)}, ${jt}, ${jf}, ${hex32(k)}),\n`)
    return `code = [\n${rows.join('')}]\n`
  },
}
