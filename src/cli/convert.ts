/**
 * `bpf-playground convert`: a program from one spelling to another.
 */
import { readProgram, spellingNamed, spellings, writeProgram } from '../playground/index.ts'
import { parseArguments } from './arguments.ts'
import { located } from './assemble.ts'
import { convertHelp } from './help.ts'
import { fail, readSource, type Io } from './io.ts'

const NAMES = spellings.map(({ name }) => name).join(', ')
const LIST = spellings.map(({ name, title }) => `  ${name.padEnd(18)}${title}\n`).join('')

export async function convertCommand(io: Io, argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, { flags: ['help'], values: ['from', 'to'] })
  if (!parsed.ok) return fail(io, parsed.error)
  const { flags, values, operands } = parsed.value
  if (flags.has('help')) {
    await io.out(`${convertHelp}\nDialects:\n${LIST}`)
    return 0
  }
  const fromName = values.get('from')?.at(-1) ?? 'auto'
  const toName = values.get('to')?.at(-1)
  if (toName === undefined) return fail(io, 'convert needs --to DIALECT')
  const from = fromName === 'auto' ? null : spellingNamed(fromName)
  const to = spellingNamed(toName)
  if (from === undefined || to === undefined) {
    return fail(io, `unknown dialect ${from === undefined ? fromName : toName} (${NAMES})`)
  }
  const [path = '-', ...more] = operands
  if (more.length > 0) return fail(io, 'convert takes one file, or - for standard input')
  let text: string
  try {
    text = await readSource(io, path)
  } catch (error) {
    return fail(io, `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const read = readProgram(text, from)
  const diagnostics = read.ok ? read.value.warnings : read.error
  await io.err(diagnostics.map((diagnostic) => located(path, text, diagnostic)).join(''))
  if (!read.ok) return 1
  await io.out(writeProgram(read.value.program, to))
  return 0
}
