/**
 * What is called impossible never happens: random expressions against random frames.
 *
 * Frames are made to hit: the constants that a program compares with are written where it loads them
 * from, so that clauses come out true about as often as false.
 */
import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../../scripts/judges/random.ts'
import { libpcapFlavourAnswer } from '../../../scripts/judges/machine-answer.ts'
import { CLASS, JMP, MODE, SIZE, SRC, type Program } from '../../bpf/index.ts'
import { DLT } from '../../net/index.ts'
import type { Block } from '../codegen/block.ts'
import { generate } from '../codegen/generate.ts'
import { CompileFailure } from '../codegen/state.ts'
import { emit } from '../emit.ts'
import { tokenize } from '../lexer.ts'
import { parse } from '../parser/parser.ts'
import {
  Budget,
  formulaOf,
  literalsNeverReached,
  literalsOf,
  negated,
  neverTogether,
  primitivesOf,
  type Formula,
} from './formula.ts'
import { generateLeaves } from './leaf.ts'

const options = { linkType: DLT.EN10MB, snaplen: 100, netmask: 0xffffff00, optimize: false }
const EXPRESSIONS = 1500
const FRAMES = 60

const CLAUSES = [
  ...[
    'ip',
    'ip6',
    'arp',
    'tcp',
    'udp',
    'icmp',
    'icmp6',
    'sctp',
    'rarp',
    'ip proto 6',
    'ether proto 0x806',
    'ip broadcast',
  ],
  ...[
    'host 10.0.0.1',
    'src host 10.0.0.1',
    'src host 10.0.0.2',
    'dst net 10.0.0.0/8',
    'src net 10.0.0.0/30',
    'net 192.168',
  ],
  ...[
    'port 80',
    'tcp port 80',
    'src port 80',
    'udp dst port 80',
    'dst portrange 80-90',
    'src portrange 1-79',
    'tcp dst port 443',
  ],
  ...[
    'less 100',
    'greater 100',
    'len = 100',
    'len > 40',
    'len != 100',
    'less 60',
    'greater 61',
    '100 > len',
    'ether multicast',
  ],
  ...[
    'ip[0] > 69',
    'ip[0] & 0xf = 5',
    'ip[0] & 0xf0 != 64',
    'ip[9] = 6',
    'ip[9] < 6',
    'ip[8:2] = 0x4006',
    'ip[12] = 10',
  ],
  ...[
    'tcp[13] & 2 != 0',
    'tcp[13] = 2',
    'tcp[13] & 18 = 18',
    'tcp[0:2] = 80',
    'tcp[0:2] > 80',
    'tcp[0:2] - 80 > 10',
    'udp[0:2] = 80',
  ],
  ...[
    'ip[16] >= 224',
    'ip multicast',
    'ether[0] & 1 = 0',
    'ether[12:2] = 0x800',
    'ether[12] = 8',
    'ether[13] >> 4 = 0',
    'broadcast',
  ],
  ...[
    'ip[2:2] > ip[4:2]',
    'ip[2:2] = ip[4:2]',
    'ip[2:2] <= ip[4:2]',
    'ip[0] << 1 = 138',
    'ip[0] + 1 = 70',
    'ip[0] * 2 > 138',
    'ip[0] % 4 = 3',
  ],
  ...[
    'vlan',
    'vlan 5',
    'mpls',
    'ip[0] / 4 = 17',
    '-ip[0] > 5',
    'ip[6:2] & 0x1fff = 0',
    'ip[ip[0] & 15] = 1',
    'ip6[6] = 6',
    '5 = ip[1]',
  ],
] as const

function randomExpression(random: Random): string {
  const part = () => `${random.chance(0.25) ? 'not ' : ''}(${random.pick(CLAUSES)})`
  const joined = (count: number) => {
    let text = part()
    for (let i = 1; i < count; i++) text += ` ${random.pick(['and', 'and', 'or'])} ${part()}`
    return text
  }
  const group = () => `${random.chance(0.2) ? 'not ' : ''}(${joined(1 + random.below(3))})`
  return `${group()} ${random.pick(['and', 'or'])} ${group()}`
}

/** Where the program loads from, and what it compares that with. */
function wishes(programs: readonly Program[]): { at: number; size: number; value: number }[] {
  const found: { at: number; size: number; value: number }[] = []
  for (const program of programs) {
    let last: { at: number; size: number } | null = null
    for (const { code, k } of program) {
      const mode = code & 0xe0
      const isLoad = (code & 7) === CLASS.LD && (mode === MODE.ABS || mode === MODE.IND)
      const size = (code & 0x18) === SIZE.W ? 4 : (code & 0x18) === SIZE.H ? 2 : 1
      // An indirect load is taken to be behind an IPv4 header without options.
      if (isLoad) last = { at: mode === MODE.ABS ? k : k + (k >= 14 && k < 20 ? 20 : 0), size }
      else if ((code & 7) === CLASS.JMP && (code & 8) === SRC.K && (code & 0xf0) !== JMP.JA && last !== null)
        found.push({ ...last, value: k })
    }
  }
  return found
}

