/**
 * Starts fuzz-compile.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { fuzz: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('fuzz-compile.ts', import.meta.url)), { configFile: false })
process.exitCode = module.fuzz(process.argv.slice(2))
