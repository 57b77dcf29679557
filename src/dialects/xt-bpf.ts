/**
 * The argument of iptables' `--bytecode`, without the quotation marks.
 */
import { formatDecimal, type Program } from '../bpf/index.ts'
import type { Dialect } from './dialect.ts'
import { parseOneLine } from './one-line.ts'

/** No line end. */
export function bytecodeArgument(program: Program): string {
  return formatDecimal(program).trimEnd().replaceAll('\n', ',')
}

export const xtBpf: Dialect = {
  id: 'xt_bpf',
  title: 'One line (iptables --bytecode)',
  parse: parseOneLine,
  print: (program) => `${bytecodeArgument(program)}\n`,
}
