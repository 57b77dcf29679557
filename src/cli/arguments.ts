/**
 * Command lines in getopt's manner: options anywhere, short ones in clusters (`-Od`), a value
 * attached or in the next argument, `--` ends them, `-` alone is no option.
 */
import { err, ok, type Result } from '../base/index.ts'

export interface OptionTable {
  /** Options without a value: `d`, `jsonl`. One letter is a short option, more are a long one. */
  readonly flags: readonly string[]
  /** Options with one. */
  readonly values: readonly string[]
}

export interface Arguments {
  /** How often each flag was given; absent means never. */
  readonly flags: ReadonlyMap<string, number>
  /** What was given, in order; absent means nothing. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
}

export function parseArguments(argv: readonly string[], table: OptionTable): Result<Arguments, string> {
  const flags = new Map<string, number>()
  const values = new Map<string, string[]>()
  const operands: string[] = []

  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? ''
    if (argument === '--') {
      operands.push(...argv.slice(at + 1))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      operands.push(argument)
      continue
    }
    const options = argument.startsWith('--') ? [longOption(argument)] : shortOptions(argument, table)
    for (const { name, attached } of options) {
      if (table.flags.includes(name) && attached === null) {
        flags.set(name, (flags.get(name) ?? 0) + 1)
        continue
      }
      const dashed = name.length === 1 ? `-${name}` : `--${name}`
      if (table.flags.includes(name)) return err(`option ${dashed} takes no value`)
      if (!table.values.includes(name)) return err(`unknown option ${dashed}`)
      const value = attached ?? argv[++at]
      if (value === undefined) return err(`option ${dashed} needs a value`)
      values.set(name, [...(values.get(name) ?? []), value])
    }
  }
  return ok({ flags, values, operands })
}

interface Option {
  readonly name: string
  readonly attached: string | null
}

function longOption(argument: string): Option {
  const equals = argument.indexOf('=')
  if (equals < 0) return { name: argument.slice(2), attached: null }
  return { name: argument.slice(2, equals), attached: argument.slice(equals + 1) }
}

function shortOptions(argument: string, { values }: OptionTable): readonly Option[] {
  const options: Option[] = []
  for (let at = 1; at < argument.length; at++) {
    const name = argument.charAt(at)
    const rest = argument.slice(at + 1)
    if (values.includes(name)) return [...options, { name, attached: rest === '' ? null : rest }]
    options.push({ name, attached: null })
  }
  return options
}
