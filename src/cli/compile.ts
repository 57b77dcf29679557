/**
 * `bpf-playground compile`: what `tcpdump -d` does, with the same options, output and messages.
 *
 * Left out on purpose: `-i`; a link type is named with -y or is Ethernet, and --live stands for what an
 * interface changes in the program.
 */
import { err, ok, type Result } from '../base/index.ts'
import {
  DEFAULT_SNAPLEN,
  compileFilter,
  formatC,
  formatDecimal,
  formatListing,
  linkTypeByName,
  type CompileOptions,
  type Program,
} from '../playground/index.ts'
import { parseArguments, type Arguments } from './arguments.ts'
import { compileHelp } from './help.ts'
import { fail, type Io } from './io.ts'
import { booleanField, errorAnswer, programAnswer, serveJsonLines, stringField, unsigned } from './json-lines.ts'
import type { Answer, Fields } from './json-lines.ts'
import { namesField } from './names-field.ts'

const DEFAULT_LINK_TYPE_NAME = 'EN10MB'
/** tcpdump's largest snapshot length, and what it makes of 0. */
const LARGEST_SNAPLEN = 262144

export async function compileCommand(io: Io, argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, { flags: ['d', 'O', 'live', 'jsonl', 'help'], values: ['y', 's', 'netmask'] })
  if (!parsed.ok) return fail(io, parsed.error)
  const { flags, operands } = parsed.value
  if (flags.has('help')) {
    await io.out(compileHelp)
    return 0
  }
  if (flags.has('jsonl')) return serveJsonLines(io, answerCompile)

  const options = optionsOf(parsed.value)
  if (!options.ok) return fail(io, options.error)
  const compiled = compileFilter(operands.join(' '), options.value)
  if (!compiled.ok) return fail(io, compiled.error.find(({ severity }) => severity === 'error')?.message ?? '')
  for (const { message } of compiled.value.warnings) await io.err(`bpf-playground: warning: ${message}\n`)
  await io.out(printed(compiled.value.program, flags.get('d') ?? 1))
  return 0
}

/** `dashes` is the number of ds: 1 in words, 2 as C, 3 and more in decimal. */
function printed(program: Program, dashes: number): string {
  if (dashes === 1) return formatListing(program)
  return dashes === 2 ? formatC(program) : formatDecimal(program)
}

function optionsOf({ flags, values }: Arguments): Result<CompileOptions, string> {
  const name = values.get('y')?.at(-1) ?? DEFAULT_LINK_TYPE_NAME
  // tcpdump takes no DLT_ in front of it.
  const linkType = /^DLT_/i.test(name) ? undefined : linkTypeByName(name)?.number
  if (linkType === undefined) return err(`invalid data link type ${name}`)
  const written = values.get('s')?.at(-1) ?? String(DEFAULT_SNAPLEN)
  const snaplen = /^[0-9]+$/.test(written) ? Number(written) : Number.NaN
  if (!(snaplen <= LARGEST_SNAPLEN)) {
    return err(`invalid snaplen ${written} (must be >= 0 and <= ${LARGEST_SNAPLEN})`)
  }
  const mask = values.get('netmask')?.at(-1)
  const netmask = mask === undefined ? null : dottedQuad(mask)
  if (netmask === undefined) return err(`invalid netmask ${mask ?? ''} (must be four numbers, like 255.255.255.0)`)
  return ok({
    linkType,
    snaplen: snaplen === 0 ? LARGEST_SNAPLEN : snaplen,
    netmask,
    optimize: !flags.has('O'),
    live: flags.has('live'),
  })
}

/** Host byte order; undefined where it is no address. */
function dottedQuad(text: string): number | undefined {
  const bytes = text.split('.').map((part) => (/^[0-9]{1,3}$/.test(part) ? Number(part) : 256))
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return undefined
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

function answerCompile(request: Fields): Answer {
  const name = stringField(request, 'dlt', DEFAULT_LINK_TYPE_NAME)
  const expression = stringField(request, 'expr')
  const netmask = request['netmask'] ?? null
  const options = {
    snaplen: unsigned(request['snaplen'] ?? DEFAULT_SNAPLEN, 0x7fffffff, '"snaplen"'),
    netmask: netmask === null ? null : unsigned(netmask, 0xffffffff, '"netmask"'),
    optimize: booleanField(request, 'optimize', true),
    live: booleanField(request, 'live', false),
    names: namesField(request, 'names'),
  }
  const linkType = linkTypeByName(name)?.number
  if (linkType === undefined) return { error: `invalid data link type ${name}` }
  const compiled = compileFilter(expression, { linkType, ...options })
  return compiled.ok ? programAnswer(compiled.value.program) : errorAnswer(compiled.error)
}
