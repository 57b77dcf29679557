/**
 * A hundred and three hundred hosts joined by `or`: other algorithms than libpcap's, the same program.
 * (A thousand are compared by `npm run bench:compile`; libpcap takes the better part of a minute.)
 */
import { describe, expect, test } from 'vitest'
import { libpcapAnswer, ourAnswer } from '../../scripts/judges/compile-differences.ts'
import { hostList } from '../../scripts/judges/host-lists.ts'
import { askLibpcap, libpcapVersion } from '../../scripts/judges/libpcap.ts'
import { digest } from '../../scripts/judges/recorded-programs.ts'

// libpcap 1.10.3: askLibpcap over hostList(terms), as digests of "ok" and the instructions.
describe.each([
  [100, 361, 'b5b6749d19'],
  [300, 1559, 'ed90da70c6'],
])('%i hosts', (terms, instructions, recorded) => {
  const ours = ourAnswer(hostList(terms))

  test('are the program that libpcap compiled when it was recorded', () => {
    expect(ours.split(',')).toHaveLength(instructions)
    expect(digest(ours)).toBe(recorded)
  })

  test.runIf(libpcapVersion() === '1.10.3')('are the program that the installed libpcap compiles', () => {
    expect(askLibpcap([hostList(terms)]).map(libpcapAnswer)).toEqual([ours])
  })
})
