/**
 * Where an instruction is said to read a field, the dissector, which knows nothing of filters, shows
 * that field at the bytes it reads: over random filters, programs with mistakes in them, link types and frames.
 */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createRandom, type Random } from '../../../scripts/judges/random.ts'
import { assemble } from '../../asm/index.ts'
import { CLASS, type Instruction, JMP, MODE, type Program, SECCOMP_LINK_TYPE } from '../../bpf/index.ts'
import { classOf, modeOf, operationOf } from '../../bpf/index.ts'
import { compileFilter } from '../../filter/index.ts'
import { DLT, linkTypeByName } from '../../net/index.ts'
import { type Field, dissect, sampleFrames } from '../../packet/index.ts'
import { bytesRead, createState, defaultMetadata, step } from '../../vm/index.ts'
import { explainProgram } from './explain.ts'
import { FIELD_KEYS, OTHER_FIELD_KEYS } from './testing/field-keys.ts'
import { randomFrame } from './testing/random-frames.ts'

const SEED = 20261
/** Frames that are tried on a program, and how many of them are kept: those that it looks at longest. */
const TRIED = 200
const KEPT = 12
const STEP_LIMIT = 1000

/** What filters are put together from. */
const CLAUSES = [
  ...['tcp', 'udp', 'ip', 'ip6', 'arp', 'icmp', 'icmp6', 'tcp port 80', 'port 53', 'dst port 443', 'host 10.0.0.1'],
  ...[
    'src host 10.0.0.2',
    'dst net 10.0.0.0/24',
    'icmp[icmptype] = icmp-echo',
    'icmp[4:2] = 5',
    'ip[8] < 5',
    'ip[2:2] > 60',
  ],
  ...['tcp[tcpflags] & tcp-syn != 0', 'tcp[((tcp[12:1] & 0xf0) >> 2):4] = 0x47455420', 'udp[4:2] > 20', 'udp[8:2] > 9'],
  ...[
    'ip6[6] = 6',
    'ip6 host ::1',
    'ip6[40] = 6',
    'sctp',
    'sctp[4:4] = 1',
    'icmp6[icmp6type] = icmp6-echo',
    'arp[6:2] = 2',
  ],
  ...['ip[6:2] & 0x1fff = 0', 'ip proto 51', 'ip6 proto 44', 'greater 60', 'portrange 50-100', 'igmp[0] = 3'],
  ...[
    'icmp[icmptype] = 8 and icmp[6:2] = 1',
    'ip6[6] = 0 and ip6[41] = 0 and ip6[40] = 6',
    'ip6[7] < 65',
    'ip6[0:4] & 0xfffff = 0',
    'ip[4:2] = 1',
    'icmp[icmptype] = 8 and icmp[4:2] = 5',
    'ip[14:4] > 5',
    'icmp[icmptype] = icmp-redirect and icmp[4:4] > 5',
  ],
]
const ETHERNET_CLAUSES = [
  ...[
    'vlan',
    'vlan 10',
    'vlan and vlan',
    'mpls',
    'mpls 100',
    'mpls and mpls',
    'pppoes',
    'pppoes 7',
    'pppoed',
    'geneve',
    'geneve 5',
  ],
  ...[
    'ether host 00:00:5e:00:53:01',
    'ether multicast',
    'llc',
    'llc ui',
    'stp',
    'isis',
    'l1',
    'rarp',
    'ether[12:2] < 1500',
    'ipx',
    'atalk',
  ],
]
const WLAN_CLAUSES = [
  ...[
    'type data',
    'type mgt',
    'type ctl subtype rts',
    'subtype qos-data',
    'dir tods',
    'wlan addr4 01:00:5e:00:53:02',
    'wlan addr1 00:00:5e:00:53:01',
  ],
  ...['wlan host 00:00:5e:00:53:01', 'wlan addr2 01:00:5e:00:53:01', 'wlan addr3 01:00:5e:00:53:02'],
]

const COOKED_CLAUSES = ['inbound', 'outbound', 'ifindex 3']

const LINK_TYPES = [
  ...[
    DLT.EN10MB,
    DLT.EN10MB,
    DLT.EN10MB,
    DLT.RAW,
    DLT.IPV4,
    DLT.IPV6,
    DLT.NULL,
    DLT.LOOP,
    DLT.LINUX_SLL,
    DLT.LINUX_SLL2,
  ],
  ...[DLT.PPP, DLT.PPP_SERIAL, DLT.PPP_ETHER, DLT.C_HDLC, DLT.IEEE802_11, DLT.IEEE802_11_RADIO],
]

interface Case {
  readonly linkType: number
  readonly source: string
  readonly program: Program
}

