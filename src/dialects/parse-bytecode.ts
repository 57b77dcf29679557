/**
 * A text in any dialect, as it was pasted → its program.
 *
 * Left out on purpose: judging the program; an unknown code is fine here.
 */
import { err, ok, type Diagnostic, type Result, type Span } from '../base/index.ts'
import type { Program } from '../bpf/index.ts'
import { cleanPaste } from './clean-paste.ts'
import { detectDialect } from './detect.ts'
import type { Dialect, DialectId, Row } from './dialect.ts'
import { dialects } from './registry.ts'

export interface Bytecode {
  readonly program: Program
  /** For each instruction its text: the numbers, and the brackets around them. */
  readonly lineSpans: readonly Span[]
}

export interface BytecodeReading {
  /** What the text was read as; the closest where it is of no dialect. */
  readonly dialect: DialectId
  /** Every instruction in its place, null where it could not be read. */
  readonly rows: readonly Row[]
  /** Everything that is wrong, in the order of the text; empty means that `rows` has no null. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Never throws on any text. `dialect` null finds it out. */
export function readBytecode(text: string, dialect: DialectId | null = null): BytecodeReading {
  const found = dialect ?? detectDialect(text)
  const id = found ?? (text.includes('{') ? 'tcpdump -dd' : text.includes(',') ? 'xt_bpf' : 'tcpdump -ddd')
  const { rows, problems } = dialectOf(id).parse(cleanPaste(text))
  return { dialect: id, rows, diagnostics: [...problems].sort((a, b) => a.span.from - b.span.from) }
}

/** Never throws on any text; the error lists every mistake found, in the order of the text. */
export function parseBytecode(text: string, dialect: DialectId | null = null): Result<Bytecode, Diagnostic[]> {
  const { rows, diagnostics } = readBytecode(text, dialect)
  if (diagnostics.length > 0) return err([...diagnostics])
  return ok({
    program: rows.flatMap(({ instruction }) => (instruction === null ? [] : [instruction])),
    lineSpans: rows.map(({ span }) => span),
  })
}

export function dialectOf(id: DialectId): Dialect {
  const dialect = dialects.find((candidate) => candidate.id === id)
  if (dialect === undefined) throw new Error(`Broken invariant: no dialect ${id}`)
  return dialect
}
