/**
 * `run --jsonl` in the context seccomp: one filter over one system call.
 *
 * Left out on purpose: names of system calls; a number means different calls on different machines.
 */
import {
  AUDIT_ARCH,
  checkProgramFor,
  defaultMetadata,
  formatSeccompAction,
  seccompPacket,
  type Program,
  type RunCompiled,
  type SeccompData,
} from '../playground/index.ts'
import { MalformedRequest, isFields, unsigned, type Answer, type Fields } from './json-lines.ts'

const LARGEST = 0xffffffff
const LARGEST_64 = 0xffffffffffffffffn
const MOST_ARGUMENTS = 6

export function answerSyscall(request: Fields, program: Program, runProgram: RunCompiled): Answer {
  const packet = seccompPacket(syscallField(request))
  const check = checkProgramFor('seccomp', program)
  if (!check.ok) return { attach: 'EINVAL', reason: `instruction ${check.error.pc}: ${check.error.reason}` }
  // Division by zero is a return of 0 in the kernel, which ends the thread.
  const { verdict, steps } = runProgram(program, { packet, metadata: defaultMetadata, flavour: 'linux' })
  return { attach: 'ok', verdict, action: formatSeccompAction(verdict), steps }
}

function syscallField(request: Fields): SeccompData {
  const syscall = request['syscall']
  if (!isFields(syscall)) throw new MalformedRequest('"syscall" must be an object')
  const args: unknown = syscall['args'] ?? []
  if (!Array.isArray(args) || args.length > MOST_ARGUMENTS) {
    throw new MalformedRequest(`"args" must be a list of ${MOST_ARGUMENTS} numbers at most`)
  }
  return {
    nr: unsigned(syscall['nr'] ?? 0, LARGEST, '"nr"'),
    arch: unsigned(syscall['arch'] ?? AUDIT_ARCH.X86_64, LARGEST, '"arch"'),
    instructionPointer: unsigned64(syscall['ip'] ?? 0, '"ip"'),
    args: args.map((value: unknown, index) => unsigned64(value, `argument ${index}`)),
  }
}

/** A number as far as JSON has it exactly, or a string. */
function unsigned64(value: unknown, what: string): bigint {
  const written = typeof value === 'string' && /^(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20})$/.test(value)
  const number = written || (typeof value === 'number' && Number.isSafeInteger(value)) ? BigInt(value) : -1n
  if (number < 0n || number > LARGEST_64) throw new MalformedRequest(`${what} must be an unsigned 64-bit number`)
  return number
}
