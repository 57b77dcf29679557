import { describe, expect, test } from 'vitest'
import { type Instruction } from '../bpf/index.ts'
import { parseStopRule, type StopRule } from './stop-rule.ts'
import { findStops } from './stops.ts'
import { recordTrace } from './trace.ts'
import { defaultMetadata, type Environment } from './types.ts'

const insn = (code: number, k = 0, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k })
const environment: Environment = {
  packet: Uint8Array.from({ length: 40 }, (_, i) => i),
  metadata: defaultMetadata,
  flavour: 'libpcap',
}

/** ldx #5; txa; ldb [x + 10]; txa; sub #1; tax; jeq #0, out, back to 1; ret #9. One step, then seven a round but six the last, then one. */
const countdown = [
  insn(0x01, 5),
  insn(0x87),
  insn(0x50, 10),
  insn(0x87),
  insn(0x14, 1),
  insn(0x07),
  insn(0x15, 0, 1, 0),
  insn(0x05, 0xfffffff9),
  insn(0x06, 9),
]
const trace = recordTrace(countdown, environment)

function rule(text: string): StopRule {
  const parsed = parseStopRule(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

/** All stops in order, found from the front; the same found from the back. */
function stopsOf(instructions: number[], ...rules: string[]) {
  const stops = findStops(trace, instructions, rules.map(rule))
  const forward: number[] = []
  for (let i = stops.next(0); i !== null; i = stops.next(i)) forward.push(i)
  const back: number[] = []
  for (let i = stops.previous(trace.steps); i !== null; i = stops.previous(i)) back.unshift(i)
  expect(back).toEqual(forward)
  return forward
}

describe('a run of 36 steps', () => {
  test('is what the others expect', () => {
    expect(trace.steps).toBe(36)
    expect(trace.outcome).toEqual({ kind: 'returned', value: 9 })
  })
  test.each<[number[], string[], number[]]>([
    [[], [], []],
    [[2], [], [2, 9, 16, 23, 30]],
    [[0], [], []],
    [[8], [], [35]],
    [[2, 8], [], [2, 9, 16, 23, 30, 35]],
    [[], ['X == 3'], [13]],
    [[], ['X < 3'], [20]],
    [[], ['at 1 if X < 3'], [22, 29]],
    [[], ['at 2'], [2, 9, 16, 23, 30]],
    [[], ['at 7 if A > 2'], [7, 14]],
    [[], ['read 14'], [10]],
    [[], ['read 12:2'], [17, 24]],
    [[], ['read 39'], []],
    [[], ['verdict'], [35]],
    [[], ['verdict accept'], [35]],
    [[], ['verdict drop'], []],
    [[8], ['X == 3', 'read 14'], [10, 13, 35]],
  ])('stops at %j and %j in %j', (instructions, rules, expected) => {
    expect(stopsOf(instructions, ...rules)).toEqual(expected)
  })
})

test('a step that is passed again stops again, whatever was asked before', () => {
  const { next } = findStops(trace, [2], [])
  expect([next(0), next(1), next(2), next(0), next(30), next(35), next(29)]).toEqual([2, 2, 9, 2, null, null, 30])
})

test('says which rules stop', () => {
  const { rulesAt } = findStops(trace, [], ['X == 3', 'read 14', 'step == 13'].map(rule))
  expect([0, 10, 13, 14].map(rulesAt)).toEqual([[], [1], [0, 2], []])
})

test('a run that its limit ends has no verdict', () => {
  const cut = recordTrace(countdown, environment, 20)
  expect(findStops(cut, [], [rule('verdict')]).next(0)).toBeNull()
})

test('searches back over many stretches', () => {
  const long = recordTrace([insn(0x04, 1), insn(0x05, 0xfffffffe)], environment, 50_000)
  const stops = findStops(long, [], [rule('A == 100')])
  expect([stops.previous(50_000), stops.next(0), stops.next(199)]).toEqual([199, 199, null])
})
