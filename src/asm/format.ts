/**
 * A program as bpf_asm prints it.
 *
 * Source: the two outputs shown in Documentation/networking/filter.rst of the Linux kernel, and the
 * recorded answers in testdata/.
 */
import type { Program } from '../bpf/index.ts'

/** `4,40 0 0 12,21 0 1 2054,6 0 0 4294967295,6 0 0 0,` on one line, for xt_bpf and cls_bpf; no line end. */
export function formatBpfAsm(program: Program): string {
  const parts = program.map(({ code, jt, jf, k }) => `${code} ${jt} ${jf} ${k}`)
  return [program.length, ...parts, ''].join(',')
}

// C's printf leaves the 0x away from a zero but pads it to the same width: `0000000000`.
function alternateHex(value: number, width: number): string {
  return value === 0 ? '0'.repeat(width) : `0x${value.toString(16).padStart(width - 2, '0')}`
}

/** `bpf_asm -c`: one row `{ 0x28,  0,  0, 0x0000000c },` an instruction, each with its line end. */
export function formatBpfAsmC(program: Program): string {
  const decimal = (value: number): string => String(value).padStart(2)
  return program
    .map(
      ({ code, jt, jf, k }) =>
        `{ ${alternateHex(code, 4)}, ${decimal(jt)}, ${decimal(jf)}, ${alternateHex(k, 10)} },\n`,
    )
    .join('')
}
