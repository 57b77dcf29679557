/**
 * Starts fuzz-captures.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { fuzzCaptures: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('fuzz-captures.ts', import.meta.url)), {
  configFile: false,
})
process.exitCode = module.fuzzCaptures(process.argv.slice(2))
