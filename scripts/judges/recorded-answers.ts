/**
 * A judge's answers to random cases as a file, for machines where the judge is not.
 *
 * Only seed and count are kept of the cases, and a digest: a generator that has changed makes other
 * cases, and then the answers must be recorded again (`npm run fuzz:kernel -- --record`).
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type KernelAnswer } from './kernel.ts'
import { type Case } from './random-programs.ts'

const testdata = new URL('../../src/vm/testdata/', import.meta.url)

export type RecordedFile = 'kernel-answers.txt' | 'libpcap-answers.txt'

/** What the file says of itself, above the fields. */
const titles: Record<RecordedFile, readonly string[]> = {
  'kernel-answers.txt': [
    'What the Linux kernel answered to random programs over random packets (SO_ATTACH_FILTER on a',
    'UNIX datagram socket pair): E refused with EINVAL, - dropped, else the bytes that arrived.',
  ],
  'libpcap-answers.txt': [
    "What libpcap's bpf_filter() returned for random programs over random packets; E where the program",
    'was not given to it, because the load check refuses it or a byte load reads vlan_tci or vlan_avail.',
  ],
}

export interface RecordedAnswers {
  /** Who answered, and its version. */
  readonly judge: string
  readonly seed: number
  readonly count: number
  /** The number of the CPU it ran on. */
  readonly cpu: number
  readonly digest: string
  readonly answers: readonly KernelAnswer[]
}

export function digestOf(cases: readonly Case[]): string {
  const hash = createHash('sha256')
  for (const { program, packet } of cases) {
    hash.update(JSON.stringify(program.map(({ code, jt, jf, k }) => [code, jt, jf, k])))
    hash.update(packet)
  }
  return hash.digest('hex')
}

export function readRecordedAnswers(file: RecordedFile): RecordedAnswers {
  const path = fileURLToPath(new URL(file, testdata))
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const field = (name: string) => {
    const line = lines.find((each) => each.startsWith(`# ${name}: `))
    if (line === undefined) throw new Error(`${path} has no ${name}`)
    return line.slice(name.length + 4)
  }
  const words = lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(' '))
  return {
    judge: field('judge'),
    seed: Number(field('seed')),
    count: Number(field('count')),
    cpu: Number(field('cpu')),
    digest: field('sha256 of the cases'),
    answers: words.map((word) => (word === 'E' ? 'EINVAL' : word === '-' ? 'drop' : Number(word))),
  }
}

export function writeRecordedAnswers(file: RecordedFile, recorded: RecordedAnswers): void {
  const { judge, seed, count, cpu, digest, answers } = recorded
  const words = answers.map((answer) => (answer === 'EINVAL' ? 'E' : answer === 'drop' ? '-' : String(answer)))
  const perRow = 20
  const rows = Array.from({ length: Math.ceil(words.length / perRow) }, (_, row) =>
    words.slice(row * perRow, (row + 1) * perRow).join(' '),
  )
  const header = [
    ...titles[file],
    'command: npm run fuzz:kernel -- --record',
    `judge: ${judge}`,
    `seed: ${seed}`,
    `count: ${count}`,
    `cpu: ${cpu}`,
    `sha256 of the cases: ${digest}`,
  ]
  writeFileSync(new URL(file, testdata), [...header.map((line) => `# ${line}`), ...rows, ''].join('\n'))
}
