/**
 * Starts fuzz-options.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { fuzzOptions: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('fuzz-options.ts', import.meta.url)), { configFile: false })
process.exitCode = module.fuzzOptions(process.argv.slice(2))
