/**
 * An array of C with the numbers themselves.
 */
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'
import { hex, hex32 } from './hexadecimal.ts'

export const cNumbers: Dialect = {
  id: 'C numbers',
  title: 'C array (struct sock_filter)',
  parse: parseBracketedRows,
  print: (program) => {
    const rows = program.map(({ code, jt, jf, k }) => `\t{ ${hex(code)}, ${jt}, ${jf}, ${hex32(k)} },\n`)
    return `struct sock_filter code[] = {\n${rows.join('')}};\n`
  },
}
