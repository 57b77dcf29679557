/**
 * The entry of the terminal program: joins it to the process. Everything else is in run-cli.ts.
 */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { runCli } from './run-cli.ts'

// Whoever reads our output may stop reading, as `head` does; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain')
}

process.exitCode = await runCli(process.argv.slice(2), {
  input: () => process.stdin.setEncoding('utf8'),
  readFile: (path) => readFile(path, 'utf8'),
  out: (text) => write(process.stdout, text),
  err: (text) => write(process.stderr, text),
})
