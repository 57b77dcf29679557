/**
 * Compares our machine with the live kernel on random programs and packets, and our load checks,
 * socket's and seccomp's, on as many random programs again each.
 *
 *     npm run fuzz:kernel -- [--seed S] [--count N] [--record]
 *
 * Prints each difference, and ends with exit code 1 where there is one, 2 where there is no kernel
 * to ask. With --record it does nothing but write down what the tests need where there are no judges.
 */
import { parseArgs } from 'node:util'
import { recordActions } from './judges/seccomp-actions.ts'
import { kernelChecks, type KernelCheck } from '../src/bpf/index.ts'
import { askKernel, kernelRelease } from './judges/kernel.ts'
import { askLoadCheck, checkDifferences, loadCheckRelease, recordCheckAnswers } from './judges/load-check.ts'
import { differences, machineAnswer } from './judges/machine-answer.ts'
import { randomCases } from './judges/random-programs.ts'
import { randomLoadPrograms } from './judges/random-load-programs.ts'
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
    for (const context of kernelChecks) recordCheckAnswers(context)
    recordActions()
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
  for (const context of kernelChecks) different += fuzzLoadCheck(context, seed, count)
  return different === 0 ? 0 : 1
}

/** Gives the number of differences. */
function fuzzLoadCheck(context: KernelCheck, seed: number, count: number): number {
  if (loadCheckRelease(context) === null) {
    console.log(`${context} check: not compared, for it cannot be asked here`)
    return 0
  }
  let different = 0
  let refused = 0
  for (let done = 0; done < count; done += BATCH) {
    const batchSeed = seed + done / BATCH
    const programs = randomLoadPrograms(context, batchSeed, Math.min(BATCH, count - done))
    const taken = askLoadCheck(context, programs)
    const found = checkDifferences(context, programs, taken)
    different += found.length
    refused += taken.filter((each) => !each).length
    for (const each of found.slice(0, 10)) console.log(`seed ${batchSeed}, ${each}`)
  }
  console.log(`${context} check: ${count} programs, ${refused} refused, ${different} differences`)
  return different
}
