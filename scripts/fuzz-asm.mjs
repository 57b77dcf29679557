/**
 * Starts fuzz-asm.ts: Node 20 does not read TypeScript, Vite does.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @type {{ module: { fuzzAssembler: (args: string[]) => number } }} */
const { module } = await runnerImport(fileURLToPath(new URL('fuzz-asm.ts', import.meta.url)), { configFile: false })
process.exitCode = module.fuzzAssembler(process.argv.slice(2))
