/**
 * The installed libpcap as a judge: builds libpcap-judge.c with gcc into .cache/ and asks it.
 *
 * Where there is no compiler or no libpcap headers, `libpcapVersion()` is null and everything else
 * throws: a test asks first, and uses its recorded answers instead.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Case } from './random-programs.ts'

const sourcePath = fileURLToPath(new URL('libpcap-judge.c', import.meta.url))
const cachePath = fileURLToPath(new URL('../../.cache', import.meta.url))

export interface LibpcapRequest {
  /** DLT_* number or name. */
  readonly linkType: number | string
  readonly snaplen: number
  /** Host byte order; null is PCAP_NETMASK_UNKNOWN. */
  readonly netmask: number | null
  readonly optimize: boolean
  /** One line. */
  readonly expression: string
}

/** [code, jt, jf, k] */
export type JudgedInstruction = readonly [number, number, number, number]

export type LibpcapAnswer =
  | { readonly kind: 'program'; readonly instructions: readonly JudgedInstruction[] }
  | { readonly kind: 'error'; readonly message: string }
  /** libpcap ended the process (an abort, a fault, or longer than the time limit). */
  | { readonly kind: 'crash' }

let built: string | null | undefined

/** Path of the built judge, or null where it cannot be built. */
function judgePath(): string | null {
  if (built !== undefined) return built
  const digest = createHash('sha256').update(readFileSync(sourcePath)).digest('hex').slice(0, 12)
  const target = `${cachePath}/libpcap-judge-${digest}`
  if (!existsSync(target)) {
    mkdirSync(cachePath, { recursive: true })
    // Test files run in several processes at once; each builds its own and the rename is atomic.
    const own = `${target}.${randomUUID()}`
    const gcc = spawnSync('gcc', ['-O2', '-o', own, sourcePath, '-lpcap'], { encoding: 'utf8' })
    if (gcc.status !== 0) return (built = null)
    renameSync(own, target)
  }
  // A cached judge whose shared library has gone does not start.
  return (built = spawnSync(target, ['version']).status === 0 ? target : null)
}

/** For example `1.10.3`; null where the judge is not available. */
export function libpcapVersion(): string | null {
  const path = judgePath()
  if (path === null) return null
  const text = spawnSync(path, ['version'], { encoding: 'utf8' }).stdout.trim()
  return /version (\S+)/.exec(text)?.[1] ?? text
}

/** A command that starts a judge in other surroundings: it ends by running its last arguments. */
export type Surroundings = readonly string[]

/** One answer line a request line; null where libpcap ended the process on that request. */
function ask(
  mode: string,
  lines: readonly string[],
  secondsEach: number,
  surroundings: Surroundings = [],
): (string | null)[] {
  const path = judgePath()
  if (path === null) throw new Error('libpcap is not available here: gcc or pcap.h is missing')
  const answers: (string | null)[] = []
  const [command = path, ...rest] = [...surroundings, path, mode, String(secondsEach)]
  while (answers.length < lines.length) {
    const { stdout, status } = spawnSync(command, rest, {
      input: lines.slice(answers.length).join('\n') + '\n',
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
    // What follows the last newline is half an answer of a process that has ended.
    const complete = stdout.split('\n').slice(0, -1)
    answers.push(...complete)
    if (status === 0 && answers.length < lines.length) throw new Error('the libpcap judge lost an answer')
    if (answers.length < lines.length) answers.push(null)
  }
  return answers
}

/**
 * libpcap's answer to each request, in order. Expressions must not contain a newline.
 * `secondsEach` bounds a single compilation; one that takes longer answers `crash`.
 */
export function askLibpcap(
  requests: readonly LibpcapRequest[],
  secondsEach = 60,
  surroundings: Surroundings = [],
): LibpcapAnswer[] {
  return askCompile('compile', requests, secondsEach, surroundings)
}

/** The same for live captures: on the device `lo` for Ethernet, on `any` for Linux cooked capture. */
export function askLibpcapLive(requests: readonly LibpcapRequest[], secondsEach = 60): LibpcapAnswer[] {
  return askCompile('live', requests, secondsEach, [])
}

/** Whether live captures can be opened: it takes libpcap, and root. */
export function libpcapCaptures(): boolean {
  if (libpcapVersion() === null) return false
  const request = { linkType: 'EN10MB', snaplen: 100, netmask: null, optimize: true, expression: '' }
  return askLibpcapLive([request])[0]?.kind === 'program'
}

function askCompile(
  mode: 'compile' | 'live',
  requests: readonly LibpcapRequest[],
  secondsEach: number,
  surroundings: Surroundings,
): LibpcapAnswer[] {
  const lines = requests.map(({ linkType, snaplen, netmask, optimize, expression }) => {
    if (/[\n\0]/.test(expression)) throw new Error('the libpcap judge takes expressions of one line')
    return `${linkType} ${snaplen} ${netmask ?? '-'} ${optimize ? 1 : 0} ${expression}`
  })
  return ask(mode, lines, secondsEach, surroundings).map((answer): LibpcapAnswer => {
    if (answer === null) return { kind: 'crash' }
    if (answer.startsWith('err ')) return { kind: 'error', message: answer.slice(4) }
    const rows = answer.slice(answer.indexOf(' ', 3) + 1).split(',')
    return {
      kind: 'program',
      instructions: rows.map((row) => row.split(' ').map(Number) as [number, number, number, number]),
    }
  })
}

/** What bpf_image() prints for each instruction at its place, as `tcpdump -d` does. */
export function askLibpcapImage(
  rows: readonly { readonly instruction: JudgedInstruction; readonly pc: number }[],
): string[] {
  const lines = rows.map(({ instruction, pc }) => `${instruction.join(' ')} ${pc}`)
  return ask('image', lines, 60).map((answer) => answer ?? '')
}

export interface LibpcapRun {
  readonly instructions: readonly JudgedInstruction[]
  readonly packet: Uint8Array
  /** Length of the packet on the wire, bytes. */
  readonly wireLength: number
}

/** bpf_filter()'s verdict; 'invalid' where bpf_validate() refuses; null where the run does not end within a second. */
export function askLibpcapRun(runs: readonly LibpcapRun[]): (number | 'invalid' | null)[] {
  const lines = runs.map(({ instructions, packet, wireLength }) => {
    const hex = Buffer.from(packet).toString('hex')
    return `${instructions.length},${instructions.map((row) => row.join(' ')).join(',')} ${wireLength} ${hex || '-'}`
  })
  return ask('run', lines, 1).map((answer) => (answer === null ? null : answer === 'invalid' ? answer : Number(answer)))
}

/** bpf_filter()'s verdict on each case that `isAskable`; `EINVAL` for the others. */
export function askLibpcapCases(cases: readonly Case[], isAskable: (each: Case) => boolean): (number | 'EINVAL')[] {
  const verdicts = askLibpcapRun(
    cases.filter(isAskable).map(({ program, packet }) => ({
      instructions: program.map(({ code, jt, jf, k }) => [code, jt, jf, k] as const),
      packet,
      wireLength: packet.length,
    })),
  )
  let next = 0
  return cases.map((each) => {
    if (!isAskable(each)) return 'EINVAL'
    const verdict = verdicts[next++]
    if (typeof verdict !== 'number') throw new Error('bpf_filter() did not answer')
    return verdict
  })
}

/** What libpcap reads from each capture file, in the words of libpcap-judge.c; null where it did not survive that. */
export function askLibpcapRead(files: readonly Uint8Array[]): (string | null)[] {
  return ask(
    'read',
    files.map((file) => Buffer.from(file).toString('hex') || '-'),
    5,
  )
}
