/**
 * Compares our assembler with the live bpfc on random sources.
 *
 *     npm run fuzz:asm -- [--seed S] [--count N]
 *
 * Prints how many agree in which way and each difference, and ends with exit code 1 where there is one, 2 where
 * bpfc is not installed.
 */
import { parseArgs } from 'node:util'
import { askBpfc, bpfcVersion, compareWithBpfc } from './judges/bpfc.ts'
import { randomAssembly } from './judges/random-assembly.ts'

const MOST_SHOWN = 10

/** Gives the exit code. */
export function fuzzAssembler(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '5000' } },
  })
  if (bpfcVersion === null) {
    console.error('There is no bpfc here; on Debian it is in netsniff-ng.')
    return 2
  }
  const tally = new Map<string, number>()
  let different = 0
  for (const source of randomAssembly(Number(values.seed), Number(values.count))) {
    const agreement = compareWithBpfc(askBpfc(source))
    const kind = typeof agreement === 'string' ? agreement : 'DIFFERENT'
    tally.set(kind, (tally.get(kind) ?? 0) + 1)
    if (typeof agreement === 'string') continue
    different++
    if (different <= MOST_SHOWN) console.log(`${agreement.difference}\n${source.replace(/^/gm, '    ')}\n`)
  }
  console.log(bpfcVersion)
  for (const [kind, count] of [...tally].sort()) console.log(`${String(count).padStart(8)}  ${kind}`)
  return different === 0 ? 0 : 1
}
