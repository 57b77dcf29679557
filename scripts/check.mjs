/**
 * `npm run check`: the quick part of `npm test`, for use while working. No build, no browser, and of
 * the unit tests not the long comparisons (*.slow.test.ts).
 */
import { tool } from './command.mjs'
import { ensureInstalled } from './install.mjs'
import { runStages, sourceStages } from './stages.mjs'

await ensureInstalled()
const { failed } = await runStages(sourceStages({ cached: true }))
const { ok } = await tool('vitest', ['run', '--reporter=default'], { env: { QUICK: '1' } })
process.exitCode = failed === 0 && ok ? 0 : 1
