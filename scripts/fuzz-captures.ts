/**
 * Compares our reader of capture files with the installed libpcap on random files, most of them broken.
 *
 *     npm run fuzz:captures -- [--seed S] [--count N]
 *
 * Prints each difference with the file in hex, and ends with exit code 1 where there is one, 2 where libpcap is not
 * installed.
 */
import { parseArgs } from 'node:util'
import { compareCaptures } from './judges/capture-differences.ts'
import { libpcapVersion } from './judges/libpcap.ts'

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
  const { whole, crashes, different } = compareCaptures(Number(values.seed), Number(values.count))
  for (const { hex, ours, theirs } of different.slice(0, MOST_SHOWN)) {
    console.log(`${hex}\n  ours   ${ours}\n  theirs ${theirs}`)
  }
  console.log(
    `${values.count} files, ${whole} that libpcap reads to their end, ${crashes} that it did not survive, ${different.length} differences`,
  )
  return different.length === 0 ? 0 : 1
}
