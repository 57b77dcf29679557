/**
 * Where a program is to run, and the check that it has to pass there.
 *
 * Source: check.ts, seccomp-check.ts and xt-bpf.ts, each with its own.
 */
import { type Result } from '../base/index.ts'
import { checkProgram, type CheckFailure } from './check.ts'
import { type Program } from './program.ts'
import { checkSeccomp } from './seccomp-check.ts'
import { checkXtBpf } from './xt-bpf.ts'

/**
 * socket: on a frame from its link header on, as tcpdump and SO_ATTACH_FILTER have it; xt_bpf: in an iptables rule,
 * on a packet from its network header on; seccomp: on a system call.
 */
export type CheckContext = (typeof checkContexts)[number]
export const checkContexts = ['socket', 'xt_bpf', 'seccomp'] as const

/** Those of which the kernel itself has a check; that of xt_bpf is the socket's, with a shorter limit. */
export type KernelCheck = (typeof kernelChecks)[number]
export const kernelChecks = ['socket', 'seccomp'] as const

/** Whether the program would be taken there, and if not, the first reason. */
export function checkProgramFor(context: CheckContext, program: Program): Result<void, CheckFailure> {
  switch (context) {
    case 'socket':
      return checkProgram(program)
    case 'xt_bpf':
      return checkXtBpf(program)
    case 'seccomp':
      return checkSeccomp(program)
  }
}
