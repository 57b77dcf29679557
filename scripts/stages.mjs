/**
 * The checks that read the source and run nothing of it, and how they are shown: one line each, and
 * a tool's output only where it found something.
 */
import { tool } from './command.mjs'

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<{ ok: boolean, output: string }>} run
 */

/**
 * @param {{ cached: boolean }} options cached: quicker the second time, and blind to what another
 *   file's change does to an unchanged one; for use while working.
 * @returns {Stage[]} the longest first
 */
export function sourceStages({ cached }) {
  const capture = { capture: true }
  const cache = (/** @type {string[]} */ ...parameters) => (cached ? parameters : [])
  const incremental = (/** @type {string} */ name) =>
    cache('--incremental', '--tsBuildInfoFile', `.cache/${name}.tsbuildinfo`)
  return [
    {
      name: 'lint',
      run: () =>
        tool(
          'eslint',
          ['.', '--max-warnings', '0', ...cache('--cache', '--cache-location', '.cache/eslint/')],
          capture,
        ),
    },
    { name: 'types', run: () => tool('tsc', ['-p', 'tsconfig.json', ...incremental('all')], capture) },
    {
      name: 'types of the engines, without the DOM',
      run: () => tool('tsc', ['-p', 'tsconfig.engines.json', ...incremental('engines')], capture),
    },
    {
      name: 'format',
      run: () =>
        tool(
          'prettier',
          ['--check', '--log-level', 'warn', '.', ...cache('--cache', '--cache-location', '.cache/prettier')],
          capture,
        ),
    },
    {
      name: 'import rules',
      run: () =>
        tool('depcruise', ['--config', '.dependency-cruiser.js', 'src', 'e2e', 'scripts', '--no-progress'], capture),
    },
  ]
}

/**
 * Runs a stage and prints what came of it.
 *
 * @param {Stage} stage
 * @returns {Promise<boolean>} whether it passed
 */
export async function runStage(stage) {
  const start = performance.now()
  const { ok, output } = await stage.run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${ok ? '  ok  ' : 'FAILED'} ${stage.name} (${seconds} s)`)
  if (!ok) console.log(output.trimEnd())
  return ok
}

/**
 * Runs stages, two at a time.
 *
 * @param {readonly Stage[]} stages
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runStages(stages) {
  const queue = [...stages]
  const totals = { passed: 0, failed: 0 }
  const lane = async () => {
    for (let stage = queue.shift(); stage !== undefined; stage = queue.shift()) {
      if (await runStage(stage)) totals.passed++
      else totals.failed++
    }
  }
  await Promise.all([lane(), lane()])
  return totals
}
