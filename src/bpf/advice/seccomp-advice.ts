/**
 * Advice on a seccomp filter: system calls told apart without asking for whose they are, and return
 * values that do not mean what they say. Names of the actions are left to those who show them.
 *
 * Source: seccomp(2); "Pitfalls" of Documentation/userspace-api/seccomp_filter.rst; the largest errno
 * from the answers of a live kernel (6.18).
 */
import { type Advice } from './advice-types.ts'
import { CLASS, MODE, SIZE, SRC } from '../opcodes.ts'
import { type Program } from '../program.ts'

const LOAD_WORD = CLASS.LD | SIZE.W | MODE.ABS
/** Bytes of `struct seccomp_data` where these stand. */
const NR = 0
const ARCH = 4
/** The upper half of a return value says what is done. */
const ACTION = 0xffff0000
const ERRNO = 0x00050000
const LARGEST_ERRNO = 4095
const KILL_THREAD = 0
const actions = new Set([0x80000000, KILL_THREAD, 0x00030000, ERRNO, 0x7fc00000, 0x7ff00000, 0x7ffc0000, 0x7fff0000])

/** For a program that passes `checkSeccomp`. */
export function adviseSyscalls(program: Program, isReached: (pc: number) => boolean): readonly Advice[] {
  const loads = (offset: number): number =>
    program.findIndex(({ code, k }, pc) => code === LOAD_WORD && k === offset && isReached(pc))
  const advice: Advice[] = []
  const number = loads(NR)
  if (number >= 0 && loads(ARCH) < 0) {
    const message =
      'it reads the number of the system call, and nothing reads arch: numbers differ between architectures'
    advice.push({ pc: number, code: 'arch-not-checked', message })
  }
  for (const [pc, { code, k }] of program.entries()) {
    if (code !== (CLASS.RET | SRC.K) || !isReached(pc)) continue
    const action = (k & ACTION) >>> 0
    const data = k & 0xffff
    if (!actions.has(action)) {
      const message = `0x${action.toString(16)} is no action that seccomp knows: it ends the process`
      advice.push({ pc, code: 'unknown-action', message })
    } else if (action === ERRNO && data > LARGEST_ERRNO) {
      const message = `the call fails with errno ${LARGEST_ERRNO}, the largest there is, instead of ${data}`
      advice.push({ pc, code: 'truncates', message })
    }
  }
  return advice
}
