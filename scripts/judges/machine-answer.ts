/**
 * What our machine answers to a case, in the words of a judge: the kernel's `unix` route, or
 * libpcap's bpf_filter().
 */
import {
  CLASS,
  MODE,
  SKF_LL_OFF,
  SKF_NET_OFF,
  checkProgram,
  classOf,
  modeOf,
  readsExtension,
} from '../../src/bpf/index.ts'
import { type Instruction } from '../../src/bpf/index.ts'
import { createState, defaultMetadata, run, step, verdictOf, type Environment } from '../../src/vm/index.ts'
import { type KernelAnswer } from './kernel.ts'
import { type Case } from './random-programs.ts'

export function machineAnswer({ program, packet }: Case, cpu: number): KernelAnswer {
  if (!checkProgram(program).ok) return 'EINVAL'
  // Such a socket buffer has no link header: the network header is its first byte, its proto is 0.
  const environment: Environment = {
    packet,
    metadata: { ...defaultMetadata, netoff: 0, cpu },
    flavour: 'linux',
  }
  const state = createState()
  while (state.outcome === null) {
    if (asksForLinkHeader(program[state.pc], state.x)) return 'drop'
    step(program, environment, state)
  }
  const verdict = verdictOf(state.outcome)
  return verdict === 0 ? 'drop' : Math.min(verdict, packet.length)
}

/**
 * Whether bpf_filter() can be asked: it ends the process at an instruction it does not know, gives
 * what happens to be in memory for a word that was not written, and here it has no VLAN tag to give.
 */
export function isForLibpcap({ program }: Case): boolean {
  return checkProgram(program).ok && !program.some(({ code, k }) => readsExtension(code, k, 'libpcap'))
}

/** bpf_filter()'s verdict; for cases that `isForLibpcap` only. */
export function libpcapFlavourAnswer({ program, packet }: Case): number {
  const { outcome } = run(program, { packet, metadata: defaultMetadata, flavour: 'libpcap' })
  return outcome === null ? 0 : verdictOf(outcome)
}

// Random programs do so by accident, when X + k wraps around; our machine always has a link header.
function asksForLinkHeader(instruction: Instruction | undefined, x: number): boolean {
  if (instruction === undefined || classOf(instruction.code) !== CLASS.LD) return false
  const mode = modeOf(instruction.code)
  const offset = mode === MODE.IND ? (x + instruction.k) >>> 0 : mode === MODE.ABS ? instruction.k : 0
  return offset >= SKF_LL_OFF && offset < SKF_NET_OFF
}

/** The first differences, for people: each case with both answers. */
export function differences(
  cases: readonly Case[],
  theirAnswers: readonly KernelAnswer[],
  ourAnswer: (one: Case) => KernelAnswer,
): string[] {
  return cases.flatMap((each, index) => {
    const ours = ourAnswer(each)
    const theirs = theirAnswers[index]
    if (ours === theirs) return []
    const rows = each.program.map(({ code, jt, jf, k }) => `{ 0x${code.toString(16)}, ${jt}, ${jf}, ${k} }`)
    const packet = Buffer.from(each.packet).toString('hex')
    return [`case ${index}: judge ${theirs}, we ${ours}\n  ${rows.join(', ')}\n  ${packet || '(no bytes)'}`]
  })
}