const OWN_CLAUSES: ReadonlyMap<number, readonly string[]> = new Map([
  [DLT.EN10MB, ETHERNET_CLAUSES],
  [DLT.IEEE802_11, WLAN_CLAUSES],
  [DLT.LINUX_SLL, COOKED_CLAUSES],
  [DLT.LINUX_SLL2, COOKED_CLAUSES],
])

function randomFilter(random: Random, linkType: number): string {
  const own = OWN_CLAUSES.get(linkType) ?? []
  const clause = (): string => random.pick(random.chance(0.5) && own.length > 0 ? own : CLAUSES)
  const parts = Array.from({ length: 1 + random.below(3) }, () => `${random.chance(0.1) ? 'not ' : ''}(${clause()})`)
  return parts.reduce((text, part) => `${text} ${random.pick(['and', 'and', 'or'])} ${part}`)
}

function compiled(linkType: number, source: string, optimize: boolean): Case[] {
  const result = compileFilter(source, { linkType, snaplen: 262144, netmask: null, optimize })
  return result.ok ? [{ linkType, source, program: result.value.program }] : []
}

/** Each clause alone, and then filters put together at random. */
function randomCases(random: Random, count: number): Case[] {
  const alone = [...OWN_CLAUSES].flatMap(([linkType, own]) =>
    [...own, ...CLAUSES].flatMap((source) => compiled(linkType, source, true)),
  )
  const together = Array.from({ length: count }).flatMap(() => {
    const linkType = random.pick(LINK_TYPES)
    return compiled(linkType, randomFilter(random, linkType), random.chance(0.8))
  })
  return [...alone, ...together]
}

/** The same as somebody might have it wrong: tests that lead elsewhere or ask for something else, loads moved. */
function mistaken(random: Random, { linkType, source, program }: Case): Case {
  const change = (instruction: Instruction, pc: number): Instruction => {
    if (!random.chance(0.15)) return instruction
    const isJump = classOf(instruction.code) === CLASS.JMP && operationOf(instruction.code) !== JMP.JA
    const room = program.length - pc - 1
    if (isJump && room > 0) {
      return random.chance(0.8)
        ? { ...instruction, jt: random.below(Math.min(room, 12)), jf: random.below(Math.min(room, 12)) }
        : { ...instruction, code: random.pick([0x15, 0x25, 0x35, 0x45]) }
    }
    const isLoad = classOf(instruction.code) === CLASS.LD && modeOf(instruction.code) !== MODE.IMM
    return isLoad && instruction.k < 200
      ? { ...instruction, k: instruction.k + random.pick([0, 2, 4, 8]) }
      : instruction
  }
  return { linkType, source: `${source}, mistaken`, program: program.map(change) }
}

/** The programs written by hand of testdata/meanings.txt. */
const written = readFileSync(new URL('./testdata/meanings.txt', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line): Case[] => {
    const [, name = '', source = ''] = /^=== (\S+) assembly: (.*)$/.exec(line) ?? []
    const linkType = name === 'SECCOMP' ? SECCOMP_LINK_TYPE : linkTypeByName(name)?.number
    const result = source === '' ? null : assemble(source.replaceAll(' | ', '\n'))
    return linkType !== undefined && result?.ok === true ? [{ linkType, source, program: result.value.program }] : []
  })

interface Claim {
  /** As the words say it: `IPv4 source`. */
  readonly name: string
  readonly caveat: string | null
  readonly from: number
  readonly to: number
}

/** What the words of the executed loads say of this frame. */
function claimsOf({ program }: Case, meanings: readonly string[], packet: Uint8Array): Claim[] {
  const environment = { packet, metadata: defaultMetadata, flavour: 'linux' } as const
  const state = createState()
  const claims: Claim[] = []
  while (state.outcome === null && state.steps < STEP_LIMIT) {
    const { pc } = state
    const instruction = program[pc]
    const range = instruction === undefined ? null : bytesRead(instruction, state, environment)
    const words = /^[AX] ← (?:4 × IHL|[^,]*?), (.*?)(?: \(([^)]*)\))?$/.exec(meanings[pc] ?? '')
    if (range !== null && words !== null) {
      claims.push({ ...range, name: words[1] ?? '', caveat: words[2] ?? null })
    }
    step(program, environment, state)
  }
  return claims
}

function overlapping(fields: readonly Field[], from: number, to: number): readonly Field[] {
  return fields.filter((field) => field.from < to && field.to > from)
}

