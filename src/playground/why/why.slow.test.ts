/**
 * The answers of Why over random filters and frames: the marks are the verdict, nothing throws, every value has a
 * reason, and what the run in view is said to have decided by a step really follows from what it had seen by then.
 */
import { expect, test } from 'vitest'
import { randomExpressions } from '../../../scripts/judges/random-expressions.ts'
import { createRandom, type Random } from '../../../scripts/judges/random.ts'
import type { FilterWithLeaves } from '../../filter/index.ts'
import { sampleFrames } from '../../packet/index.ts'
import { defaultMetadata, recordTrace, verdictOf, type Environment, type Trace } from '../../vm/index.ts'
import { compileSource } from '../compile-source.ts'
import type { Program } from '../../bpf/index.ts'
import type { SourceInput } from '../source-input.ts'
import { clausesOf, evaluateFilter, explainClauses, whyRows } from '../late.ts'

const FRAMES = 8
const STEP_LIMIT = 2000

interface Case {
  readonly source: SourceInput
  readonly filter: FilterWithLeaves
  readonly program: Program
  readonly environment: Environment
  readonly trace: Trace
}

const random = createRandom(61)
const cases = randomExpressions(60221, 1400).flatMap(({ request }): Case[] => {
  const { expression, linkType, snaplen, netmask } = request
  const source: SourceInput = {
    language: 'filter',
    context: 'socket',
    text: expression,
    linkType,
    snaplen,
    netmask,
    optimize: true,
    live: false,
    names: '',
  }
  const filter = clausesOf(source)
  const { program } = compileSource(source)
  if (filter === null || program === null) return []
  return Array.from({ length: FRAMES }, (_, i) => {
    const environment = environmentOf(i === 0 ? random.pick(sampleFrames).frame.bytes : bytesAtRandom(random, program))
    return { source, filter, program, environment, trace: recordTrace(program, environment, STEP_LIMIT) }
  }).filter(
    ({ filter: each, environment, trace }) =>
      trace.steps < STEP_LIMIT && evaluateFilter(each, environment).outcome.kind !== 'step-limit',
  )
})

test('every clause that was reached has a reason, and the rows at the end are its value', () => {
  const wrong = cases.filter(({ source, filter, program, environment, trace }) => {
    const why = explainClauses(source, filter, environment, { program, trace })
    const rows = whyRows(why, trace.steps, trace.steps)
    const reasons = why.clauses.every(({ value, reason }) => (value === 'not reached') === (reason === ''))
    const values = rows.every(({ clause, state }) => clause === null || state === why.clauses[clause]?.value)
    const whole = why.tree === null || rows[0]?.state === why.whole
    return !(reasons && values && whole)
  })
  expect(wrong.map(describeCase)).toEqual([])
  expect(cases.length).toBeGreaterThan(6000)
})

test('the whole is the verdict, or a note says that it is not', () => {
  let differing = 0
  const wrong = cases.filter(({ source, filter, program, environment, trace }) => {
    const why = explainClauses(source, filter, environment, { program, trace })
    if ((why.whole === 'true') === verdictOf(trace.outcome) > 0) return false
    differing++
    return !(why.decider === null && why.notes.some((note) => /optimized program/u.test(note)))
  })
  expect(wrong.map(describeCase)).toEqual([])
  // It comes up, and is rare.
  expect(differing).toBeGreaterThan(0)
  expect(differing).toBeLessThan(cases.length / 50)
})

test('a clause said to be decided by a step is so for every frame that runs the same up to there', () => {
  let compared = 0
  const wrong = cases.flatMap((each) => {
    const { source, filter, program, environment, trace } = each
    const why = explainClauses(source, filter, environment, { program, trace })
    const found: string[] = []
    for (let i = 0; i < 3; i++) {
      const other = environmentOf(changed(random, environment.packet))
      const otherTrace = recordTrace(program, other, STEP_LIMIT)
      const same = stepsInCommon(trace, otherTrace)
      const { values } = evaluateFilter(filter, other)
      why.clauses.forEach(({ value, decision }, clause) => {
        if (decision === null || decision.whole || decision.step >= same) return
        const theirs = values[clause]
        if (theirs === undefined || theirs === 'not reached' || theirs === 'unreadable') return
        compared++
        if (theirs !== value) found.push(`${clause} at ${decision.step}: ${describeCase(each)}`)
      })
    }
    return found
  })
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(3000)
})

function environmentOf(packet: Uint8Array): Environment {
  return { packet, metadata: defaultMetadata, flavour: 'linux' }
}

/** Steps that both runs have gone alike, jumps included: the pc behind the last one is the same too. */
function stepsInCommon(one: Trace, other: Trace): number {
  let i = 0
  while (i < Math.min(one.steps, other.steps) && one.pcAt(i + 1) === other.pcAt(i + 1)) i++
  return i
}

/** Bytes at random, with what the program's constants are in some of the places that it looks at. */
function bytesAtRandom(from: Random, program: Program): Uint8Array {
  const bytes = Uint8Array.from({ length: 90 + from.below(60) }, () => (from.chance(0.4) ? 0 : from.below(256)))
  program.forEach(({ code, k }, pc) => {
    const test = program[pc + 1]
    const size = code === 0x20 ? 4 : code === 0x28 ? 2 : code === 0x30 ? 1 : 0
    if (size === 0 || test === undefined || k + size > bytes.length || from.chance(0.3)) return
    for (let i = 0; i < size; i++) bytes[k + i] = (test.k >>> (8 * (size - 1 - i))) & 0xff
  })
  return bytes
}

function changed(from: Random, bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  for (let i = 0; i < 4; i++) copy[from.below(Math.min(copy.length, 64))] = from.below(256)
  return copy
}

function describeCase({ source, environment }: Case): string {
  return `${source.linkType} ${source.text}: ${Buffer.from(environment.packet).toString('hex')}`
}
