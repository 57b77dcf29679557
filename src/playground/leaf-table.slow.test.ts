/**
 * The leaf table against runs: what the clauses come to, put together as the expression says, is the
 * verdict, of the unoptimized program and of the optimized one; and a clause has the value that it
 * has as a filter of its own. Random expressions over the whole language, frames made for them.
 */
import { describe, expect, test } from 'vitest'
import { randomExpressions, type ExpressionCase } from '../../scripts/judges/random-expressions.ts'
import { createRandom, type Random } from '../../scripts/judges/random.ts'
import { CLASS, JMP, SRC, classOf, modeOf, operationOf, sizeOf, sourceOf, MODE, SIZE } from '../bpf/index.ts'
import type { Instruction, Program } from '../bpf/index.ts'
import { compileFilter, compileWithLeaves, evaluateClauses, evaluateTree } from '../filter/index.ts'
import type { ClauseValue, ExecutedJump, FilterWithLeaves } from '../filter/index.ts'
import { DLT } from '../net/index.ts'
import { sampleFrames } from '../packet/index.ts'
import { createState, defaultMetadata, run, step, type Environment, type Outcome } from '../vm/index.ts'

const FRAMES = 12
const STEP_LIMIT = 2000

interface Told {
  readonly request: ExpressionCase
  readonly filter: FilterWithLeaves
  readonly environment: Environment
  readonly outcome: Outcome
  readonly values: readonly ClauseValue[]
  readonly whole: ClauseValue
}

const told = tellAll(randomExpressions(20231, 4000))
/** The same expressions behind headers that move their offsets. */
const toldBehind = tellAll(
  randomExpressions(20232, 1500).map(({ request }, i) => {
    const prefix = ['vlan', 'vlan 10', 'mpls', 'vlan and vlan'][i % 4] ?? ''
    return { request: { ...request, linkType: DLT.EN10MB, expression: `${prefix} and (${request.expression})` } }
  }),
)

/** Verdicts: what a run came to, as far as a clause can say it. */
function verdictOf(outcome: Outcome): 'true' | 'false' | 'failed' {
  if (outcome.kind !== 'returned') return 'failed'
  return outcome.value > 0 ? 'true' : 'false'
}

describe('the clauses put together are the verdict', () => {
  test('of the unoptimized program', () => {
    const wrong = told.filter(({ whole, outcome, filter, values }) => {
      const verdict = verdictOf(outcome)
      // Behind a header that is missing or another one, no clause is reached, and the packet is dropped.
      const dropped = values.every((value) => value === 'not reached') && hasProlog(filter)
      if (dropped) return verdict === 'true'
      return verdict === 'failed' ? whole !== 'unreadable' : whole !== verdict
    })
    expect(wrong.map(describeCase)).toEqual([])
  })

  test('of the optimized program, where both could read what they asked for', () => {
    const wrong = told.filter(({ request, environment, outcome, whole }) => {
      if (outcome.kind !== 'returned' || whole === 'not reached' || READS_STALE.test(request.expression)) return false
      const optimized = optimizedOnce(request)
      // What rejects all packets has no program.
      if (!optimized.ok) return whole !== 'false'
      const end = run(optimized.value.program, environment, STEP_LIMIT).outcome
      return end?.kind === 'returned' && verdictOf(end) !== whole
    })
    expect(wrong.map(describeCase)).toEqual([])
  })

  test('and all of it came up', () => {
    const seen = new Map<string, number>()
    const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1)
    for (const { whole, values, outcome } of told) {
      count(`whole ${whole}`)
      count(outcome.kind)
      values.forEach(count)
    }
    for (const key of ['whole true', 'whole false', 'true', 'false', 'not reached'])
      expect([key, (seen.get(key) ?? 0) > 2000]).toEqual([key, true])
    expect(seen.get('unreadable')).toBeGreaterThan(200)
  })
})

test('a clause that was reached has the value that it has alone', () => {
  let compared = 0
  const wrong = told.flatMap((each) =>
    each.values.flatMap((value, clause) => {
      const alone = value === 'true' || value === 'false' ? compiledAlone(each, clause) : null
      if (alone === null) return []
      compared++
      const { outcome } = run(alone, each.environment, STEP_LIMIT)
      return outcome !== null && verdictOf(outcome) === value ? [] : [`${clause}: ${describeCase(each)}`]
    }),
  )
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(10_000)
})

