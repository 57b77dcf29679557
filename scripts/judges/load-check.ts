/**
 * The load checks of the kernel, socket's and seccomp's, beside ours: asking, comparing, and the
 * recorded answers for machines without that kernel.
 *
 * Of the recorded programs only seed and count are kept, and a digest: a generator that has changed
 * makes others, and then the answers must be recorded again (`npm run fuzz:kernel -- --record`).
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { checkProgramFor, type KernelCheck, type Program } from '../../src/bpf/index.ts'
import { askKernel, kernelRelease } from './kernel.ts'
import { randomLoadPrograms } from './random-load-programs.ts'
import { askSeccomp, seccompRelease } from './seccomp.ts'

const RECORDED_SEED = 1
const RECORDED_COUNT = 20_000
const PER_ROW = 100
const testdata = new URL('../../src/bpf/testdata/', import.meta.url)

const titles: Record<KernelCheck, string> = {
  socket: 'Which random programs the Linux kernel attached to a socket (SO_ATTACH_FILTER):',
  seccomp: 'Which random programs the Linux kernel took as a seccomp filter (seccomp(2), SECCOMP_SET_MODE_FILTER):',
}

/** For example `6.18.44`; null where the kernel cannot be asked. */
export function loadCheckRelease(context: KernelCheck): string | null {
  return context === 'seccomp' ? seccompRelease() : kernelRelease('unix')
}

/** Of each program, whether the kernel takes it. Throws where it refuses one for another reason than the program. */
export function askLoadCheck(context: KernelCheck, programs: readonly Program[]): boolean[] {
  const packet = Uint8Array.of(0)
  const answers =
    context === 'seccomp'
      ? askSeccomp('check', programs)
      : askKernel(
          'unix',
          programs.map((program) => ({ program, packet })),
        ).answers
  return answers.map((answer) => {
    if (answer === 'EINVAL') return false
    if (typeof answer === 'number' || answer === 'ok' || answer === 'drop') return true
    throw new Error(`the kernel answered ${answer}`)
  })
}

/** For people: the programs on which the kernel and we differ. */
export function checkDifferences(
  context: KernelCheck,
  programs: readonly Program[],
  taken: readonly boolean[],
): string[] {
  return programs.flatMap((program, index) => {
    const ours = checkProgramFor(context, program)
    const theirs = taken[index]
    if (ours.ok === theirs) return []
    const rows = program.map(({ code, jt, jf, k }) => `{ 0x${code.toString(16)}, ${jt}, ${jf}, ${k} }`)
    const us = ours.ok ? 'take it' : `refuse it (instruction ${ours.error.pc}: ${ours.error.reason})`
    return [
      `${context}, program ${index}: the kernel ${theirs ? 'takes' : 'refuses'} it, we ${us}\n  ${rows.join(', ')}`,
    ]
  })
}

export interface RecordedCheck {
  /** Who answered, and its version. */
  readonly judge: string
  readonly programs: readonly Program[]
  readonly taken: readonly boolean[]
}

function fileOf(context: KernelCheck): URL {
  return new URL(`${context}-check.txt`, testdata)
}

function digestOf(programs: readonly Program[]): string {
  const hash = createHash('sha256')
  for (const program of programs) hash.update(JSON.stringify(program.map(({ code, jt, jf, k }) => [code, jt, jf, k])))
  return hash.digest('hex')
}

/** Throws where the answers are of other programs than the generator makes today. */
export function readRecordedCheck(context: KernelCheck): RecordedCheck {
  const lines = readFileSync(fileOf(context), 'utf8').trimEnd().split('\n')
  const field = (name: string) => {
    const line = lines.find((each) => each.startsWith(`# ${name}: `))
    if (line === undefined) throw new Error(`${context}-check.txt has no ${name}`)
    return line.slice(name.length + 4)
  }
  const programs = randomLoadPrograms(context, Number(field('seed')), Number(field('count')))
  if (digestOf(programs) !== field('sha256 of the programs'))
    throw new Error(`the answers in ${context}-check.txt are of other programs`)
  const signs = lines.filter((line) => !line.startsWith('#')).join('')
  return { judge: field('judge'), programs, taken: [...signs].map((sign) => sign === '+') }
}

/** Asks the kernel and writes its answers down. */
export function recordCheckAnswers(context: KernelCheck): void {
  const programs = randomLoadPrograms(context, RECORDED_SEED, RECORDED_COUNT)
  const signs = askLoadCheck(context, programs).map((taken) => (taken ? '+' : '-'))
  const rows = Array.from({ length: Math.ceil(signs.length / PER_ROW) }, (_, row) =>
    signs.slice(row * PER_ROW, (row + 1) * PER_ROW).join(''),
  )
  const header = [
    titles[context],
    '+ taken, - refused with EINVAL.',
    'command: npm run fuzz:kernel -- --record',
    `judge: Linux ${loadCheckRelease(context) ?? ''}`,
    `seed: ${RECORDED_SEED}`,
    `count: ${RECORDED_COUNT}`,
    `sha256 of the programs: ${digestOf(programs)}`,
  ]
  writeFileSync(fileOf(context), [...header.map((line) => `# ${line}`), ...rows, ''].join('\n'))
}
