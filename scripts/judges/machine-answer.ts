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
import {
  createState,
  defaultMetadata,
  run,
  step,
  verdictOf,
  type Environment,
  type Outcome,
} from '../../src/vm/index.ts'
import { type KernelAnswer } from './kernel.ts'
import { type Case } from './random-programs.ts'

export function machineAnswer(each: Case, cpu: number): KernelAnswer {
  if (!checkProgram(each.program).ok) return 'EINVAL'
  const outcome = endOf(each, cpu)
  const verdict = outcome === null ? 0 : verdictOf(outcome)
  return verdict === 0 ? 'drop' : Math.min(verdict, each.packet.length)
}

/**
 * Whether the run asks for the link header, which ends it there: random programs do so by accident, when X + k wraps
 * around; our machine always has a link header.
 */
export function asksForLinkHeader(each: Case, cpu: number): boolean {
  return endOf(each, cpu) === null
}

/** Null where the run asks for the link header. Only for programs that are accepted. */
function endOf({ program, packet }: Case, cpu: number): Outcome | null {
  // Such a socket buffer has no link header: the network header is its first byte, its proto is 0.
  const environment: Environment = {
    packet,
    metadata: { ...defaultMetadata, netoff: 0, cpu },
    flavour: 'linux',
  }
  const state = createState()
  while (state.outcome === null) {
    if (readsLinkHeader(program[state.pc], state.x)) return null
    step(program, environment, state)
  }
  return state.outcome
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

function readsLinkHeader(instruction: Instruction | undefined, x: number): boolean {
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
