/**
 * What random seccomp filters make of random system calls: the live kernel's answers, ours, and the
 * recorded ones for machines without that kernel.
 *
 * The calls have numbers that no system call has, and every filter allows all other numbers, so that the
 * child that asks can go on. The address of the call is not read: it is not known beforehand.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  AUDIT_ARCH,
  seccompAction,
  seccompPacket,
  type Instruction,
  type Program,
  type SeccompData,
} from '../../src/bpf/index.ts'
import { defaultMetadata, run, verdictOf } from '../../src/vm/index.ts'
import { createRandom, type Random } from './random.ts'
import { seccompRelease } from './seccomp.ts'

const SEED = 1
const COUNT = 600
const FIRST_NR = 5000
const NRS = 4
const ENOSYS = 38
const judge = fileURLToPath(new URL('seccomp.py', import.meta.url))
const recorded = new URL('../../src/vm/testdata/seccomp-actions.txt', import.meta.url)

export interface SyscallCase {
  readonly program: Program
  readonly data: SeccompData
}

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const ALLOW = 0x7fff0000
const ERRNO = 0x50000
const actions = [0x80000000, 0, 0x30000, ERRNO, 0x7fc00000, 0x7ff00000, 0x7ffc0000, ALLOW, 0x12340000]
/** nr, arch, and both halves of the six arguments. */
const words = [0, 4, ...Array.from({ length: 12 }, (_, half) => 16 + half * 4)]

export function syscallCases(seed: number = SEED, count: number = COUNT): SyscallCase[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const args = Array.from({ length: 6 }, () => (BigInt(value(random)) << 32n) | BigInt(value(random)))
    const nr = FIRST_NR + random.below(NRS)
    const data = { nr, arch: AUDIT_ARCH.X86_64, instructionPointer: 0n, args }
    return { data, program: filter(random, seccompPacket(data)) }
  })
}

function value(random: Random): number {
  return random.chance(0.3) ? random.below(8) : verdict(random)
}

/** Mostly an errno: of all actions it alone tells which return was reached. */
function verdict(random: Random): number {
  if (random.chance(0.5)) return ERRNO | random.below(random.chance(0.1) ? 0x10000 : 4096)
  return (random.pick(actions) | random.below(0x10000)) >>> 0
}

function filter(random: Random, packet: Uint8Array): Program {
  const program = [insn(0x20, 0), insn(0x35, FIRST_NR, 1, 0), insn(0x06, ALLOW)]
  const view = new DataView(packet.buffer)
  for (let tests = random.below(5); tests > 0; tests--) {
    const offset = random.pick(words)
    program.push(random.chance(0.1) ? insn(0x80) : insn(0x20, offset))
    if (random.chance(0.3)) program.push(insn(random.pick([0x04, 0x14, 0x24, 0x54, 0xa4]), random.below(8)))
    const k = random.chance(0.6) ? view.getUint32(offset) : value(random)
    program.push(insn(random.pick([0x15, 0x25, 0x35, 0x45]), k, 0, 1))
    program.push(insn(0x06, verdict(random)))
  }
  if (random.chance(0.5)) program.push(insn(0x20, random.pick(words)), insn(0x16))
  else program.push(insn(0x06, verdict(random)))
  return program
}

/** In the judge's words. */
export function ourAnswer({ program, data }: SyscallCase): string {
  const { outcome } = run(program, { packet: seccompPacket(data), metadata: defaultMetadata, flavour: 'linux' })
  if (outcome === null) throw new Error('Broken invariant: a run ends')
  const { name, data: errno } = seccompAction(verdictOf(outcome))
  switch (name) {
    case 'KILL_PROCESS':
    case 'KILL_THREAD':
      return 'killed'
    case 'TRAP':
      return 'trap'
    case 'ERRNO':
      return `errno ${errno}`
    default:
      // Let through, or nobody is there to be asked: there is no such call.
      return `errno ${ENOSYS}`
  }
}

/** Null where there is no such kernel, or another processor than the cases are for. */
export function actionsRelease(): string | null {
  return process.arch === 'x64' ? seccompRelease() : null
}

export function askActions(cases: readonly SyscallCase[]): string[] {
  const lines = cases.map(({ program, data }) => {
    const rows = program.map(({ code, jt, jf, k }) => `,${code} ${jt} ${jf} ${k}`).join('')
    return `${program.length}${rows};${[data.nr, ...data.args].join(' ')}\n`
  })
  const { stdout, stderr, status } = spawnSync('python3', [judge, 'act'], { input: lines.join(''), encoding: 'utf8' })
  const answers = stdout.split('\n').slice(0, -1)
  if (status !== 0 || answers.length !== cases.length) throw new Error(`the seccomp judge failed: ${stderr}`)
  return answers
}

function digestOf(cases: readonly SyscallCase[]): string {
  const text = JSON.stringify(cases, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each))
  return createHash('sha256').update(text).digest('hex')
}

/** Throws where the answers are of other cases than the generator makes today. */
export function readRecordedActions(): readonly string[] {
  const lines = readFileSync(recorded, 'utf8').trimEnd().split('\n')
  if (!lines.includes(`# sha256 of the cases: ${digestOf(syscallCases())}`)) {
    throw new Error('the answers in seccomp-actions.txt are of other cases')
  }
  return lines.filter((line) => !line.startsWith('#'))
}

/** Asks the kernel and writes its answers down. */
export function recordActions(): void {
  const cases = syscallCases()
  const header = [
    'What the Linux kernel did for random seccomp filters at random system calls on x86-64 (seccomp(2) in a',
    'child each): the errno of the call, where 38 is let through; trap is SIGSYS caught; killed.',
    'command: npm run fuzz:kernel -- --record',
    `judge: Linux ${actionsRelease() ?? ''}`,
    `seed: ${SEED}`,
    `count: ${COUNT}`,
    `sha256 of the cases: ${digestOf(cases)}`,
  ]
  writeFileSync(recorded, [...header.map((line) => `# ${line}`), ...askActions(cases), ''].join('\n'))
}
