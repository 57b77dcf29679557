/**
 * Compares our compiler with the installed libpcap on random expressions.
 *
 *     npm run fuzz:compile -- [--seed S] [--count N] [--what slice|language] [--record]
 *
 * Prints each difference, and ends with exit code 1 where there is one, 2 where there is no libpcap
 * to ask. With --record it only writes down what the tests need where libpcap is not.
 */
import { parseArgs } from 'node:util'
import { compileDifferences, libpcapAnswer } from './judges/compile-differences.ts'
import { askLibpcap, libpcapVersion } from './judges/libpcap.ts'
import { randomLanguage, randomSlice, type ExpressionCase } from './judges/random-expressions.ts'
import { writeRecordedPrograms, type RecordedPrograms } from './judges/recorded-programs.ts'
import { languageCases, sliceCases } from './judges/suite-expressions.ts'

const BATCH = 5000
const SHOWN = 20

/** Gives the exit code. */
export function fuzz(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: String(BATCH) },
      what: { type: 'string', default: 'language' },
      record: { type: 'boolean', default: false },
    },
  })
  const version = libpcapVersion()
  if (version === null) {
    console.error('There is no libpcap to ask here: it takes gcc and libpcap-dev.')
    return 2
  }
  if (values.record) {
    const record = (file: RecordedPrograms, cases: ExpressionCase[]) => {
      writeRecordedPrograms(file, `libpcap ${version}`, cases, askLibpcap(cases, 5).map(libpcapAnswer))
    }
    record('libpcap-slice.txt', sliceCases())
    record('libpcap-language.txt', languageCases())
    return 0
  }
  const count = Number(values.count)
  const draw = values.what === 'slice' ? randomSlice : randomLanguage
  let different = 0
  let programs = 0
  let crashes = 0
  for (let done = 0; done < count; done += BATCH) {
    const seed = Number(values.seed) + done / BATCH
    const cases = draw(seed, Math.min(BATCH, count - done))
    const answers = askLibpcap(cases, 5).map(libpcapAnswer)
    programs += answers.filter((answer) => answer.startsWith('ok')).length
    crashes += answers.filter((answer) => answer === 'crash').length
    const found = compileDifferences(cases, answers)
    for (const { request, ours, theirs } of found.slice(0, Math.max(0, SHOWN - different))) {
      console.log(`seed ${seed}: ${JSON.stringify(request)}\n  ours   ${ours}\n  theirs ${theirs}`)
    }
    different += found.length
  }
  console.log(
    `libpcap ${version}: ${count} expressions, ${programs} with a program, ${crashes} that libpcap did not survive, ${different} differences`,
  )
  return different === 0 ? 0 : 1
}
