/**
 * An array of C with BPF_STMT and BPF_JUMP and the names of linux/filter.h.
 *
 * A code without names, or with bits that no name stands for, is a number; jt and jf of what is no jump make
 * it a BPF_JUMP all the same, so that nothing is lost.
 *
 * Source: linux/filter.h, linux/bpf_common.h.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC, classOf, knownOpcodes } from '../bpf/index.ts'
import type { Instruction } from '../bpf/index.ts'
import { parseBracketedRows } from './bracketed-rows.ts'
import type { Dialect } from './dialect.ts'
import { hex } from './hexadecimal.ts'

const known = new Set(knownOpcodes)

function nameIn(group: Readonly<Record<string, number>>, value: number): string {
  const name = Object.keys(group).find((key) => group[key] === value)
  return `BPF_${name ?? hex(value)}`
}

/** `BPF_LD | BPF_H | BPF_ABS`. */
function nameOf(code: number): string {
  if (!known.has(code)) return hex(code)
  const parts = [nameIn(CLASS, classOf(code))]
  switch (classOf(code)) {
    case CLASS.LD:
    case CLASS.LDX:
      parts.push(nameIn(SIZE, code & 0x18), nameIn(MODE, code & 0xe0))
      break
    case CLASS.ALU:
      parts.push(nameIn(ALU, code & 0xf0))
      if (code !== (CLASS.ALU | ALU.NEG)) parts.push(nameIn(SRC, code & 0x08))
      break
    case CLASS.JMP:
      parts.push(nameIn(JMP, code & 0xf0))
      if (code !== (CLASS.JMP | JMP.JA)) parts.push(nameIn(SRC, code & 0x08))
      break
    case CLASS.RET:
      parts.push(nameIn(SRC, code & 0x18))
      break
    case CLASS.MISC:
      parts.push(nameIn(MISC, code & 0xf8))
  }
  return parts.join(' | ')
}

function row({ code, jt, jf, k }: Instruction): string {
  const isJump = jt !== 0 || jf !== 0 || (classOf(code) === CLASS.JMP && code !== (CLASS.JMP | JMP.JA))
  return isJump
    ? `\tBPF_JUMP(${nameOf(code)}, ${hex(k)}, ${jt}, ${jf}),\n`
    : `\tBPF_STMT(${nameOf(code)}, ${hex(k)}),\n`
}

export const cMacros: Dialect = {
  id: 'C macros',
  title: 'C array (BPF_STMT, BPF_JUMP)',
  parse: parseBracketedRows,
  print: (program) => `struct sock_filter code[] = {\n${program.map(row).join('')}};\n`,
}
