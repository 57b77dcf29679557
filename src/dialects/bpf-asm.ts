/**
 * bpf_asm's output on one line, with a comma at its end.
 *
 * Its language, which looks nothing like it, is asm/'s.
 */
import { formatDecimal } from '../bpf/index.ts'
import type { Dialect } from './dialect.ts'
import { parseOneLine } from './one-line.ts'

export const bpfAsm: Dialect = {
  id: 'bpf_asm',
  title: 'One line (bpf_asm’s output)',
  parse: parseOneLine,
  print: (program) => `${formatDecimal(program).trimEnd().replaceAll('\n', ',')},\n`,
}
