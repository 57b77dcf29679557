/**
 * The whole EXAMPLES section of pcap-filter(7), beside libpcap: with no names, where the host examples
 * are refused, and with a table of names. Recorded answers everywhere; the installed libpcap's too.
 */
import { describe, expect, test } from 'vitest'
import { libpcapAnswer, ourAnswer } from '../../scripts/judges/compile-differences.ts'
import { askLibpcap, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { manPageCases, manPageNames } from '../../scripts/judges/man-page-examples.ts'
import { withNames } from '../../scripts/judges/names-surroundings.ts'
import { readCorpus } from '../../scripts/judges/recorded-programs.ts'

const unnamed = manPageCases(null)
const named = manPageCases(manPageNames)
const recorded = readCorpus('libpcap-examples.txt')
const live = libpcapVersion() === '1.10.3'

describe('the examples of pcap-filter(7)', () => {
  test('were recorded, each without names and with them', () => {
    expect(recorded.map(({ request }) => request.expression)).toEqual(
      [...unnamed, ...named].map(({ expression }) => expression),
    )
  })

  test.each([...unnamed, ...named].map((request, i) => ({ ...request, answer: recorded[i]?.answer })))(
    '$expression (optimize $optimize)',
    ({ answer, ...request }) => {
      expect(ourAnswer(request)).toBe(answer)
    },
  )

  test('all have a program once the names are known, but for gateway, which this libpcap refuses', () => {
    const refused = named.filter((request) => !ourAnswer(request).startsWith('ok '))
    expect([...new Set(refused.map(({ expression }) => expression.split(' ')[0]))]).toEqual(['gateway'])
  })

  test.runIf(live)('compile as the installed libpcap compiles them', () => {
    expect(unnamed.map(ourAnswer)).toEqual(askLibpcap(unnamed).map(libpcapAnswer))
  })

  const resolved = live ? withNames(manPageNames, (etc) => askLibpcap(named, 20, etc)) : null
  test.runIf(resolved !== null)('compile as the installed libpcap does with the names in its /etc', () => {
    expect(named.map(ourAnswer)).toEqual(resolved?.map(libpcapAnswer))
  })
})
