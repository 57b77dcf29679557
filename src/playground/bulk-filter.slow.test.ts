/** The bulk filter gives what the interpreter gives, and the kernel: on random programs, on loops, on compiled filters. */
import { describe, expect, test } from 'vitest'
import { jitCases } from '../../scripts/judges/bulk-cases.ts'
import { bulkDifference } from '../../scripts/judges/bulk-differences.ts'
import { kernelDifferences } from '../../scripts/judges/bulk-kernel.ts'
import { kernelRelease } from '../../scripts/judges/kernel.ts'
import { assemble } from '../asm/index.ts'
import type { Flavour, Program } from '../bpf/index.ts'
import { compileFilter } from '../filter/index.ts'
import { sampleFrames } from '../packet/index.ts'
import { defaultMetadata } from '../vm/index.ts'

const flavours: readonly Flavour[] = ['linux', 'libpcap']
const frames = sampleFrames.flatMap(({ frame: { bytes } }) => [bytes, bytes.subarray(0, 30), bytes.subarray(0, 13)])

// More of them: npm run fuzz:jit.
const kinds = jitCases(11, 200)

test.each(kinds)('$name', ({ cases }) => {
  expect(cases.length).toBeGreaterThanOrEqual(20)
  const found = cases.map(bulkDifference).filter((difference) => difference !== null)
  expect(found.slice(0, 3)).toEqual([])
})

test.runIf(kernelRelease('unix') !== null)('the live kernel gives the same verdicts', () => {
  const cases = kinds.flatMap((kind) => kind.cases.filter(({ flavour }) => flavour === 'linux'))
  const { asked, differences } = kernelDifferences(cases)
  expect(asked).toBeGreaterThanOrEqual(200 * 16)
  expect(differences.slice(0, 3)).toEqual([])
})

describe.each(flavours)('by the rules of %s', (flavour) => {
  test.each([
    'ip',
    'tcp port 80',
    'not (host 10.0.0.1 or arp)',
    'tcp[tcpflags] & (tcp-syn|tcp-fin) != 0',
    'ip6 and not icmp6',
    'vlan 5 and host 10.0.0.1',
    'ip protochain 6',
    'len > 60 and less 100',
    // Sets of addresses and of ports; frames among them that are in one.
    ['192.168.1.1', ...Array.from({ length: 40 }, (_, i) => `10.0.0.${i}`)].map((host) => `host ${host}`).join(' or '),
    `not (${Array.from({ length: 60 }, (_, i) => `port ${i + 30}`).join(' or ')})`,
    `ip[8] = 64 or ${Array.from({ length: 20 }, (_, i) => `ip proto ${i * 13}`).join(' or ')}`,
    'tcp[((tcp[12:1] & 0xf0) >> 2):2] = 0x4745',
  ])('the filter %s', (text) => {
    for (const optimize of [true, false]) {
      const compiled = compileFilter(text, { linkType: 1, snaplen: 262144, netmask: null, optimize })
      if (!compiled.ok) throw new Error('the test’s own filter is wrong')
      const { program } = compiled.value
      expect(bulkDifference({ program, packets: frames, flavour, netoff: 14, metadata: defaultMetadata })).toBeNull()
    }
  })
})

test.each([
  ['counts up for ever', 'ldx #0\nagain: txa\nadd #1\ntax\njmp again\nret #0'],
  ['counts down and ends', 'ldi 40\nagain: sub #1\njeq #0, done\njmp again\ndone: ret #9'],
  ['reads on and on, past the end', 'ldx #0\nagain: ldb [x]\ntxa\nadd #1\ntax\njmp again\nret #1'],
])('a loop that %s', (_, text) => {
  const assembled = assemble(text)
  if (!assembled.ok) throw new Error('the test’s own text is wrong')
  const { program } = assembled.value
  expect(
    bulkDifference({ program, packets: frames, flavour: 'libpcap', netoff: 14, metadata: defaultMetadata }),
  ).toBeNull()
})

test('A xor X, which looks like a load', () => {
  const xor = { code: 0x20, jt: 0, jf: 0, k: 0xfffff028 }
  const program = [
    { code: 0x30, jt: 0, jf: 0, k: 5 },
    { code: 0x01, jt: 0, jf: 0, k: 6 },
    xor,
    { code: 0x16, jt: 0, jf: 0, k: 0 },
  ]
  const each = { program, packets: frames, netoff: 14, metadata: defaultMetadata }
  expect(bulkDifference({ ...each, flavour: 'linux' })).toBeNull()
})

test('the longest program that a kernel loads', () => {
  const program: Program = Array.from({ length: 4096 }, (_, pc) =>
    pc === 4095
      ? { code: 0x16, jt: 0, jf: 0, k: 0 }
      : pc % 2 === 0
        ? { code: 0x30, jt: 0, jf: 0, k: pc % 12 }
        : { code: 0x15, jt: Math.min(2, 4094 - pc), jf: 0, k: 8 },
  )
  const each = { program, packets: frames, netoff: 14, metadata: defaultMetadata }
  expect(bulkDifference({ ...each, flavour: 'linux' })).toBeNull()
})
