/**
 * One statement whose jumps are resolved → one instruction.
 */
import { invariant } from '../base/index.ts'
import { CLASS, MODE, SIZE, SRC, type Instruction } from '../bpf/index.ts'
import type { Operand } from './ast.ts'
import { extensionOperand } from './extensions.ts'
import { MSH_CODE, type Mnemonic } from './mnemonics.ts'

/** Instructions to skip: `jt` and `jf` 0–255, `always` unsigned 32 bits. All 0 for what does not jump. */
export interface Offsets {
  readonly jt: number
  readonly jf: number
  readonly always: number
}

export function encode({ encoding }: Mnemonic, operand: Operand | null, { jt, jf, always }: Offsets): Instruction {
  switch (encoding.kind) {
    case 'plain':
      return plain(encoding.code, 0)
    case 'always':
      return plain(encoding.code, always)
    case 'store':
      return plain(encoding.code, constantOf(operand))
    case 'load':
      return load(encoding.code, operand)
    case 'arithmetic':
      return plain(encoding.code | sourceOf(operand), constantOf(operand))
    case 'return':
      return plain(encoding.code | sourceOf(operand), constantOf(operand))
    case 'branch':
      return { code: encoding.code | sourceOf(operand), jt, jf, k: constantOf(operand) }
  }
}

function plain(code: number, k: number): Instruction {
  return { code, jt: 0, jf: 0, k }
}

function constantOf(operand: Operand | null): number {
  return operand !== null && 'k' in operand ? operand.k : 0
}

function sourceOf(operand: Operand | null): number {
  if (operand?.form === 'x') return SRC.X
  return operand?.form === 'accumulator' ? SRC.A : SRC.K
}

/** `code` is class and size; a length load is a mode of its own and always a word. */
function load(code: number, operand: Operand | null): Instruction {
  invariant(operand !== null, 'a load has an operand')
  switch (operand.form) {
    case 'absolute':
      return plain(code | MODE.ABS, operand.k)
    case 'extension':
      return plain(code | MODE.ABS, extensionOperand(operand.name))
    case 'indirect':
      return plain(code | MODE.IND, operand.k)
    case 'memory':
      return plain(code | MODE.MEM, operand.k)
    case 'literal':
    case 'bare':
      return plain(code | MODE.IMM, operand.k)
    case 'length':
      return plain(code | MODE.LEN, 0)
    case 'msh':
      invariant((code & (CLASS.LDX | SIZE.H)) === CLASS.LDX, 'only X takes a header length')
      return plain(MSH_CODE, operand.k)
    case 'x':
    case 'accumulator':
      throw new Error('Broken invariant: a load from a register')
  }
}
