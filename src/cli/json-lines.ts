/**
 * `--jsonl`: a JSON request a line in, a JSON answer a line out, in order, each as soon as its
 * request is there. Whatever a line holds, it gets an answer; a wrong one `{"error": "…"}`.
 */
import type { Diagnostic } from '../base/index.ts'
import type { Instruction, Program } from '../playground/index.ts'
import type { Io } from './io.ts'

export type Fields = Readonly<Record<string, unknown>>
export type Answer = Readonly<Record<string, unknown>>

/** Why a request is none; becomes the answer's `error`. */
export class MalformedRequest extends Error {}

export async function serveJsonLines(io: Io, answer: (request: Fields) => Answer): Promise<number> {
  let rest = ''
  for await (const chunk of io.input()) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    // One write for all the lines that came together.
    if (lines.length > 0) await io.out(lines.map((line) => answerLine(line, answer)).join(''))
  }
  if (rest !== '') await io.out(answerLine(rest, answer))
  return 0
}

function answerLine(line: string, answer: (request: Fields) => Answer): string {
  return `${JSON.stringify(answerOrError(line, answer))}\n`
}

function answerOrError(line: string, answer: (request: Fields) => Answer): Answer {
  let request: unknown
  try {
    request = JSON.parse(line)
  } catch {
    return { error: 'malformed request: not JSON' }
  }
  if (!isFields(request)) return { error: 'malformed request: not a JSON object' }
  try {
    return answer(request)
  } catch (error) {
    if (error instanceof MalformedRequest) return { error: `malformed request: ${error.message}` }
    // A bug of ours; the other requests still get their answers.
    return { error: `internal error: ${error instanceof Error ? error.message : String(error)}` }
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field's value, or `absent` where it is not there. */
export function stringField(request: Fields, name: string, absent?: string): string {
  const value = request[name] ?? absent
  if (typeof value !== 'string') throw new MalformedRequest(`"${name}" must be a string`)
  return value
}

export function booleanField(request: Fields, name: string, absent: boolean): boolean {
  const value = request[name] ?? absent
  if (typeof value !== 'boolean') throw new MalformedRequest(`"${name}" must be true or false`)
  return value
}

/** A whole number from 0 to `max`. `where` names it in the message. */
export function unsigned(value: unknown, max: number, where: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max) return value
  throw new MalformedRequest(`${where} must be a whole number from 0 to ${max}`)
}

/** [[code, jt, jf, k], …] → Program. */
export function programField(request: Fields, name: string): Program {
  const rows: unknown = request[name]
  if (!Array.isArray(rows)) throw new MalformedRequest(`"${name}" must be a list of [code, jt, jf, k]`)
  return rows.map((row: unknown, pc): Instruction => {
    const where = `instruction ${pc} of "${name}"`
    if (!Array.isArray(row) || row.length !== 4) throw new MalformedRequest(`${where} must be [code, jt, jf, k]`)
    const [code, jt, jf, k] = row as readonly unknown[]
    return {
      code: unsigned(code, 0xffff, `code of ${where}`),
      jt: unsigned(jt, 0xff, `jt of ${where}`),
      jf: unsigned(jf, 0xff, `jf of ${where}`),
      k: unsigned(k, 0xffffffff, `k of ${where}`),
    }
  })
}

/** Program → {"insns": [[code, jt, jf, k], …]}. */
export function programAnswer(program: Program): Answer {
  return { insns: program.map(({ code, jt, jf, k }) => [code, jt, jf, k]) }
}

/** The first error among the diagnostics → {"error": …, "span": [from, to]}. */
export function errorAnswer(diagnostics: readonly Diagnostic[]): Answer {
  const first = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0]
  if (first === undefined) throw new Error('Broken invariant: a failure says why')
  return { error: first.message, span: [first.span.from, first.span.to] }
}
