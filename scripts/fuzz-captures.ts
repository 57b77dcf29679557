/**
 * Compares our reader of capture files with the installed libpcap on random files, most of them broken.
 *
 *     npm run fuzz:captures -- [--seed S] [--count N]
 *
 * Prints each difference with the file in hex, and ends with exit code 1 where there is one, 2 where libpcap is not
 * installed.
 */
import { parseArgs } from 'node:util'
import { isSameReading, ourReading } from './judges/capture-differences.ts'
import { askLibpcapRead, libpcapVersion } from './judges/libpcap.ts'
import { randomCaptures } from './judges/random-captures.ts'

const MOST_SHOWN = 10

/** Gives the exit code. */
export function fuzzCaptures(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '20000' } },
  })
  if (libpcapVersion() === null) {
    console.error('There is nobody to ask here: it takes gcc and libpcap-dev.')
    return 2
  }
  const seed = Number(values.seed)
  const files = randomCaptures(seed, Number(values.count))
  const theirs = askLibpcapRead(files)
  const different = files.flatMap((file, i) => {
    const answer = theirs[i] ?? null
    const ours = ourReading(file, seed + i)
    return answer === null || isSameReading(ours, answer) ? [] : [{ file, ours, answer }]
  })
  for (const { file, ours, answer } of different.slice(0, MOST_SHOWN)) {
    console.log(`${Buffer.from(file).toString('hex')}\n  ours   ${ours}\n  theirs ${answer}`)
  }
  const whole = theirs.filter((answer) => answer?.endsWith('end')).length
  const crashes = theirs.filter((answer) => answer === null).length
  console.log(
    `${files.length} files, ${whole} that libpcap reads to their end, ${crashes} that it did not survive, ${different.length} differences`,
  )
  return different.length === 0 ? 0 : 1
}
