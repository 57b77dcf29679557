/**
 * The iptables rule that runs a program on what comes in.
 *
 * Left out on purpose: whether the program is right there, where packets begin with the network header.
 */
import type { Dialect } from './dialect.ts'
import { parseOneLine } from './one-line.ts'
import { bytecodeArgument } from './xt-bpf.ts'

export const iptables: Dialect = {
  id: 'iptables',
  title: 'Rule (iptables -m bpf)',
  parse: parseOneLine,
  print: (program) => `iptables -A INPUT -m bpf --bytecode "${bytecodeArgument(program)}" -j ACCEPT\n`,
}