test('a clause behind vlan or mpls has the value that it has behind them alone', () => {
  const compared = new Map<string, number>()
  const wrong = [...told, ...toldBehind].flatMap((each) =>
    each.values.flatMap((value, clause) => {
      const { leaves } = each.filter
      const movers = leaves.slice(0, clause).filter(({ moves }) => moves !== null)
      // Where the frame has not these headers the filter with them says nothing of the clause.
      if (value === 'not reached' || value === 'unreadable') return []
      if (movers.some((leaf) => each.values[leaf.clause] !== 'true')) return []
      const alone = compileBehind(each, clause)
      if (alone === null) return []
      const key = movers.map(({ moves }) => moves).join(' ')
      compared.set(key, (compared.get(key) ?? 0) + 1)
      const { outcome } = run(alone, each.environment, STEP_LIMIT)
      return outcome !== null && verdictOf(outcome) === value ? [] : [`${clause}: ${describeCase(each)}`]
    }),
  )
  expect(wrong).toEqual([])
  for (const key of ['vlan', 'mpls', 'vlan vlan']) expect([key, (compared.get(key) ?? 0) > 300]).toEqual([key, true])
})

const optimizedOnce = once((request: ExpressionCase) =>
  compileFilter(request.expression, { ...request, optimize: true }),
)
const aloneOnce = once(({ clauses }: FilterWithLeaves) => clauses.map((): Program | null | undefined => undefined))

/** The same for all frames of an expression. */
function compiledAlone(each: Told, clause: number): Program | null {
  return (aloneOnce(each.filter)[clause] ??= compileAlone(each, clause))
}

function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** `byte 0 & 1` compares what happens to be in A, which another order of tests changes. */
const READS_STALE = /\bbyte\b[^&|]*[&|]/

/** Words behind which others mean something else. */
const MOVES_OFFSETS = /vlan|mpls|pppoe|geneve|llc|lane|metac|oam|bcc|sc\b|ilmic|connectmsg/

/**
 * libpcap takes the scratch words of header lengths like any other: behind arithmetic that gave its
 * words back it may get one of those, and the arithmetic then overwrites the length that was computed
 * at the program's start. So `1 <= 5 and tcp` looks for TCP in the wrong place on PFLOG. And `geneve`
 * moves the payload's word after code that stands before it has been made for the old one.
 */
function losesHeaderLength({ program, provenance }: FilterWithLeaves, expression: string): boolean {
  const isStore = ({ code }: Instruction) => classOf(code) === CLASS.ST
  const lengths = new Set(program.filter((each, pc) => isStore(each) && provenance[pc]?.length === 0).map(({ k }) => k))
  if (lengths.size > 0 && expression.includes('geneve')) return true
  return program.some((each, pc) => isStore(each) && provenance[pc]?.length !== 0 && lengths.has(each.k))
}

/** The clause's text as a filter of its own; null where it would not be the same primitive. */
function compileAlone({ request, filter }: Told, clause: number): Program | null {
  const span = filter.clauses[clause]?.span
  if (span === undefined || losesHeaderLength(filter, request.expression)) return null
  const text = textOf(request, filter, clause)
  if (MOVES_OFFSETS.test(request.expression.slice(0, span.from)) || !standsAlone(text)) return null
  const alone = compileWithLeaves(text, request)
  return alone.ok && alone.value.clauses.length === 1 ? alone.value.program : null
}

function textOf({ expression }: ExpressionCase, { clauses }: FilterWithLeaves, clause: number): string {
  const span = clauses[clause]?.span ?? { from: 0, to: 0 }
  return expression.slice(span.from, span.to)
}

