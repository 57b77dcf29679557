/**
 * What an instruction takes from the registers and what it puts there, as sets of places.
 *
 * Left out: the packet and the kernel's metadata (loads.ts, extension-loads.ts), and the pc, which
 * says where the run goes and not what a value is.
 */
import {
  CLASS,
  EXTENSION_OFFSETS,
  MEMWORDS,
  MISC,
  MODE,
  SKF_AD_OFF,
  SRC,
  classOf,
  miscOf,
  modeOf,
  sourceOf,
  XOR_X,
  readsExtension,
  type Flavour,
  type Instruction,
} from '../bpf/index.ts'

/** A, X, or the index of a word of scratch memory. */
export type Register = 'A' | 'X' | number

/** A bit a register. */
export interface Effect {
  readonly reads: number
  readonly writes: number
}

const A = 1
const X = 2

export function bitOf(register: Register): number {
  return register === 'A' ? A : register === 'X' ? X : 4 << register
}

const nothing: Effect = { reads: 0, writes: 0 }

/** Of an instruction that is executed and does not fail; one that does not exist has none. */
export function effectOf({ code, k }: Instruction, flavour: Flavour): Effect {
  const memory = k < MEMWORDS ? bitOf(k) : 0
  switch (classOf(code)) {
    case CLASS.LD:
      return { reads: readByLoad(code, k, memory, flavour), writes: A }
    case CLASS.LDX:
      return { reads: modeOf(code) === MODE.MEM ? memory : 0, writes: X }
    case CLASS.ST:
      return { reads: A, writes: memory }
    case CLASS.STX:
      return { reads: X, writes: memory }
    case CLASS.ALU:
      return { reads: sourceOf(code) === SRC.X ? A | X : A, writes: A }
    case CLASS.MISC:
      return miscOf(code) === MISC.TAX ? { reads: A, writes: X } : { reads: X, writes: A }
    default:
      return nothing
  }
}

function readByLoad(code: number, k: number, memory: number, flavour: Flavour): number {
  switch (modeOf(code)) {
    case MODE.MEM:
      return memory
    case MODE.IND:
      return X
    case MODE.ABS:
      return readsExtension(code, k, flavour) && usesRegisters(k) ? A | X : 0
    default:
      return 0
  }
}

/** The extensions that begin their work from A and X. */
function usesRegisters(k: number): boolean {
  return k === XOR_X || k === SKF_AD_OFF + EXTENSION_OFFSETS.nla || k === SKF_AD_OFF + EXTENSION_OFFSETS.nlan
}
