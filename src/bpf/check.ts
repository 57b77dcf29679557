/**
 * The Linux kernel's check of a classic program when it is loaded: may it be attached at all?
 *
 * It asks only what can be known without a packet: length, opcodes, jump ranges, constant operands,
 * scratch words and the last instruction. Seccomp's narrower set of loads, and the limits that are
 * not about the program (socket memory, privileges), are left out.
 *
 * Source: Documentation/networking/filter.rst, and the answers of a live kernel (6.18) to random
 * programs; see scripts/fuzz-kernel.ts. The kernel says EINVAL and nothing else; the words are ours.
 */
import { err, ok, type Result } from '../base/index.ts'
import { SKF_AD_OFF, extensionAt } from './extensions.ts'
import { ALU, CLASS, JMP, MAX_INSTRUCTIONS, MEMWORDS, MISC, MODE, SIZE, SRC } from './opcodes.ts'
import { type Instruction, type Program } from './program.ts'

/** Why the kernel answers EINVAL. */
export interface CheckFailure {
  /** The instruction at fault; for a program of the wrong length, the first that is missing or too many. */
  readonly pc: number
  /** One sentence without a full stop. */
  readonly reason: string
}

const arithmetic = [ALU.ADD, ALU.SUB, ALU.MUL, ALU.DIV, ALU.MOD, ALU.AND, ALU.OR, ALU.XOR, ALU.LSH, ALU.RSH] as const
const tests = [JMP.JEQ, JMP.JGT, JMP.JGE, JMP.JSET] as const

const packetLoads = new Set(
  [MODE.ABS, MODE.IND].flatMap((mode) => [SIZE.W, SIZE.H, SIZE.B].map((size) => CLASS.LD | mode | size)),
)
const memoryLoads = new Set<number>([CLASS.LD | MODE.MEM, CLASS.LDX | MODE.MEM])
const stores = new Set<number>([CLASS.ST, CLASS.STX])
const conditionalJumps = new Set(tests.flatMap((test) => [CLASS.JMP | test | SRC.K, CLASS.JMP | test | SRC.X]))
const returns = new Set<number>([CLASS.RET | SRC.K, CLASS.RET | SRC.A])

const knownCodes = new Set<number>([
  ...packetLoads,
  ...memoryLoads,
  ...stores,
  ...conditionalJumps,
  ...returns,
  ...arithmetic.flatMap((operation) => [CLASS.ALU | operation | SRC.K, CLASS.ALU | operation | SRC.X]),
  CLASS.ALU | ALU.NEG,
  CLASS.JMP | JMP.JA,
  CLASS.LD | MODE.IMM,
  CLASS.LD | SIZE.W | MODE.LEN,
  CLASS.LDX | MODE.IMM,
  CLASS.LDX | SIZE.W | MODE.LEN,
  CLASS.LDX | SIZE.B | MODE.MSH,
  CLASS.MISC | MISC.TAX,
  CLASS.MISC | MISC.TXA,
])

/** The codes of the instructions that exist, ascending: 49 of the 65,536. */
export const knownOpcodes: readonly number[] = [...knownCodes].sort((a, b) => a - b)

/** Whether the kernel would attach the program to a socket, and if not, the first reason it finds. */
export function checkProgram(program: Program): Result<void, CheckFailure> {
  if (program.length === 0) return err({ pc: 0, reason: 'the program is empty' })
  if (program.length > MAX_INSTRUCTIONS)
    return err({ pc: MAX_INSTRUCTIONS, reason: `the program is longer than ${MAX_INSTRUCTIONS} instructions` })
  for (const [pc, instruction] of program.entries()) {
    const reason = faultOf(instruction, pc, program.length)
    if (reason !== null) return err({ pc, reason })
  }
  const last = program.length - 1
  if (!returns.has(program[last]?.code ?? 0)) return err({ pc: last, reason: 'the last instruction is not a return' })
  return checkScratchMemory(program)
}

/** What is wrong with one instruction by itself, or null. */
function faultOf({ code, jt, jf, k }: Instruction, pc: number, length: number): string | null {
  if (!knownCodes.has(code)) return `there is no instruction with code 0x${code.toString(16)}`
  switch (code) {
    case CLASS.ALU | ALU.DIV | SRC.K:
    case CLASS.ALU | ALU.MOD | SRC.K:
      return k === 0 ? 'it divides by the constant 0' : null
    case CLASS.ALU | ALU.LSH | SRC.K:
    case CLASS.ALU | ALU.RSH | SRC.K:
      return k >= 32 ? `it shifts by ${k} bits; a register has 32` : null
    case CLASS.JMP | JMP.JA:
      return jumpFault(pc + 1 + k, length)
  }
  if (conditionalJumps.has(code)) return jumpFault(pc + 1 + jt, length) ?? jumpFault(pc + 1 + jf, length)
  if ((memoryLoads.has(code) || stores.has(code)) && k >= MEMWORDS)
    return `there is no M[${k}]; the last is M[${MEMWORDS - 1}]`
  if (packetLoads.has(code) && (code & 0xe0) === MODE.ABS && k >= SKF_AD_OFF && !isAncillary(k))
    return `there is no extension at offset SKF_AD_OFF + ${k - SKF_AD_OFF}`
  return null
}

// SKF_AD_ALU_XOR_X (`A ^= X`) has no name in bpf_asm and so none in ExtensionName; the kernel takes it.
function isAncillary(k: number): boolean {
  return extensionAt(k) !== undefined || k === SKF_AD_OFF + 40
}

// k of `ja` is unsigned for the kernel: what libpcap takes as a jump backwards is far past the end here.
function jumpFault(target: number, length: number): string | null {
  if (target < length) return null
  const back = target - 2 ** 32
  return back >= 0 && back < length
    ? `it jumps back to ${back}, which the kernel takes as ${target}, past the last instruction (${length - 1})`
    : `it jumps to ${target}, past the last instruction (${length - 1})`
}

/**
 * Every scratch word must have been written on each path before it is read.
 *
 * One pass suffices, as all jumps go forward. The kernel's rule is a little stricter than the truth:
 * it does not stop at a return, so what stands behind one counts as reached from it as well.
 */
function checkScratchMemory(program: Program): Result<void, CheckFailure> {
  const allWritten = 0xffff
  // Bit n of writtenAt[pc]: M[n] has been written on every path that jumps to pc.
  const writtenAt = new Uint16Array(program.length).fill(allWritten)
  const meet = (pc: number, written: number) => {
    writtenAt[pc] = (writtenAt[pc] ?? 0) & written
  }
  let written = 0
  for (const [pc, { code, jt, jf, k }] of program.entries()) {
    written &= writtenAt[pc] ?? 0
    if (stores.has(code)) written |= 1 << k
    else if (memoryLoads.has(code)) {
      if ((written & (1 << k)) === 0)
        return err({ pc, reason: `it reads M[${k}], which may not have been written before` })
    } else if (code === (CLASS.JMP | JMP.JA)) {
      meet(pc + 1 + k, written)
      written = allWritten
    } else if (conditionalJumps.has(code)) {
      meet(pc + 1 + jt, written)
      meet(pc + 1 + jf, written)
      written = allWritten
    }
  }
  return ok(undefined)
}
