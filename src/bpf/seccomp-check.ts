/**
 * The Linux kernel's check of a seccomp filter when it is installed: all that the check for a socket
 * demands (check.ts), and then seccomp's own rules. There is no packet but `struct seccomp_data`, 64
 * bytes, read in aligned words with `ld [k]` alone; and nothing divides for a remainder.
 *
 * Left out: what is not about the program, that is no_new_privs or a privilege, and the limit on all
 * filters of a process together.
 *
 * Source: Documentation/userspace-api/seccomp_filter.rst, seccomp(2), and the answers of a live kernel
 * (6.18) to all codes and to random programs; see scripts/fuzz-kernel.ts. The kernel says EINVAL and
 * nothing else; the words are ours.
 */
import { err, ok, type Result } from '../base/index.ts'
import { checkProgram, type CheckFailure } from './check.ts'
import { formatInstruction } from './listing.ts'
import { ALU, CLASS, MODE, SIZE, classOf, modeOf, operationOf } from './opcodes.ts'
import { type Instruction, type Program } from './program.ts'

/** Bytes of `struct seccomp_data`: nr, arch, instruction pointer, six arguments. */
export const SECCOMP_DATA_SIZE = 64
const WORD = 4

/** Whether the kernel would install the program as a seccomp filter, and if not, the first reason it finds. */
export function checkSeccomp(program: Program): Result<void, CheckFailure> {
  const check = checkProgram(program)
  if (!check.ok) return check
  for (const [pc, instruction] of program.entries()) {
    const reason = faultOf(instruction, pc)
    if (reason !== null) return err({ pc, reason })
  }
  return ok(undefined)
}

/** What seccomp does not take of an instruction that a socket takes, or null. */
function faultOf(instruction: Instruction, pc: number): string | null {
  const { code, k } = instruction
  switch (classOf(code)) {
    case CLASS.LD:
    case CLASS.LDX:
      if (code === (CLASS.LD | SIZE.W | MODE.ABS)) return offsetFault(k)
      return readsPacket(code)
        ? `seccomp has no ${spelled(instruction, pc)}: it reads aligned words of struct seccomp_data only, with ld [k]`
        : null
    case CLASS.ALU:
      return operationOf(code) === ALU.MOD ? 'seccomp has no mod, though a socket filter has' : null
    default:
      return null
  }
}

function readsPacket(code: number): boolean {
  const mode = modeOf(code)
  return mode === MODE.ABS || mode === MODE.IND || mode === MODE.MSH
}

function offsetFault(k: number): string | null {
  if (k >= SECCOMP_DATA_SIZE) {
    return `it loads a word at ${k}; the last of struct seccomp_data is at ${SECCOMP_DATA_SIZE - WORD}`
  }
  return k % WORD === 0 ? null : `it loads a word at ${k}, which is no multiple of ${WORD}`
}

function spelled(instruction: Instruction, pc: number): string {
  const { op, operand } = formatInstruction(instruction, pc)
  return `${op} ${operand}`
}
