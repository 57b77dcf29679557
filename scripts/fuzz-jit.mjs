/**
 * Starts fuzz-jit.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { fuzzJit: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('fuzz-jit.ts', import.meta.url)), { configFile: false })
process.exitCode = module.fuzzJit(process.argv.slice(2))
