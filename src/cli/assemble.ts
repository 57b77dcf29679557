/**
 * `bpf-playground asm`: what bpf_asm does, with its output. Messages name the line and column, both from 1.
 */
import type { Diagnostic } from '../base/index.ts'
import { assemble, formatBpfAsm, formatBpfAsmC } from '../playground/index.ts'
import { parseArguments } from './arguments.ts'
import { asmHelp } from './help.ts'
import { fail, readSource, type Io } from './io.ts'
import { errorAnswer, programAnswer, serveJsonLines, stringField, type Answer, type Fields } from './json-lines.ts'

export async function asmCommand(io: Io, argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, { flags: ['c', 'jsonl', 'help'], values: [] })
  if (!parsed.ok) return fail(io, parsed.error)
  const { flags, operands } = parsed.value
  if (flags.has('help')) {
    await io.out(asmHelp)
    return 0
  }
  if (flags.has('jsonl')) return serveJsonLines(io, answerAssemble)

  const [path, ...more] = operands
  if (path === undefined || more.length > 0) return fail(io, 'asm takes one file, or - for standard input')
  let source: string
  try {
    source = await readSource(io, path)
  } catch (error) {
    return fail(io, `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const assembled = assemble(source)
  const diagnostics = assembled.ok ? assembled.value.warnings : assembled.error
  await io.err(diagnostics.map((diagnostic) => located(path, source, diagnostic)).join(''))
  if (!assembled.ok) return 1
  const { program } = assembled.value
  await io.out(flags.has('c') ? formatBpfAsmC(program) : `${formatBpfAsm(program)}\n`)
  return 0
}

/** `FILE:LINE:COLUMN: error: MESSAGE`, as compilers write it, its notes indented below. */
export function located(path: string, source: string, { severity, message, span, notes }: Diagnostic): string {
  const before = source.slice(0, span.from).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  const indented = notes.map((note) => `    ${note}\n`).join('')
  return `${path === '-' ? '<stdin>' : path}:${before.length}:${column}: ${severity}: ${message}\n${indented}`
}

function answerAssemble(request: Fields): Answer {
  const assembled = assemble(stringField(request, 'source'))
  return assembled.ok ? programAnswer(assembled.value.program) : errorAnswer(assembled.error)
}
