import { describe, expect, test } from 'vitest'
import { askLoadCheck, checkDifferences, loadCheckRelease, readRecordedCheck } from '../../scripts/judges/load-check.ts'
import { askSeccomp } from '../../scripts/judges/seccomp.ts'
import { kernelChecks } from './check-context.ts'

// What is taken and what is refused, of random programs well-formed and broken: recorded and live.
// More of them: npm run fuzz:kernel.

describe.each(kernelChecks)('as a %s filter', (context) => {
  const { judge, programs, taken } = readRecordedCheck(context)

  test(`${programs.length} random programs are taken and refused as by ${judge}`, () => {
    expect(programs.length).toBeGreaterThanOrEqual(20_000)
    expect(taken.length).toBe(programs.length)
    expect(checkDifferences(context, programs, taken)).toEqual([])
  })

  test('the recorded answers are of both kinds', () => {
    const share = taken.filter(Boolean).length / taken.length
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.6)
  })

  test.runIf(loadCheckRelease(context) !== null)('they are taken and refused as by the live kernel', () => {
    expect(checkDifferences(context, programs, askLoadCheck(context, programs))).toEqual([])
  })
})

test.runIf(loadCheckRelease('seccomp') !== null)('a seccomp filter is taken where it would be, asked without', () => {
  const programs = readRecordedCheck('seccomp').programs.slice(0, 300)
  expect(askSeccomp('attach', programs)).toEqual(askSeccomp('check', programs))
})
