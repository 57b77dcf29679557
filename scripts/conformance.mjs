/**
 * Starts conformance.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { conformance: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('conformance.ts', import.meta.url)), { configFile: false })
process.exitCode = module.conformance(process.argv.slice(2))