function randomFrame(random: Random, wanted: ReturnType<typeof wishes>): Uint8Array {
  const frame = new Uint8Array(random.pick([54, 60, 61, 64, 99, 100, 101, 120, 160]))
  for (let i = 0; i < frame.length; i++) frame[i] = random.chance(0.7) ? 0 : random.below(256)
  const type = random.pick([
    [0x08, 0x00],
    [0x08, 0x00],
    [0x86, 0xdd],
    [0x08, 0x06],
    [0x81, 0x00],
    [0x88, 0x47],
  ] as const)
  frame.set([...type, 0x45], 12)
  frame[23] = random.pick([6, 6, 17, 1, 132])
  frame[20] = frame[21] = 0
  for (const { at, size, value } of wanted) {
    if (!random.chance(0.3)) continue
    const near = random.chance(0.8) ? value : value + random.below(3) - 1
    for (let i = 0; i < size; i++) if (at + i < frame.length) frame[at + i] = near >>> (8 * (size - 1 - i))
  }
  return frame
}

/** The clause's program: 1 for true, 2 for false, 0 where the frame is too short to tell. */
function clauseProgram(root: Block): Program {
  const seen = new Set<Block>([root])
  for (const block of seen) {
    for (const next of [block.jt, block.jf]) if (next !== null) seen.add(next)
    if (block.jt === null && block.k === 0) block.k = 2
  }
  return emit(root).program
}

/** The truth of a formula from that of its clauses; null where the program ends before it is known. */
function truthOf(formula: Formula, clause: (f: Formula & { kind: 'literal' }) => boolean | null): boolean | null {
  if (formula.kind === 'literal') {
    const truth = clause(formula)
    return truth === null ? null : truth === formula.wanted
  }
  const decisive = formula.kind === 'any'
  for (const part of formula.parts) {
    const truth = truthOf(part, clause)
    if (truth !== !decisive) return truth
  }
  return !decisive
}

test('no frame makes true what is proven never to be', { timeout: 120_000 }, () => {
  const random = createRandom(20_240_601)
  const proven = { never: 0, always: 0, pairs: 0, unreached: 0 }
  const seen = { true: 0, false: 0 }
  for (let i = 0; i < EXPRESSIONS; i++) {
    const text = randomExpression(random)
    const parsed = parse(tokenize(text))
    if (!parsed.ok || parsed.value === null) throw new Error(`${text} is no expression`)
    const expression = parsed.value
    let leaves
    let whole: Program
    try {
      leaves = generateLeaves(primitivesOf(expression, 40) ?? [], options)
      whole = emit(generate(expression, options).root).program
    } catch (failure) {
      // For example `vlan` behind `mpls`: no program, nothing to prove.
      if (failure instanceof CompileFailure) continue
      throw failure
    }
    const formula = formulaOf(expression, leaves)
    const literals = literalsOf(formula)
    const budget = new Budget(200_000)
    const never = neverTogether([formula], budget)
    const always = neverTogether([negated(formula)], budget)
    const unreached = literalsNeverReached(formula, budget)
    const unreachedIsKnown = budget.left > 0
    const [one, two] = [random.pick(literals), random.pick(literals)]
    const pair = neverTogether([one, two], budget)
    proven.never += Number(never)
    proven.always += Number(always)
    proven.pairs += Number(pair && one !== two)
    proven.unreached += unreached.length

    const programs = new Map(leaves.map((leaf) => [leaf, clauseProgram(leaf.code)]))
    const wanted = wishes([...programs.values()])
    for (let f = 0; f < FRAMES; f++) {
      const packet = randomFrame(random, wanted)
      const shown = `${text} on ${Buffer.from(packet).toString('hex')}`
      const truths = new Map(
        leaves.map((leaf) => {
          const answer = libpcapFlavourAnswer({ program: programs.get(leaf) ?? [], packet })
          return [leaf, answer === 0 ? null : answer === 1]
        }),
      )
      const clause = (literal: Formula & { kind: 'literal' }) => truths.get(literal.leaf) ?? null
      const accepted = libpcapFlavourAnswer({ program: whole, packet }) > 0
      seen[accepted ? 'true' : 'false']++
      expect([shown, accepted]).toEqual([shown, truthOf(formula, clause) === true])
      if (never) expect([shown, accepted]).toEqual([shown, false])
      if (always) expect([shown, truthOf(formula, clause)]).not.toEqual([shown, false])
      if (pair) expect([shown, truthOf(one, clause) === true && truthOf(two, clause) === true]).toEqual([shown, false])
      if (!unreachedIsKnown) continue
      // Left to right, as far as the program goes.
      truthOf(formula, (literal) => {
        const truth = clause(literal)
        expect([shown, unreached.includes(literal) && truth === literal.wanted]).toEqual([shown, false])
        return truth
      })
    }
  }
  // Otherwise it would prove nothing.
  expect(proven.never).toBeGreaterThan(100)
  expect(proven.always).toBeGreaterThan(30)
  expect(proven.pairs).toBeGreaterThan(50)
  expect(proven.unreached).toBeGreaterThan(300)
  expect(seen.true).toBeGreaterThan(10_000)
  expect(seen.false).toBeGreaterThan(10_000)
})
