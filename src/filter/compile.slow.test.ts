/**
 * Our compiler against libpcap on random expressions over the whole grammar and every link type,
 * program and refusal both: recorded answers everywhere, and the live ones where libpcap is installed.
 */
import { describe, expect, test } from 'vitest'
import { libpcapAnswer, measureAgreement, ourAnswer } from '../../scripts/judges/compile-differences.ts'
import { measureCoverage } from '../../scripts/judges/coverage.ts'
import { askLibpcap, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { randomExpressions } from '../../scripts/judges/random-expressions.ts'
import { digest, digestCases, readCorpus, readDigests } from '../../scripts/judges/recorded-programs.ts'
import { suiteCases } from '../../scripts/judges/suite-expressions.ts'
import { CLASS, classOf } from '../bpf/index.ts'
import { DLT } from '../net/index.ts'
import { compileFilter } from './index.ts'

const live = libpcapVersion()
const cases = suiteCases()

describe('what libpcap compiled when it was recorded', () => {
  const recorded = readDigests()
  const corpus = readCorpus('libpcap-corpus.txt')

  test('the answers are to these expressions', () => {
    expect(recorded.cases).toBe(digestCases(cases))
    expect(recorded.answers).toHaveLength(cases.length)
    expect(corpus).toHaveLength(2000)
  })

  test('we compile it too', () => {
    const different = cases.filter((each, i) => {
      return recorded.answers[i] !== 'crash' && digest(ourAnswer(each)) !== recorded.answers[i]
    })
    expect(different).toEqual([])
  })

  test('we compile the corpus, instruction for instruction', () => {
    expect(corpus.map(({ request }) => ourAnswer(request))).toEqual(corpus.map(({ answer }) => answer))
    expect(corpus.filter(({ answer }) => answer.startsWith('ok ')).length).toBeGreaterThan(1000)
  })
})

// Debian 12's libpcap is the judge; another 1.10.x may differ, and the recorded answers stand.
describe.runIf(live === '1.10.3')('the installed libpcap', () => {
  test('compiles what we compile, and refuses what we refuse', () => {
    const answers = askLibpcap(cases, 20).map(libpcapAnswer)
    const { differences, program, semantic } = measureAgreement(cases, answers)
    expect(differences).toEqual([])
    expect(program.of).toBeGreaterThan(cases.length / 2)
    expect(semantic.of).toBeGreaterThan(cases.length / 5)
  })
})

test('every instruction serves a clause, but for returns and the prologue that computes header lengths', () => {
  const withPrologue: readonly number[] = [
    DLT.IEEE802_11,
    DLT.PRISM_HEADER,
    DLT.IEEE802_11_RADIO_AVS,
    DLT.IEEE802_11_RADIO,
    DLT.PPI,
    DLT.PFLOG,
  ]
  const bare = cases.flatMap(({ expression, ...options }) => {
    const compiled = compileFilter(expression, options)
    if (!compiled.ok || withPrologue.includes(options.linkType)) return []
    const { program, provenance } = compiled.value
    return program.flatMap(({ code }, pc) =>
      classOf(code) !== CLASS.RET && provenance[pc]?.length === 0 ? [{ expression, pc }] : [],
    )
  })
  expect(bare).toEqual([])
})

test('the generator leaves out no alternative of the grammar and no link type', () => {
  const drawn = randomExpressions(20224, 20_000)
  const { alternatives, linkTypes } = measureCoverage(drawn, [])
  const seldom = (tallies: typeof alternatives, least: number) =>
    [...tallies].filter(([, tally]) => tally.drawn < least).map(([name]) => name)
  expect(seldom(alternatives, 5)).toEqual([])
  expect(seldom(linkTypes, 80)).toEqual([])
})
