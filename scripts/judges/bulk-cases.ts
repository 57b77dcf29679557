/**
 * Programs of every sort with sixteen packets each, for comparing what is compiled to WebAssembly: the same seed gives
 * the same cases, always.
 */
import { CLASS, JMP, MODE, SIZE, SRC, type Instruction, type Program } from '../../src/bpf/index.ts'
import type { Flavour } from '../../src/bpf/index.ts'
import { compileFilter, type CompileOptions } from '../../src/filter/index.ts'
import { defaultMetadata } from '../../src/vm/index.ts'
import { mixedFrames } from '../captures/mixed-frames.ts'
import type { BulkCase } from './bulk-differences.ts'
import { randomExpressions } from './random-expressions.ts'
import { randomCases } from './random-programs.ts'
import { createRandom, type Random } from './random.ts'

const PACKETS = 16
const ETHERNET = 1
const metadata = { ...defaultMetadata, cpu: 3, rand: 0x9e3779b9, mark: 7, vlan_tci: 0x2005, vlan_avail: 1 }

export interface CaseKind {
  readonly name: string
  readonly cases: readonly BulkCase[]
}

/** Of `count` random programs by the rules of both flavours, and others in proportion. */
export function jitCases(seed: number, count: number): CaseKind[] {
  const random = createRandom(seed)
  const some = (share: number) => Math.ceil(count / share)
  const make = (share: number, draw: () => BulkCase[]) => Array.from({ length: some(share) }, draw).flat()
  const expressions = randomExpressions(seed, some(10))
  return [
    { name: 'random programs, linux', cases: randomPrograms(seed, count, 'linux') },
    { name: 'random programs, libpcap', cases: randomPrograms(seed, count, 'libpcap') },
    { name: 'random programs with loops', cases: randomPrograms(~seed, some(5), 'libpcap').map(withLoop(random)) },
    { name: 'random filters', cases: expressions.flatMap(({ request }) => filters(random, request)) },
    {
      name: 'lists',
      cases: make(10, () => compiled(random, { expression: list(random), linkType: ETHERNET, ...usual })),
    },
    { name: 'chains of tests', cases: make(10, () => [chain(random)]) },
  ]
}

/** Checked or not; to each its own packet and those of its neighbours. */
function randomPrograms(seed: number, count: number, flavour: Flavour): BulkCase[] {
  const cases = randomCases(seed, count)
  return cases.map(({ program }, index) => {
    const packets = Array.from(
      { length: PACKETS },
      (_, i) => cases[(index + i) % cases.length]?.packet ?? new Uint8Array(),
    )
    return { program, packets, flavour, netoff: index % 3 === 0 ? 14 : 0, metadata }
  })
}

/** With one to three jumps back, some of them under a condition; a load before may end what would go on for ever. */
const withLoop =
  (random: Random) =>
  (each: BulkCase): BulkCase => {
    const program = [...each.program]
    for (let left = 1 + random.below(3); left > 0; left--) {
      const at = random.below(program.length)
      program[at] = { code: CLASS.JMP | JMP.JA, jt: 0, jf: 0, k: (random.below(at + 1) - at - 1) >>> 0 }
      if (at > 0 && random.chance(0.7)) {
        const code = CLASS.JMP | random.pick([JMP.JEQ, JMP.JGT, JMP.JSET]) | random.pick([SRC.K, SRC.X])
        program[at - 1] = { code, jt: random.below(2), jf: random.below(2), k: random.word() >>> random.below(32) }
      }
    }
    return { ...each, program }
  }

const usual = { snaplen: 262_144, netmask: null } as const

/** A filter for the link type that it was drawn for, and the same text for Ethernet. */
function filters(random: Random, request: CompileOptions & { readonly expression: string }): BulkCase[] {
  return [request.linkType, ETHERNET].flatMap((linkType) => compiled(random, { ...request, linkType }))
}

/** Optimized and not; none where it does not compile. */
function compiled(
  random: Random,
  { expression, ...options }: Omit<CompileOptions, 'optimize'> & { readonly expression: string },
): BulkCase[] {
  const packets = frames(random)
  const flavour = random.pick<Flavour>(['linux', 'libpcap'])
  return [true, false].flatMap((optimize) => {
    const result = compileFilter(expression, { ...options, optimize })
    return result.ok ? [{ program: result.value.program, packets, flavour, netoff: 14, metadata }] : []
  })
}

/** Frames, one in four of them cut somewhere. */
function frames(random: Random): Uint8Array[] {
  return [...mixedFrames(random.word(), PACKETS)].map((frame) =>
    random.chance(0.25) ? frame.subarray(0, random.below(Math.min(frame.length, 80))) : frame,
  )
}

/** Lists as people have them, from two items to hundreds, with items that are in mixed frames. */
function list(random: Random): string {
  const one = items(random)
  switch (random.below(4)) {
    case 0:
      return `not (${one})`
    case 1:
      return `(${one}) and (${items(random)})`
    case 2:
      return `tcp and (${one}) or udp port 53`
    default:
      return one
  }
}

function items(random: Random): string {
  const way = random.pick(['', 'src ', 'dst '])
  const number = () => random.pick([22, 53, 80, 123, 443, 8080, random.below(65_536)])
  const address = () => `10.${random.pick([0, 0, 0, random.below(256)])}.${random.below(4)}.${random.below(32)}`
  const item = random.pick([
    () => `${way}host ${address()}`,
    () => `${way}port ${number()}`,
    () => `tcp ${way}port ${number()}`,
    () => `${way}net ${address().replace(/\.\d+$/, '')}`,
    () => `${way}host 2001:db8::${random.below(40).toString(16)}`,
    () => `ether ${way}host 2:0:0:0:0:${random.below(32).toString(16)}`,
    () => `ip proto ${random.below(256)}`,
    () => `ether proto ${random.pick([0x800, 0x806, 0x86dd, 1536 + random.below(60_000)])}`,
  ])
  const length = random.chance(0.05) ? 200 : random.pick([2, 5, 7, 8, 9, 20, 40])
  return Array.from({ length }, item).join(' or ')
}

/** A load and tests one after the other: of values that packets have, of close ones, of any; some twice. */
function chain(random: Random): BulkCase {
  const packets = frames(random)
  const size = random.pick([SIZE.B, SIZE.H, SIZE.W])
  const bytes = size === SIZE.B ? 1 : size === SIZE.H ? 2 : 4
  const offset = random.below(50)
  const present = packets.map((packet) =>
    [...packet.subarray(offset, offset + bytes)].reduce((value, byte) => value * 256 + byte, 0),
  )
  const base = random.pick(present)
  const spread = random.pick([16, 32, 64, 2 ** 32])
  const length = random.pick([3, 7, 8, 9, 31, 100, 240])
  const tests = Array.from({ length }, (_, index): Instruction => {
    const k = random.chance(0.2) ? random.pick(present) : (base + random.below(spread)) >>> 0
    const test = random.chance(0.03) ? random.pick([JMP.JGT, JMP.JSET]) : JMP.JEQ
    return { code: CLASS.JMP | test | SRC.K, jt: length - index, jf: 0, k }
  })
  const program: Program = [
    { code: CLASS.LD | size | MODE.ABS, jt: 0, jf: 0, k: offset },
    ...tests,
    { code: CLASS.RET, jt: 0, jf: 0, k: random.below(2) },
    { code: CLASS.RET, jt: 0, jf: 0, k: 9 },
  ]
  return { program, packets, flavour: random.pick<Flavour>(['linux', 'libpcap']), netoff: 14, metadata }
}
