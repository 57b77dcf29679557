/**
 * What an editor asks about an assembly text beside its words: labels, layout, folds, and the encoding of what stands
 * at a place.
 */
import { assemble, foldingRanges, formatAssembly, labelAt, labelUses, renameLabel } from '../asm/index.ts'

/** The instruction that the text at `offset` assembles to, as `003: { 0x15, 0, 1, 0x00000800 }`; null where there is none. */
export function encodingAt(text: string, offset: number): string | null {
  const assembled = assemble(text)
  if (!assembled.ok) return null
  const { program, lineSpans } = assembled.value
  const pc = lineSpans.findIndex(({ from, to }) => from <= offset && offset <= to)
  const instruction = program[pc]
  if (instruction === undefined) return null
  const { code, jt, jf, k } = instruction
  const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`
  return `${String(pc).padStart(3, '0')}: { ${hex(code, 2)}, ${jt}, ${jf}, ${hex(k, 8)} }`
}

export const assemblyService = { encodingAt, foldingRanges, formatAssembly, labelAt, labelUses, renameLabel }
