/**
 * What the commands need of the process around them, so that tests can give them another one.
 */
export interface Io {
  /** Standard input as it arrives; text, cut anywhere. */
  readonly input: () => AsyncIterable<string>
  /** Throws what the system throws where the file cannot be read. */
  readonly readFile: (path: string) => Promise<string>
  /** Resolves when there is room for more. */
  readonly out: (text: string) => Promise<void>
  readonly err: (text: string) => Promise<void>
  readonly files: Files
}

/** Files of bytes, of any size; `-` is standard input or output. */
export interface Files {
  /** Throws what the system throws, where the file cannot be read or not be read further. */
  readonly read: (path: string) => AsyncIterable<Uint8Array>
  readonly write: (path: string) => ByteSink
  /** Whether both are one file that is there, by whichever names. */
  readonly isSame: (path: string, other: string) => boolean
}

export interface ByteSink {
  /** Resolves when there is room for more. */
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly close: () => Promise<void>
}

export async function readAll(input: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const chunk of input) all += chunk
  return all
}

/** The text of a file, or of standard input for `-`. */
export function readSource(io: Io, path: string): Promise<string> {
  return path === '-' ? readAll(io.input()) : io.readFile(path)
}

/** One of the commands: its arguments without its name → the exit status. */
export type Command = (io: Io, argv: readonly string[]) => Promise<number>

/** A message in tcpdump's manner; always gives exit status 1. */
export async function fail(io: Io, message: string): Promise<number> {
  await io.err(`bpf-playground: ${message}\n`)
  return 1
}
