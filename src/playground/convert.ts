/**
 * A program from one spelling to another: any dialect and assembly source.
 *
 * Left out on purpose: filters, which compileFilter() knows, and judging the program.
 */
import { assemble, printAssembly } from '../asm/index.ts'
import { err, ok, type Diagnostic, type Result } from '../base/index.ts'
import type { Program } from '../bpf/index.ts'
import { detectDialect, dialectOf, dialects, parseBytecode, type DialectId } from '../dialects/index.ts'

/** `asm` is source for bpf_asm, `bpf_asm` what that prints. */
export type Spelling = DialectId | 'asm'

export interface SpellingName {
  readonly spelling: Spelling
  /** Without blanks, for a terminal. */
  readonly name: string
  readonly title: string
}

export const spellings: readonly SpellingName[] = [
  { spelling: 'asm', name: 'asm', title: 'Assembly source (bpf_asm)' },
  ...dialects.map(({ id, title }) => ({
    spelling: id,
    name: id.toLowerCase().replaceAll(' ', '-').replace('--', '-'),
    title,
  })),
]

/** Upper or lower case, with or without blanks and dashes; undefined where there is none. */
export function spellingNamed(text: string): Spelling | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const wanted = plain(text)
  const short: Readonly<Record<string, Spelling>> = {
    d: 'tcpdump -d',
    dd: 'tcpdump -dd',
    ddd: 'tcpdump -ddd',
    c: 'C numbers',
    ss: 'ss -b',
    hex: 'hex little-endian',
    assembly: 'asm',
  }
  return spellings.find(({ name }) => plain(name) === wanted)?.spelling ?? short[wanted]
}

export interface ReadProgram {
  readonly program: Program
  /** What the text was read as. */
  readonly spelling: Spelling
  readonly warnings: readonly Diagnostic[]
}

/** `spelling` null finds out: a text of no dialect that assembles, or is more like assembly, is assembly. */
export function readProgram(text: string, spelling: Spelling | null): Result<ReadProgram, Diagnostic[]> {
  const found = spelling ?? detectDialect(text) ?? (/^\s*(?:\w+:\s*)?[a-z]{2,5}\b/im.test(text) ? 'asm' : null)
  if (found === 'asm') {
    const assembled = assemble(text)
    if (!assembled.ok) return assembled
    return ok({ program: assembled.value.program, spelling: found, warnings: assembled.value.warnings })
  }
  const parsed = parseBytecode(text, found)
  if (!parsed.ok) return err(parsed.error)
  return ok({ program: parsed.value.program, spelling: found ?? 'tcpdump -ddd', warnings: [] })
}

export function writeProgram(program: Program, spelling: Spelling): string {
  return spelling === 'asm' ? printAssembly(program) : dialectOf(spelling).print(program)
}
