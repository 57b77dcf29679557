/**
 * The entry of the terminal program: joins it to the process. Everything else is in run-cli.ts.
 */
import { once } from 'node:events'
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import type { ByteSink } from './io.ts'
import { runCli } from './run-cli.ts'

// Whoever reads our output may stop reading, as `head` does; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

async function write(stream: Writable, data: string | Uint8Array): Promise<void> {
  if (!stream.write(data)) await once(stream, 'drain')
}

function sink(path: string): ByteSink {
  if (path === '-') return { write: (bytes) => write(process.stdout, bytes), close: () => Promise.resolve() }
  const stream = createWriteStream(path)
  // Heard at the next write or at the end, wherever it happens.
  const failed = once(stream, 'error').then(([error]: unknown[]) => Promise.reject(error as Error))
  failed.catch(() => undefined)
  return {
    write: (bytes) => Promise.race([write(stream, bytes), failed]),
    close: () => Promise.race([once(stream.end(), 'close').then(() => undefined), failed]),
  }
}

function isSame(path: string, other: string): boolean {
  try {
    const [one, two] = [statSync(path), statSync(other)]
    return one.isFile() && one.dev === two.dev && one.ino === two.ino
  } catch {
    // One of them is not there, or cannot be looked at: that is told where it is opened.
    return false
  }
}

process.exitCode = await runCli(process.argv.slice(2), {
  input: () => process.stdin.setEncoding('utf8'),
  readFile: (path) => readFile(path, 'utf8'),
  out: (text) => write(process.stdout, text),
  err: (text) => write(process.stderr, text),
  files: { read: (path) => (path === '-' ? process.stdin : createReadStream(path)), write: sink, isSame },
})
