import { expect, test } from 'vitest'
import { askKernel, kernelRelease } from '../../scripts/judges/kernel.ts'
import { askLibpcapCases, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { differences, isForLibpcap, libpcapFlavourAnswer, machineAnswer } from '../../scripts/judges/machine-answer.ts'
import { randomCases } from '../../scripts/judges/random-programs.ts'
import { digestOf, readRecordedAnswers } from '../../scripts/judges/recorded-answers.ts'

// Acceptance and verdict of every case, recorded and live. More of them: npm run fuzz:kernel.

const kernel = readRecordedAnswers('kernel-answers.txt')
const kernelCases = randomCases(kernel.seed, kernel.count)

test(`${kernel.count} random programs end as ${kernel.judge} ended them`, () => {
  expect(kernel.count).toBeGreaterThanOrEqual(20_000)
  expect(digestOf(kernelCases), 'the recorded answers are of other cases').toBe(kernel.digest)
  expect(differences(kernelCases, kernel.answers, (each) => machineAnswer(each, kernel.cpu))).toEqual([])
})

test('the recorded answers are of every kind', () => {
  const share = (wanted: (answer: unknown) => boolean) => kernel.answers.filter(wanted).length / kernel.count
  expect(share((answer) => answer === 'EINVAL')).toBeGreaterThan(0.1)
  expect(share((answer) => answer === 'drop')).toBeGreaterThan(0.1)
  expect(share((answer) => typeof answer === 'number')).toBeGreaterThan(0.5)
  expect(new Set(kernel.answers).size).toBeGreaterThan(250)
})

test.runIf(kernelRelease('unix') !== null)('they end as the live kernel ends them', () => {
  const { cpu, answers } = askKernel('unix', kernelCases)
  expect(differences(kernelCases, answers, (each) => machineAnswer(each, cpu))).toEqual([])
})

const libpcap = readRecordedAnswers('libpcap-answers.txt')
const libpcapCases = randomCases(libpcap.seed, libpcap.count)
const ourLibpcapAnswer = (each: (typeof libpcapCases)[number]) =>
  isForLibpcap(each) ? libpcapFlavourAnswer(each) : 'EINVAL'

test(`in the libpcap flavour, ${libpcap.count} random programs end as in ${libpcap.judge}`, () => {
  expect(digestOf(libpcapCases), 'the recorded answers are of other cases').toBe(libpcap.digest)
  expect(differences(libpcapCases, libpcap.answers, ourLibpcapAnswer)).toEqual([])
})

test.runIf(libpcapVersion() !== null)('in the libpcap flavour, they end as in the live bpf_filter()', () => {
  expect(differences(libpcapCases, askLibpcapCases(libpcapCases, isForLibpcap), ourLibpcapAnswer)).toEqual([])
})
