/**
 * The bit fields of a classic BPF opcode.
 *
 * A code is 16 bits wide, of which 8 are used. The low three bits are the class. A load then says
 * its size (bits 3–4) and its mode (bits 5–7); arithmetic and jumps say their operation (bits 4–7)
 * and whether the operand is the constant k or the index register X (bit 3); a return says where
 * its value comes from (bits 3–4); a transfer between A and X has its own bit (7).
 *
 * Names and values: McCanne & Jacobson, "The BSD Packet Filter" (1993); bpf(4); XOR and MOD from
 * the Linux and libpcap extensions of the same set.
 */

export const CLASS = {
  LD: 0x00,
  LDX: 0x01,
  ST: 0x02,
  STX: 0x03,
  ALU: 0x04,
  JMP: 0x05,
  RET: 0x06,
  MISC: 0x07,
} as const

export const SIZE = { W: 0x00, H: 0x08, B: 0x10 } as const

export const MODE = { IMM: 0x00, ABS: 0x20, IND: 0x40, MEM: 0x60, LEN: 0x80, MSH: 0xa0 } as const

export const ALU = {
  ADD: 0x00,
  SUB: 0x10,
  MUL: 0x20,
  DIV: 0x30,
  OR: 0x40,
  AND: 0x50,
  LSH: 0x60,
  RSH: 0x70,
  NEG: 0x80,
  MOD: 0x90,
  XOR: 0xa0,
} as const

export const JMP = { JA: 0x00, JEQ: 0x10, JGT: 0x20, JGE: 0x30, JSET: 0x40 } as const

/** Where the operand of arithmetic, jumps and returns comes from. A is for returns alone. */
export const SRC = { K: 0x00, X: 0x08, A: 0x10 } as const

export const MISC = { TAX: 0x00, TXA: 0x80 } as const

/** Words of scratch memory, M[0] to M[15]. */
export const MEMWORDS = 16

/** The most instructions that the Linux kernel loads (BPF_MAXINSNS). */
export const MAX_INSTRUCTIONS = 4096

export function classOf(code: number): number {
  return code & 0x07
}
export function sizeOf(code: number): number {
  return code & 0x18
}
export function modeOf(code: number): number {
  return code & 0xe0
}
export function operationOf(code: number): number {
  return code & 0xf0
}
/** K or X; for arithmetic and jumps. */
export function sourceOf(code: number): number {
  return code & 0x08
}
/** K, X or A; for returns. */
export function returnSourceOf(code: number): number {
  return code & 0x18
}
export function miscOf(code: number): number {
  return code & 0xf8
}
