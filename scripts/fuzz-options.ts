/**
 * Compares our compiler with the installed libpcap where the options change what an expression means:
 * live captures, and names of hosts and networks. It takes root.
 *
 *     npm run fuzz:options -- [--seed S] [--count N] [--what live|names] [--record]
 *
 * Prints each difference, and ends with exit code 1 where there is one, 2 where there is nobody to
 * ask. With --record it only writes down what the tests need where libpcap is not.
 */
import { parseArgs } from 'node:util'
import { libpcapAnswer, ourAnswer } from './judges/compile-differences.ts'
import { askLibpcap, askLibpcapLive, libpcapCaptures, libpcapVersion, type LibpcapAnswer } from './judges/libpcap.ts'
import { withNames } from './judges/names-surroundings.ts'
import type { ExpressionCase } from './judges/random-expressions.ts'
import { randomLive } from './judges/random-live.ts'
import { randomNames, table } from './judges/random-names.ts'
import { writeRows } from './judges/recorded-rows.ts'

const SHOWN = 20
const RECORDED = 1500
/** A compilation that takes longer is given up, in seconds. */
const PATIENCE = 5

const draws = { live: randomLive, names: randomNames }

function askJudge(what: keyof typeof draws, cases: readonly ExpressionCase[]): LibpcapAnswer[] | null {
  if (what === 'live') return libpcapCaptures() ? askLibpcapLive(cases, PATIENCE) : null
  return libpcapVersion() === null ? null : withNames(table, (etc) => askLibpcap(cases, PATIENCE, etc))
}

/** Gives the exit code. */
export function fuzzOptions(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '5000' },
      what: { type: 'string', default: 'live' },
      record: { type: 'boolean', default: false },
    },
  })
  const seed = Number(values.seed)
  const ask = (what: keyof typeof draws, count: number) => {
    const cases = draws[what](seed, count)
    return { cases, answers: askJudge(what, cases)?.map(libpcapAnswer) ?? null }
  }
  if (values.record) {
    for (const what of ['live', 'names'] as const) {
      const { cases, answers } = ask(what, RECORDED)
      if (answers === null) return refuse()
      writeRows(`libpcap-${what}.txt`, `libpcap ${libpcapVersion() ?? ''}`, cases, answers)
    }
    return 0
  }
  const { cases, answers } = ask(values.what === 'names' ? 'names' : 'live', Number(values.count))
  if (answers === null) return refuse()
  const different = cases.flatMap((request, i) => {
    const [ours, theirs = ''] = [ourAnswer(request), answers[i]]
    return theirs === 'crash' || ours === theirs ? [] : [{ request: { ...request, names: undefined }, ours, theirs }]
  })
  for (const { request, ours, theirs } of different.slice(0, SHOWN)) {
    console.log(`${JSON.stringify(request)}\n  ours   ${ours}\n  theirs ${theirs}`)
  }
  const programs = answers.filter((answer) => answer.startsWith('ok')).length
  const crashes = answers.filter((answer) => answer === 'crash').length
  console.log(
    `${cases.length} expressions, ${programs} with a program, ${crashes} that libpcap did not survive, ${different.length} differences`,
  )
  return different.length === 0 ? 0 : 1
}

function refuse(): number {
  console.error('There is nobody to ask here: it takes gcc, libpcap-dev, util-linux and root.')
  return 2
}
