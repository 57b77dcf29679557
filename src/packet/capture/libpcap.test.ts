/** libpcap, live, beside our reader on random files, most of them broken. */
import { expect, test } from 'vitest'
import { isSameReading, ourReading } from '../../../scripts/judges/capture-differences.ts'
import { askLibpcapRead, libpcapVersion } from '../../../scripts/judges/libpcap.ts'
import { randomCaptures } from '../../../scripts/judges/random-captures.ts'

const SEED = 7

test.skipIf(libpcapVersion() === null)('libpcap finds the same packets, and faults where we do', () => {
  const files = randomCaptures(SEED, 3000)
  const theirs = askLibpcapRead(files)
  const different = files.flatMap((file, i) => {
    const [ours, answer] = [ourReading(file, SEED + i), theirs[i] ?? null]
    return answer === null || isSameReading(ours, answer)
      ? []
      : [{ file: Buffer.from(file).toString('hex'), ours, answer }]
  })
  expect(different).toEqual([])
  expect(theirs.filter((answer) => answer?.endsWith('end')).length).toBeGreaterThan(500)
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
