/**
 * Asks the judges and writes down what the tests need where the judges are not: all the testdata of
 * src/bpf and src/vm. Run by `npm run fuzz:kernel -- --record` on Linux as root, with python3,
 * tcpdump and libpcap's headers.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { SKF_AD_OFF } from '../../src/bpf/index.ts'
import { askKernel, kernelRelease } from './kernel.ts'
import { acceptedExtensionOffsets, acceptedOpcodes, poffOfKernel } from './kernel-facts.ts'
import { askLibpcapCases, askLibpcapImage, libpcapVersion } from './libpcap.ts'
import { isForLibpcap } from './machine-answer.ts'
import { randomHeaders } from './random-headers.ts'
import { randomCases } from './random-programs.ts'
import { digestOf, writeRecordedAnswers } from './recorded-answers.ts'

const COMMAND = '# command: npm run fuzz:kernel -- --record'
const SEED = 1

export function recordAll(): void {
  const release = kernelRelease('packet')
  const version = libpcapVersion()
  if (release === null || version === null) throw new Error('recording takes every judge, and root')
  recordKernelAnswers(`Linux ${release}`)
  recordLibpcapAnswers(`libpcap ${version}`)
  recordLoadCheck(`Linux ${release}`)
  recordPayloadOffsets(`Linux ${release}`)
  recordImages(`libpcap ${version}`)
  recordListings()
}

function write(path: string, lines: readonly string[]): void {
  writeFileSync(new URL(`../../src/${path}`, import.meta.url), lines.join('\n') + '\n')
  console.log(`src/${path}: ${lines.length} lines`)
}

function recordKernelAnswers(judge: string): void {
  const cases = randomCases(SEED, 24_000)
  const { cpu, answers } = askKernel('unix', cases)
  const digest = digestOf(cases)
  writeRecordedAnswers('kernel-answers.txt', { judge, seed: SEED, count: cases.length, cpu, digest, answers })
}

function recordLibpcapAnswers(judge: string): void {
  const cases = randomCases(SEED, 6_000)
  const answers = askLibpcapCases(cases, isForLibpcap)
  const digest = digestOf(cases)
  writeRecordedAnswers('libpcap-answers.txt', { judge, seed: SEED, count: cases.length, cpu: 0, digest, answers })
}

function recordLoadCheck(judge: string): void {
  const offsets = acceptedExtensionOffsets()
  write('bpf/testdata/kernel-load-check.txt', [
    '# What the kernel loads: each of the 65,536 codes once, with k = 1, both jumps to the next',
    '# instruction and M[1] written before; and each offset from SKF_AD_OFF in an absolute load, by size.',
    `# judge: ${judge}`,
    COMMAND,
    `codes: ${acceptedOpcodes().join(' ')}`,
    `ld: ${offsets.ld.join(' ')}`,
    `ldh: ${offsets.ldh.join(' ')}`,
    `ldb: ${offsets.ldb.join(' ')}`,
  ])
}

function recordPayloadOffsets(judge: string): void {
  const cases = randomHeaders(SEED, 600)
  const offsets = poffOfKernel(cases.map(({ packet }) => packet))
  write('vm/testdata/poff.txt', [
    '# What `ld poff` gave for an Ethernet frame on the loopback device: proto, poff, the frame in hex.',
    `# judge: ${judge}, packet socket`,
    COMMAND,
    ...cases.map(({ proto, packet }, i) => `${proto} ${offsets[i]} ${Buffer.from(packet).toString('hex')}`),
  ])
}

function recordImages(judge: string): void {
  const codes = [...Array(256).keys(), 0x100, 0x106, 0x205, 0x8015, 0xffff]
  const constants = [0, 12, 0x800, 0x7fffffff, 0xffffffff]
  const rows = [
    ...codes.flatMap((code) => constants.map((k) => [code, 1, 255, k] as const)),
    ...[...Array(72).keys()].flatMap((n) =>
      [0x20, 0x28, 0x30, 0x40].map((code) => [code, 0, 0, SKF_AD_OFF - 4 + n] as const),
    ),
  ].map((instruction, i) => ({ instruction, pc: (i * 7) % 1100 }))
  const images = askLibpcapImage(rows)
  write('bpf/testdata/bpf-image.txt', [
    '# What bpf_image() prints: code jt jf k pc, a bar, the line (trailing blanks are its own).',
    `# judge: ${judge}`,
    COMMAND,
    ...rows.map(({ instruction, pc }, i) => `${instruction.join(' ')} ${pc}|${images[i]}`),
  ])
}

const expressions = [
  '',
  'icmp',
  'dst host 192.168.1.1 and ip',
  'dst host 192.168.1.0',
  'tcp port 80 or udp port 53',
  'ip6 and not net 2001:db8::/32',
  'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 10.0.0.0/8',
  'ether[0] & 1 = 0 and ip[16] >= 224',
  'len - 14 > ip[2:2] * 2 / 3 % 7 or ip[8] << 2 = -1',
  'ether host 11:22:33:44:55:66',
  'portrange 1000-2000',
  'vlan 5 and pppoes',
  'icmp6 and ip6[40] = 128',
]

/** Each expression as tcpdump prints it three ways, so that the three forms judge each other. */
function recordListings(): void {
  const print = (form: string, expression: string) =>
    spawnSync('tcpdump', ['-y', 'EN10MB', form, expression], { encoding: 'utf8' }).stdout
  const { stdout, stderr } = spawnSync('tcpdump', ['--version'], { encoding: 'utf8' })
  const version = (stdout + stderr).split('\n').slice(0, 2).join(', ')
  write('bpf/testdata/tcpdump-listings.txt', [
    '# tcpdump -y EN10MB -ddd, -dd and -d of expressions; a block each, its parts ended by a line `==`.',
    `# judge: ${version}`,
    COMMAND,
    ...expressions.flatMap((expression) => [
      `== ${expression}`,
      ...['-ddd', '-dd', '-d'].flatMap((form) => [...print(form, expression).split('\n').slice(0, -1), '==']),
    ]),
  ])
}
