/**
 * Compares our compiler with the installed libpcap on random expressions.
 *
 *     npm run conformance -- [--seed N] [--count M] [--no-coverage] [--show N] [--record]
 *
 * Prints what of the language was covered, how far the two agree, and each difference. Ends with exit
 * code 1 where there is a difference or where something was not covered, 2 where there is no libpcap
 * to ask. With --record it only writes down what the tests need where libpcap is not.
 */
import { parseArgs } from 'node:util'
import { libpcapAnswer, measureAgreement, type Agreement, type Share } from './judges/compile-differences.ts'
import { formatTallies, measureCoverage, type Coverage } from './judges/coverage.ts'
import { withoutProgram } from './judges/expressions/alternatives.ts'
import { askLibpcap, libpcapVersion } from './judges/libpcap.ts'
import { randomExpressions } from './judges/random-expressions.ts'
import { recordPrograms } from './judges/record-programs.ts'

/** Seconds that libpcap may take for one expression. */
const PATIENCE = 10
/** With fewer expressions than this some rare alternative may well not come up. */
const ENOUGH = 20_000

/** Gives the exit code. */
export function conformance(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: String(ENOUGH) },
      'no-coverage': { type: 'boolean', default: false },
      show: { type: 'string', default: '20' },
      record: { type: 'boolean', default: false },
    },
  })
  const version = libpcapVersion()
  if (version === null) {
    console.error('There is no libpcap to ask here: it takes gcc and libpcap-dev.')
    return 2
  }
  if (values.record) {
    recordPrograms(version)
    return 0
  }
  const seed = Number(values.seed)
  const count = Number(values.count)
  const drawn = randomExpressions(seed, count)
  const cases = drawn.map(({ request }) => request)
  const answers = askLibpcap(cases, PATIENCE).map(libpcapAnswer)
  const hasProgram = answers.map((answer) => answer.startsWith('ok '))
  const coverage = measureCoverage(drawn, hasProgram)
  if (!values['no-coverage']) printCoverage(coverage)
  const missing = missed(coverage)
  for (const each of missing) console.log(`not covered: ${each}`)
  console.log(`seed ${seed}: ${count} expressions, ${hasProgram.filter(Boolean).length} with a program`)
  const agreement = measureAgreement(cases, answers)
  printAgreement(agreement, version, Number(values.show))
  return agreement.differences.length > 0 || (count >= ENOUGH && missing.length > 0) ? 1 : 0
}

function printCoverage({ alternatives, linkTypes }: Coverage): void {
  console.log('Alternatives of the grammar: expressions drawn / with a program')
  console.log(formatTallies(alternatives))
  console.log('\nLink types: expressions drawn / with a program')
  console.log(formatTallies(linkTypes))
  console.log()
}

/** What was never drawn, and what never had a program though it could. */
function missed({ alternatives, linkTypes }: Coverage): string[] {
  return [...alternatives, ...linkTypes].flatMap(([name, { drawn, compiled }]) => {
    if (drawn === 0) return [`${name} was not drawn`]
    // What has been spoiled need not have a program.
    if (name.startsWith('fault: ')) return []
    return compiled === 0 && !withoutProgram.has(name) ? [`${name} had no program`] : []
  })
}

function printAgreement({ differences, crashes, ...shares }: Agreement, version: string, shown: number): void {
  for (const { request, ours, theirs } of differences.slice(0, shown))
    console.log(`${JSON.stringify(request)}\n  ours   ${ours}\n  theirs ${theirs}`)
  for (const request of crashes.slice(0, shown)) console.log(`libpcap did not survive ${JSON.stringify(request)}`)
  const line = (what: string, { agreed, of }: Share) => {
    const percent = of === 0 ? 100 : Math.floor((agreed / of) * 10_000) / 100
    console.log(`  ${what.padEnd(22)} ${agreed} of ${of} (${percent}%)`)
  }
  console.log(`Agreement with libpcap ${version}:`)
  line('acceptance', shares.acceptance)
  line('program', shares.program)
  line('semantic error text', shares.semantic)
  line('syntax error text', shares.syntax)
  console.log(`  ${crashes.length} that libpcap did not survive, ${differences.length} differences`)
}
