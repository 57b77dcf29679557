/**
 * Compares our machine with the live kernel on random programs and packets.
 *
 *     npm run fuzz:kernel -- [--seed S] [--count N] [--record]
 *
 * Prints each difference, and ends with exit code 1 where there is one, 2 where there is no kernel
 * to ask. With --record it does nothing but write down what the tests need where there are no judges.
 */
import { parseArgs } from 'node:util'
import { askKernel, kernelRelease } from './judges/kernel.ts'
import { differences, machineAnswer } from './judges/machine-answer.ts'
import { randomCases } from './judges/random-programs.ts'
import { recordAll } from './judges/record.ts'

const BATCH = 20_000

/** Gives the exit code. */
export function fuzzKernel(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: String(BATCH) },
      record: { type: 'boolean', default: false },
    },
  })
  const seed = Number(values.seed)
  const count = Number(values.count)
  const release = kernelRelease('unix')
  if (release === null) {
    console.error('There is no Linux kernel to ask here: it takes Linux and python3.')
    return 2
  }
  if (values.record) {
    recordAll()
    return 0
  }
  let different = 0
  for (let done = 0; done < count; done += BATCH) {
    // Every batch has a seed of its own, so that any of them can be run again by itself.
    const batchSeed = seed + done / BATCH
    const cases = randomCases(batchSeed, Math.min(BATCH, count - done))
    const { cpu, answers } = askKernel('unix', cases)
    const found = differences(cases, answers, (each) => machineAnswer(each, cpu))
    different += found.length
    for (const each of found.slice(0, 10)) console.log(`seed ${batchSeed}, ${each}`)
    const refused = answers.filter((answer) => answer === 'EINVAL').length
    const dropped = answers.filter((answer) => answer === 'drop').length
    console.log(
      `seed ${batchSeed}: ${cases.length} cases, ${refused} refused, ${dropped} dropped, ${found.length} differences`,
    )
  }
  console.log(`kernel ${release}: ${count} cases, ${different} differences`)
  return different === 0 ? 0 : 1
}
