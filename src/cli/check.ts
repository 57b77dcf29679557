/**
 * `bpf-playground check`: would the kernel load the program, as a socket filter, in an iptables rule or for seccomp?
 *
 * Advice goes along with a program that it would load, and changes nothing of the exit status.
 */
import { adviseProgram, checkContexts, checkProgramFor, parseBytecode, type CheckContext } from '../playground/index.ts'
import { parseArguments } from './arguments.ts'
import { located } from './assemble.ts'
import { checkHelp } from './help.ts'
import { fail, readSource, type Io } from './io.ts'
import { MalformedRequest, booleanField, programField, serveJsonLines, stringField, unsigned } from './json-lines.ts'
import type { Answer, Fields } from './json-lines.ts'

export async function checkCommand(io: Io, argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, { flags: ['jsonl', 'help'], values: ['context', 's'] })
  if (!parsed.ok) return fail(io, parsed.error)
  const { flags, values, operands } = parsed.value
  if (flags.has('help')) {
    await io.out(checkHelp)
    return 0
  }
  const context = values.get('context')?.at(-1) ?? 'socket'
  if (!isContext(context)) return fail(io, `unknown context ${context} (${alternatives(checkContexts)})`)
  if (flags.has('jsonl')) return serveJsonLines(io, (request) => answerCheck(request, context))

  const written = values.get('s')?.at(-1)
  if (written !== undefined && !/^[1-9][0-9]{0,8}$/.test(written)) return fail(io, `invalid snaplen ${written}`)
  const [path = '-', ...more] = operands
  if (more.length > 0) return fail(io, 'check takes one file, or - for standard input')
  let text: string
  try {
    text = await readSource(io, path)
  } catch (error) {
    return fail(io, `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return checkText(io, path, text, { context, snaplen: written === undefined ? null : Number(written) })
}

interface Surroundings {
  readonly context: CheckContext
  readonly snaplen: number | null
}

async function checkText(io: Io, path: string, text: string, surroundings: Surroundings): Promise<number> {
  const bytecode = parseBytecode(text)
  if (!bytecode.ok) {
    await io.err(bytecode.error.map((diagnostic) => located(path, text, diagnostic)).join(''))
    return 1
  }
  const { program, lineSpans } = bytecode.value
  const line = (pc: number, severity: 'error' | 'info', message: string): string => {
    // What is missing or too much stands where the last instruction does.
    const span = lineSpans[pc] ?? lineSpans.at(-1) ?? { from: 0, to: 0 }
    return located(path, text, { severity, code: '', message: `instruction ${pc}: ${message}`, span, notes: [] })
  }
  const check = checkProgramFor(surroundings.context, program)
  if (!check.ok) {
    const { pc, reason } = check.error
    await io.err(line(pc, 'error', `the kernel refuses the program: ${reason}`))
    return 1
  }
  const advice = adviseProgram(program, surroundings)
  await io.out(advice.map(({ pc, message }) => line(pc, 'info', message)).join(''))
  await io.out(`ok (${program.length} ${program.length === 1 ? 'instruction' : 'instructions'})\n`)
  return 0
}

/** a, b or c */
function alternatives(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

function isContext(text: string): text is CheckContext {
  return checkContexts.some((context) => context === text)
}

function answerCheck(request: Fields, usual: CheckContext): Answer {
  const program = programField(request, 'insns')
  const context = stringField(request, 'context', usual)
  if (!isContext(context)) {
    throw new MalformedRequest(`"context" must be ${alternatives(checkContexts.map((each) => `"${each}"`))}`)
  }
  const cut = request['snaplen'] ?? null
  const snaplen = cut === null ? null : unsigned(cut, 0x7fffffff, '"snaplen"')
  const withAdvice = booleanField(request, 'advice', false)
  const check = checkProgramFor(context, program)
  if (!check.ok) return { ok: false, pc: check.error.pc, reason: check.error.reason }
  return withAdvice ? { ok: true, advice: adviseProgram(program, { context, snaplen }) } : { ok: true }
}