/** Null where the dissector agrees. */
function contradiction(claim: Claim, fields: readonly Field[]): string | null {
  const headers = overlapping(fields, claim.from, claim.to)
  const parts = headers.flatMap((header) =>
    header.children.length === 0 ? [header] : overlapping(header.children, claim.from, claim.to),
  )
  const keys = parts.map(({ key }) => key.replaceAll(/#\d+/g, ''))
  const known = claim.name.split(' or ').some((name) => isShown(name, claim, keys, parts))
  if (known) return null
  // What the caveat says.
  if (claim.caveat !== null && isExcused(claim.caveat, keys, headers)) return null
  return `${claim.name}${claim.caveat === null ? '' : ` (${claim.caveat})`} at ${claim.from}–${claim.to - 1}: ${keys.join(' ')}`
}

/** Names that the table lacks. */
const unknown = new Set<string>()

function missing(name: string): RegExp {
  unknown.add(name)
  return /^$/
}

/** The rows of the table that have come up. */
const claimed = new Set<(typeof FIELD_KEYS)[number]>()

/** The dissector has one field where the layouts have several, or data. */
const IN_A_LARGER_FIELD = /^(?:IP version|LLC control|ISO network-layer protocol|IS-IS PDU type|argument 0.*)$/

function isShown(name: string, { from, to }: Claim, keys: readonly string[], parts: readonly Field[]): boolean {
  const [, whole = '', piece = ''] = /^(.*?)((?:, (?:first|last) (?:byte|\d bytes)|, bytes? [\d–]+)?)$/.exec(name) ?? []
  const patterns = patternsOf(whole)
  if (keys.length === 0 || !keys.every((key) => patterns.some((pattern) => pattern.test(key)))) return false
  const [first] = parts
  if (patterns.length === 1 && piece === '' && !IN_A_LARGER_FIELD.test(whole)) {
    return first?.from === from && parts.at(-1)?.to === to
  }
  if (piece.startsWith(', first')) return first?.from === from
  if (piece.startsWith(', last')) return first?.to === to
  return true
}

/** One for a field, and one for each where several are named together. */
function patternsOf(whole: string): readonly RegExp[] {
  const find = (name: string): RegExp | undefined => {
    const row = [...FIELD_KEYS, ...OTHER_FIELD_KEYS].find(([each]) => each.test(name))
    if (row !== undefined) claimed.add(row)
    return row?.[1]
  }
  const names =
    find(whole) === undefined
      ? whole.split(
          /(?:, | and )(?=(?:IPv4|IPv6|PPPoE|PPP|LLC|EtherType|TCP|UDP|SCTP|ICMP|ICMPv6|ARP|Geneve|IGMP|802\.11|HDLC|VLAN)\b)/,
        )
      : [whole]
  return names.map((name) => find(name) ?? missing(name))
}

/** Whether what a caveat allows for is what the frame is. */
function isExcused(caveat: string, keys: readonly string[], headers: readonly Field[]): boolean {
  const isData = headers.every(({ key }) => key.replace(/#\d+/, '') === 'data')
  if (caveat === 'data in a later fragment') return isData
  if (caveat === 'if SNAP follows') return isData || keys.every((key) => key.startsWith('llc.'))
  if (caveat === 'absent in some control frames') return isData
  return caveat === 'if the frame’s body is plain'
}

it('reads the fields that the dissector shows', () => {
  const random = createRandom(SEED)
  const drawn = randomCases(random, 700)
  const cases = [...written, ...drawn, ...drawn.map((each) => mistaken(random, each))]
  const seen = new Map<string, number>()
  const wrong = new Set<string>()
  for (const each of cases) {
    const meanings = explainProgram(each.program, each.linkType)
    const samples = each.linkType === DLT.EN10MB ? sampleFrames.map(({ frame }) => frame.bytes) : []
    const tried = Array.from({ length: TRIED }, () => randomFrame(random, each.linkType))
    const told = [...samples, ...tried].map((bytes) => ({ bytes, claims: claimsOf(each, meanings, bytes) }))
    for (const { bytes, claims } of told.sort((a, b) => b.claims.length - a.claims.length).slice(0, KEPT)) {
      const { fields } = dissect({ linkType: each.linkType, bytes })
      // What a filter has once taken for granted wrongly, it builds on.
      let isAssumed = false
      for (const claim of claims) {
        const fault = isAssumed ? null : contradiction(claim, fields)
        if (fault !== null)
          wrong.add(`${each.linkType} ${each.source}: ${fault}; ${Buffer.from(bytes).toString('hex')}`)
        isAssumed ||= claim.caveat !== null && contradiction({ ...claim, caveat: null }, fields) !== null
        seen.set(claim.name, (seen.get(claim.name) ?? 0) + 1)
      }
    }
  }
  expect([...unknown]).toEqual([])
  expect([...wrong].slice(0, 20)).toEqual([])
  expect(FIELD_KEYS.filter((row) => !claimed.has(row)).map(([name]) => name.source)).toEqual([])
  expect([...seen.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(40_000)
}, 60_000)
