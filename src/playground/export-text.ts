/**
 * A program in the spellings that other tools read.
 */
import { formatBpfAsm, printAssembly } from '../asm/index.ts'
import { assertNever } from '../base/index.ts'
import { formatC, formatDecimal, formatListing, type Program } from '../bpf/index.ts'

export type ExportFormat = 'tcpdump -d' | 'tcpdump -dd' | 'tcpdump -ddd' | 'bpf_asm' | 'xt_bpf'

export const exportFormats: readonly { readonly format: ExportFormat; readonly title: string }[] = [
  { format: 'tcpdump -d', title: 'Listing (tcpdump -d)' },
  { format: 'tcpdump -dd', title: 'C array (tcpdump -dd)' },
  { format: 'tcpdump -ddd', title: 'Decimal (tcpdump -ddd)' },
  { format: 'bpf_asm', title: 'Assembly source (bpf_asm)' },
  { format: 'xt_bpf', title: 'One line (iptables --bytecode)' },
]

export function exportText(format: ExportFormat, program: Program): string {
  switch (format) {
    case 'tcpdump -d':
      return formatListing(program)
    case 'tcpdump -dd':
      return formatC(program)
    case 'tcpdump -ddd':
      return formatDecimal(program)
    case 'bpf_asm':
      return printAssembly(program)
    case 'xt_bpf':
      return formatBpfAsm(program)
    default:
      return assertNever(format)
  }
}