/** A bare identifier has taken its qualifiers from the clause before. */
function standsAlone(text: string): boolean {
  if (READS_STALE.test(text)) return false
  return /^[a-z]\w*[ [(]|^(?:ip6?|tcp|udp|arp|rarp|icmp6?|inbound|outbound|broadcast|multicast)$/.test(text)
}

/**
 * The clause behind what moves its offsets, `vlan 5 and clause`: the verdict is the clause's for a packet that has
 * the headers so named. Null where nothing has moved them, or something else than these two has.
 */
function compileBehind({ request, filter }: Told, clause: number): Program | null {
  const { leaves } = filter
  const movers = leaves.slice(0, clause).filter(({ moves }) => moves !== null)
  const isKnown = movers.length > 0 && movers.every(({ moves }) => moves === 'vlan' || moves === 'mpls')
  const text = textOf(request, filter, clause)
  if (!isKnown || !standsAlone(text) || losesHeaderLength(filter, request.expression)) return null
  const prefix = movers.map((leaf) => `${textOf(request, filter, leaf.clause)} and `)
  const behind = compileWithLeaves(`${prefix.join('')}${text}`, request)
  return behind.ok && behind.value.clauses.length === movers.length + 1 ? behind.value.program : null
}

function describeCase({ request, environment, outcome, values, whole }: Told): string {
  const bytes = Buffer.from(environment.packet).toString('hex')
  return `${request.linkType} ${request.expression}: ${values.join(', ')} → ${whole}; ${JSON.stringify(outcome)}; ${bytes}`
}

/** Whether something stands before the first clause that can drop a packet. */
function hasProlog({ program, provenance }: FilterWithLeaves): boolean {
  return provenance.some((clauses, pc) => clauses.length === 0 && classOf(program[pc]?.code ?? 0) !== CLASS.RET)
}

function tellAll(expressions: readonly { readonly request: ExpressionCase }[]): Told[] {
  const random = createRandom(20231)
  return expressions.flatMap(({ request }) => {
    const compiled = compileWithLeaves(request.expression, request)
    if (!compiled.ok) return []
    const filter = compiled.value
    const samples = request.linkType === DLT.EN10MB ? sampleFrames.map(({ frame }) => frame.bytes) : []
    const made = Array.from({ length: FRAMES }, () => frameFor(random, filter.program))
    return [...made, ...samples]
      .map((packet): Told => {
        const environment: Environment = { packet, metadata: defaultMetadata, flavour: 'linux' }
        const { outcome, executed, failedAt } = follow(filter.program, environment)
        const values = evaluateClauses(filter.leaves, executed, failedAt)
        const whole = filter.tree === null ? 'true' : evaluateTree(filter.tree, values)
        return { request, filter, environment, outcome, values, whole }
      })
      .filter(({ outcome }) => outcome.kind !== 'step-limit')
  })
}

/** Runs and notes the conditional jumps; the test is made here, for both exits may lead to one place. */
function follow(program: Program, environment: Environment) {
  const state = createState()
  const executed: ExecutedJump[] = []
  let pc = 0
  while (state.outcome === null) {
    pc = state.pc
    const instruction = program[pc]
    if (instruction !== undefined && isConditional(instruction))
      executed.push({ pc, taken: holds(instruction, state.a, state.x) })
    if (state.steps >= STEP_LIMIT) state.outcome = { kind: 'step-limit', steps: state.steps }
    else step(program, environment, state)
  }
  const { outcome } = state
  return { outcome, executed, failedAt: outcome.kind === 'returned' ? null : pc }
}

function isConditional({ code }: Instruction): boolean {
  return classOf(code) === CLASS.JMP && operationOf(code) !== JMP.JA
}

function holds({ code, k }: Instruction, a: number, x: number): boolean {
  const operand = sourceOf(code) === SRC.X ? x : k
  switch (operationOf(code)) {
    case JMP.JEQ:
      return a === operand
    case JMP.JGT:
      return a > operand
    case JMP.JGE:
      return a >= operand
    default:
      return (a & operand) !== 0
  }
}

/** Bytes at random, with what the program looks for in about half of the places it looks at. */
function frameFor(random: Random, program: Program): Uint8Array {
  const bytes = Uint8Array.from({ length: 160 }, () => (random.chance(0.3) ? 0 : random.below(256)))
  for (const [pc, { code, k }] of program.entries()) {
    if (classOf(code) !== CLASS.LD || modeOf(code) !== MODE.ABS || k > 150 || random.chance(0.4)) continue
    const wanted = valueAfter(program, pc)
    if (wanted === null) continue
    const size = sizeOf(code) === SIZE.W ? 4 : sizeOf(code) === SIZE.H ? 2 : 1
    for (let i = 0; i < size; i++) bytes[k + i] = (wanted >>> (8 * (size - 1 - i))) & 0xff
  }
  return bytes.slice(0, random.chance(0.15) ? random.below(60) : 160 - random.below(30))
}

/** What the first test behind a load compares with, seen past a mask. */
function valueAfter(program: Program, pc: number): number | null {
  for (const { code, k } of program.slice(pc + 1, pc + 3)) {
    if (classOf(code) === CLASS.JMP && sourceOf(code) === SRC.K && operationOf(code) !== JMP.JA) return k
  }
  return null
}
