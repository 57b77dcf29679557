/**
 * The terminal program without its process: arguments and an Io → the exit status.
 */
import { asmCommand } from './assemble.ts'
import { checkCommand } from './check.ts'
import { compileCommand } from './compile.ts'
import { convertCommand } from './convert.ts'
import { filterCommand } from './filter.ts'
import { generalHelp } from './help.ts'
import { fail, type Command, type Io } from './io.ts'
import { runCommand } from './run.ts'

const commands: ReadonlyMap<string, Command> = new Map([
  ['compile', compileCommand],
  ['asm', asmCommand],
  ['run', runCommand],
  ['convert', convertCommand],
  ['check', checkCommand],
  ['filter', filterCommand],
])

/** `argv` without the program's name. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === '--help' || name === '-h' || name === 'help') {
    await io.out(generalHelp)
    return 0
  }
  const command = commands.get(name)
  if (command !== undefined) return command(io, rest)
  return fail(io, `${name === '' ? 'no command' : `unknown command ${name}`}; try bpf-playground --help`)
}
