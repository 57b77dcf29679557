/**
 * An opcode taken apart into its bit fields: `JMP 05 + JEQ 10 + K 00`.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC } from '../../../bpf/index.ts'
import { classOf, miscOf, modeOf, operationOf, returnSourceOf, sizeOf, sourceOf } from '../../../bpf/index.ts'

function named(names: Readonly<Record<string, number>>, value: number): string {
  const name = Object.entries(names).find(([, each]) => each === value)?.[0] ?? '?'
  return `${name} ${value.toString(16).padStart(2, '0')}`
}

export function spellCode(code: number): string {
  const kind = classOf(code)
  const parts = [named(CLASS, kind)]
  if (kind === CLASS.LD || kind === CLASS.LDX) parts.push(named(SIZE, sizeOf(code)), named(MODE, modeOf(code)))
  else if (kind === CLASS.ALU) parts.push(named(ALU, operationOf(code)), named(SRC, sourceOf(code)))
  else if (kind === CLASS.JMP) parts.push(named(JMP, operationOf(code)), named(SRC, sourceOf(code)))
  else if (kind === CLASS.RET) parts.push(named(SRC, returnSourceOf(code)))
  else if (kind === CLASS.MISC) parts.push(named(MISC, miscOf(code)))
  return parts.join(' + ')
}
