/**
 * A slice of golang.org/x/net/bpf's RawInstruction. Read too: SockFilter of the packages syscall and unix.
 */
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'
import { hex } from './hexadecimal.ts'

export const go: Dialect = {
  id: 'Go',
  title: 'Go (x/net/bpf RawInstruction)',
  parse: parseBracketedRows,
  print: (program) => {
    const rows = program.map(({ code, jt, jf, k }) => `\t{Op: ${hex(code)}, Jt: ${jt}, Jf: ${jf}, K: ${hex(k)}},\n`)
    return `[]bpf.RawInstruction{\n${rows.join('')}}\n`
  },
}
