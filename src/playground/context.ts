/**
 * What a program is given where it runs: a frame from its link header on, the packet in it, or a system call.
 *
 * Left out on purpose: what iptables sees of a packet that it has put together again or taken out of a tunnel.
 */
import { SECCOMP_LINK_TYPE, type CheckContext } from '../bpf/index.ts'
import { DLT } from '../net/index.ts'
import { networkHeader, type Frame } from '../packet/index.ts'

/** The link type that a program reads: the one chosen, on a socket; there is no choice elsewhere. */
export function linkTypeIn(context: CheckContext, chosen: number): number {
  if (context === 'socket') return chosen
  return context === 'xt_bpf' ? DLT.RAW : SECCOMP_LINK_TYPE
}

/** How many bytes of a frame the program does not see; null where the frame never gets to it. */
export function skippedIn(context: CheckContext, frame: Frame): number | null {
  const isSyscall = frame.linkType === SECCOMP_LINK_TYPE
  if (context === 'xt_bpf' && !isSyscall) return networkHeader(frame)
  return isSyscall === (context === 'seccomp') ? 0 : null
}
