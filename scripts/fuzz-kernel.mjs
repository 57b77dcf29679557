/**
 * Starts fuzz-kernel.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { fuzzKernel: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('fuzz-kernel.ts', import.meta.url)), { configFile: false })
process.exitCode = module.fuzzKernel(process.argv.slice(2))
