/**
 * Asks libpcap and writes down what the filter compiler's tests need where libpcap is not. Run by
 * `npm run conformance -- --record`; the man page's names take root, for a mount namespace.
 */
import { libpcapAnswer } from './compile-differences.ts'
import { askLibpcap, type Surroundings } from './libpcap.ts'
import { manPageCases, manPageNames } from './man-page-examples.ts'
import { withNames } from './names-surroundings.ts'
import type { ExpressionCase } from './random-expressions.ts'
import { writeCorpus, writeDigests } from './recorded-programs.ts'
import { corpusCases, suiteCases } from './suite-expressions.ts'

const PATIENCE = 20
/** Longer answers are not for reading. */
const READABLE = 1200
const CORPUS = 2000

export function recordPrograms(version: string): void {
  const judge = `libpcap ${version}`
  const ask = (cases: readonly ExpressionCase[], surroundings: Surroundings = []) =>
    askLibpcap(cases, PATIENCE, surroundings).map(libpcapAnswer)

  const suite = suiteCases()
  writeDigests(judge, suite, ask(suite))

  const corpus = corpusCases()
  const answers = ask(corpus)
  const answered = corpus.map((request, i) => ({ request, answer: answers[i] ?? '' }))
  const readable = answered.filter(({ answer }) => answer !== 'crash' && answer.length <= READABLE)
  writeCorpus('libpcap-corpus.txt', judge, readable.slice(0, CORPUS))

  const [unnamed, named] = [manPageCases(null), manPageCases(manPageNames)]
  const resolved = withNames(manPageNames, (surroundings) => ask(named, surroundings))
  if (resolved === null) throw new Error('recording the man page with its names takes root')
  const refused = ask(unnamed)
  writeCorpus('libpcap-examples.txt', judge, [
    ...unnamed.map((request, i) => ({ request, answer: refused[i] ?? '' })),
    ...named.map((request, i) => ({ request, answer: resolved[i] ?? '' })),
  ])
}
