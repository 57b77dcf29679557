/**
 * Compares programs compiled to WebAssembly with the interpreter, and with the live kernel where there is one: random
 * programs by the rules of both flavours, loops, compiled filters, long lists, and chains of tests; sixteen packets each.
 *
 *     npm run fuzz:jit -- [--seed S] [--count N]
 *
 * N is the number of random programs, the others come in proportion. Prints the smallest of the differences, and ends
 * with exit code 1 where there is one.
 */
import { parseArgs } from 'node:util'
import { jitCases } from './judges/bulk-cases.ts'
import { bulkDifference, type BulkCase } from './judges/bulk-differences.ts'
import { kernelDifferences } from './judges/bulk-kernel.ts'
import { kernelRelease } from './judges/kernel.ts'
import { smallest } from './judges/smallest.ts'

const BATCH = 1000
/** Programs after which the memories of those before are given back: the platform does not know that it is short of them. */
const REST = 50

/** Gives the exit code. */
export function fuzzJit(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '2000' } },
  })
  const [seed, count] = [Number(values.seed), Number(values.count)]
  const release = kernelRelease('unix')
  const total = { programs: 0, packets: 0, kernel: 0, differences: 0 }
  const failing: BulkCase[] = []
  for (let done = 0; done < count; done += BATCH) {
    // Every batch has a seed of its own, so that any of them can be run again by itself.
    const batchSeed = seed + done / BATCH
    const kinds = jitCases(batchSeed, Math.min(BATCH, count - done))
    const found: string[] = []
    for (const { name, cases } of kinds) {
      const wrong: BulkCase[] = []
      for (const [index, each] of cases.entries()) {
        if (differenceOf(each) !== null) wrong.push(each)
        if (index % REST === 0) globalThis.gc?.()
      }
      failing.push(...wrong)
      total.programs += cases.length
      total.packets += cases.reduce((sum, { packets }) => sum + packets.length, 0)
      total.differences += wrong.length
      found.push(`${cases.length} ${name}${wrong.length > 0 ? ` (${wrong.length} differ)` : ''}`)
    }
    if (release !== null) {
      for (const { name, cases } of kinds) {
        const { asked, differences } = kernelDifferences(cases.filter(({ flavour }) => flavour === 'linux'))
        total.kernel += asked
        total.differences += differences.length
        for (const each of differences.slice(0, 3))
          console.log(`seed ${batchSeed}, ${name}, kernel: ${each.slice(0, 2000)}`)
      }
    }
    console.log(`seed ${batchSeed}: ${found.join(', ')}`)
  }
  const [first] = failing.toSorted((one, other) => one.program.length - other.program.length)
  if (first !== undefined) {
    const small = smallest(first, (each) => differenceOf(each) !== null)
    const packets = small.packets.map((packet) => Buffer.from(packet).toString('hex') || '(no bytes)')
    console.log(
      `The smallest difference:\n  ${differenceOf(small) ?? ''}\n  netoff ${small.netoff}, ${packets.join(' ')}`,
    )
  }
  console.log(
    `${total.programs} programs, ${total.packets} runs by all ways, ` +
      `${release === null ? 'no kernel to ask here' : `${total.kernel} runs in kernel ${release}`}, ${total.differences} differences`,
  )
  return total.differences === 0 ? 0 : 1
}

/** A program that cannot be compiled differs too. */
function differenceOf(each: BulkCase): string | null {
  try {
    return bulkDifference(each)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
