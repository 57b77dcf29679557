/**
 * `npm test`: everything, from installation to the browser tests. The last line is the sum of all
 * stages and all tests; the exit status is 1 where anything failed.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { root, tool } from './command.mjs'
import { countPlaywright, countVitest, sum } from './counts.mjs'
import { ensureInstalled } from './install.mjs'
import { judgeSize } from './size-budget.mjs'
import { runStage, runStages, sourceStages } from './stages.mjs'

const vitestReport = '.cache/vitest.json'
const playwrightReport = '.cache/playwright.json'

/** @typedef {import('./counts.mjs').Counts} Counts */

/** @param {string} file @returns {unknown} null where the file is not there or not JSON */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8'))
  } catch {
    return null
  }
}

/** @returns {Promise<Counts>} */
async function unitTests() {
  console.log('\nUnit tests')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const { ok } = await tool('vitest', ['run', ...reporters])
  return countVitest(/** @type {import('./counts.mjs').VitestReport | null} */ (readReport(vitestReport)), ok)
}

/** @returns {Promise<Counts>} */
async function browserTests() {
  console.log('\nBrowser tests')
  // Only now, for it needs what ensureInstalled brings.
  const { findBrowser } = await import('./find-browser.mjs')
  const browser = await findBrowser()
  if (browser === null) return { passed: 0, failed: 1, skipped: 0 }
  console.log(`with ${browser}`)
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: root + playwrightReport }
  const { ok } = await tool('playwright', ['test', '--reporter=list,json'], { env })
  return countPlaywright(
    /** @type {import('./counts.mjs').PlaywrightReport | null} */ (readReport(playwrightReport)),
    ok,
  )
}

/** @param {import('./stages.mjs').Stage} stage @returns {Promise<Counts>} */
async function stageCounts(stage) {
  const ok = await runStage(stage)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

await ensureInstalled()
mkdirSync(`${root}.cache`, { recursive: true })
// Last time's reports must not be read as this time's.
for (const report of [vitestReport, playwrightReport]) rmSync(root + report, { force: true })

/** @type {Counts[]} */
const results = [{ ...(await runStages(sourceStages({ cached: false }))), skipped: 0 }]
results.push(await unitTests())

console.log('\nBuild')
const page = await stageCounts({
  name: 'page',
  run: () => tool('vite', ['build', '--logLevel', 'warn'], { capture: true }),
})
results.push(page)
results.push(
  await stageCounts({
    name: 'terminal program',
    run: () => tool('vite', ['build', '--logLevel', 'warn', '--config', 'vite.cli.config.ts'], { capture: true }),
  }),
)
if (page.failed === 0) {
  const size = judgeSize(`${root}dist`)
  results.push(await stageCounts({ name: 'size budget', run: () => Promise.resolve(size) }))
  if (size.ok) console.log(size.output)
  results.push(await browserTests())
} else {
  console.log('FAILED size budget, browser tests: there is no page to test')
  results.push({ passed: 0, failed: 2, skipped: 0 })
}

const total = sum(results)
console.log(total.skipped > 0 ? `\n${total.skipped} skipped; their reasons are above` : '')
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
