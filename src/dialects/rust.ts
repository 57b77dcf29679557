/**
 * An array of the libc crate's sock_filter.
 */
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'
import { hex, hex32 } from './hexadecimal.ts'

export const rust: Dialect = {
  id: 'Rust',
  title: 'Rust (libc::sock_filter)',
  parse: parseBracketedRows,
  print: (program) => {
    const rows = program.map(
      ({ code, jt, jf, k }) => `    libc::sock_filter { code: ${hex(code)}, jt: ${jt}, jf: ${jf}, k: ${hex32(k)} },\n`,
    )
    return `let code = [\n${rows.join('')}];\n`
  },
}
