/**
 * Starts make-capture.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { makeCapture: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('make-capture.ts', import.meta.url)), { configFile: false })
process.exitCode = module.makeCapture(process.argv.slice(2))
