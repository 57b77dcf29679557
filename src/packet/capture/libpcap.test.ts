/** libpcap, live, beside our reader on random files, most of them broken. */
import { expect, test } from 'vitest'
import { compareCaptures, isSameReading } from '../../../scripts/judges/capture-differences.ts'
import { libpcapVersion } from '../../../scripts/judges/libpcap.ts'

test.skipIf(libpcapVersion() === null)('libpcap finds the same packets, and faults where we do', () => {
  const { whole, different } = compareCaptures(7, 3000)
  expect(different).toEqual([])
  expect(whole).toBeGreaterThan(500)
})

test.each([
  ['60,60,5,7,1;end', '60,60,5,7,1;end', true],
  ['60,60,5,7,1;end', '60,60,4,1000000007,1;end', true],
  ['60,60,4294967295,7,1;end', '60,60,-1,7,1;end', true],
  ['60,60,5,7,1;end', '60,60,5,8,1;end', false],
  ['60,60,5,7,1;end', '60,60,5,7,2;end', false],
  ['60,60,5,7,1;end', 'end', false],
  ['60,60,5,7,1;end', '60,60,5,7,1;err of any kind', false],
  ['60,60,5,7,1;err of any kind', '60,60,5,7,1;err of another kind', true],
  ['60,60,5,7,1;end', 'err an interface has a type 1 different from the type of the first interface', true],
  ['end', '60,60,5,7,1;err an interface has a type 1 different from the type of the first interface', false],
])('%s beside %s: the same? %s', (ours, theirs, expected) => {
  expect(isSameReading(ours, theirs)).toBe(expected)
})
