/** Programs compiled to WebAssembly beside the live kernel: what of each packet arrives. */
import { checkProgram, extensionAt, readsExtension, type ExtensionName } from '../../src/bpf/index.ts'
import { defaultMetadata } from '../../src/vm/index.ts'
import { bulkVerdicts, type BulkCase } from './bulk-differences.ts'
import { askKernel, type KernelAnswer } from './kernel.ts'
import { asksForLinkHeader, differences } from './machine-answer.ts'

/** Above this many instructions a socket may have no memory for a program: the kernel's net.core.optmem_max. */
const SMALL = 1000

/** What the socket has none of, or something of its own; see random-programs.ts. */
const unknowable = new Set<ExtensionName | undefined>(['ifidx', 'hatype', 'rand'])

function isForKernel({ program }: Pick<BulkCase, 'program'>): boolean {
  return !program.some(({ code, k }) => readsExtension(code, k, 'linux') && unknowable.has(extensionAt(k)))
}

/** Only where `kernelRelease('unix')` is not null. What the cases state beside programs and packets is not heard. */
export function kernelDifferences(all: readonly Pick<BulkCase, 'program' | 'packets'>[]) {
  const cases = all.filter(isForKernel)
  const requests = cases.flatMap(({ program, packets }) => packets.map((packet) => ({ program, packet })))
  if (requests.length === 0) return { asked: 0, differences: [] }
  const { cpu, answers } = askKernel('unix', requests)
  const ours = cases.flatMap((each) => compiledAnswers(each, cpu))
  const ourAnswer = new Map(requests.map((request, index) => [request, ours[index] ?? 'none']))
  const isAnswered = (index: number): boolean =>
    answers[index] !== 'ENOMEM' || (requests[index]?.program.length ?? 0) <= SMALL
  const answered = requests.filter((_, index) => isAnswered(index))
  const theirs = answers.filter((_, index) => isAnswered(index))
  return {
    asked: answered.length,
    differences: differences(answered, theirs, (request) => ourAnswer.get(request) ?? 'none'),
  }
}

/** The same as `machineAnswer` says, by the compiled program. */
function compiledAnswers({ program, packets }: Pick<BulkCase, 'program' | 'packets'>, cpu: number): KernelAnswer[] {
  if (!checkProgram(program).ok) return packets.map(() => 'EINVAL')
  const metadata = { ...defaultMetadata, cpu }
  const verdicts = bulkVerdicts({ program, packets, flavour: 'linux', netoff: 0, metadata })
  return packets.map((packet, index) => {
    const verdict = verdicts[index] ?? 0
    const isDropped = verdict === 0 || asksForLinkHeader({ program, packet }, cpu)
    return isDropped ? 'drop' : Math.min(verdict, packet.length)
  })
}
