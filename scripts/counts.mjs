/**
 * How many tests passed, failed and were skipped, from what the two test runners write down.
 *
 * A runner that fails without naming a failed test (a file that does not load, an error between
 * tests, no report at all) counts as one failure: nothing broken adds up to none.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of all) {
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
  }
  return total
}

/** @param {Counts} counts @param {boolean} ok the runner's exit status was 0 @returns {Counts} */
function atLeastOneFailure(counts, ok) {
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

/**
 * @typedef {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} VitestReport
 */

/**
 * @param {VitestReport | null} report of vitest's json reporter; null where it wrote none
 * @param {boolean} ok
 * @returns {Counts}
 */
export function countVitest(report, ok) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report?.testResults ?? []) {
    const failedBefore = counts.failed
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed++
      else if (status === 'failed') counts.failed++
      else counts.skipped++
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed++
  }
  return atLeastOneFailure(counts, ok && report !== null)
}

/**
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport
 */

/**
 * @param {PlaywrightReport | null} report of Playwright's json reporter; null where it wrote none
 * @param {boolean} ok
 * @returns {Counts}
 */
export function countPlaywright(report, ok) {
  const stats = report?.stats ?? { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
  const counts = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
  return atLeastOneFailure(counts, ok && report !== null)
}
