/**
 * Our compiler against libpcap on ten thousand random expressions, program and refusal both: live
 * where libpcap is installed, its recorded answers elsewhere.
 */
import { describe, expect, test } from 'vitest'
import { compileDifferences, libpcapAnswer, ourAnswer } from '../../scripts/judges/compile-differences.ts'
import { askLibpcap, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import type { ExpressionCase } from '../../scripts/judges/random-expressions.ts'
import {
  digest,
  digestCases,
  readRecordedPrograms,
  type RecordedPrograms,
} from '../../scripts/judges/recorded-programs.ts'
import { languageCases, sliceCases } from '../../scripts/judges/suite-expressions.ts'

const live = libpcapVersion()

const sets: readonly (readonly [string, RecordedPrograms, () => ExpressionCase[]])[] = [
  ['everyday expressions on Ethernet and raw IP', 'libpcap-slice.txt', sliceCases],
  ['the whole language on every link type', 'libpcap-language.txt', languageCases],
]

describe.each(sets)('%s', (_name, file, draw) => {
  const cases = draw()

  test('the recorded answers are to these expressions', () => {
    const recorded = readRecordedPrograms(file)
    expect(recorded.cases).toBe(digestCases(cases))
    expect(recorded.answers).toHaveLength(cases.length)
  })

  test('we compile what libpcap compiled when it was recorded', () => {
    const { answers } = readRecordedPrograms(file)
    const different = cases.filter((each, i) => answers[i] !== 'crash' && digest(ourAnswer(each)) !== answers[i])
    expect(different).toEqual([])
  })

  // Debian 12's libpcap is the judge; another 1.10.x may differ, and the recorded answers stand.
  test.runIf(live === '1.10.3')('we compile what the installed libpcap compiles', () => {
    const answers = askLibpcap(cases, 5).map(libpcapAnswer)
    expect(compileDifferences(cases, answers)).toEqual([])
    expect(answers.filter((answer) => answer.startsWith('ok')).length).toBeGreaterThan(cases.length / 5)
  })
})
