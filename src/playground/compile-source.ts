/**
 * From a source in any of the three languages to a program and what is known of it.
 *
 * The load-time check of the kernel is part of the answer, not a condition: a program that the
 * kernel refuses is shown, with the reason, because looking at it is how one learns why.
 *
 * Left out on purpose: advice, which comes later than the program; see advise-source.ts.
 */
import { assemble } from '../asm/index.ts'
import { assertNever, type Diagnostic, type Result, type Span } from '../base/index.ts'
import { type CheckFailure, type Program } from '../bpf/index.ts'
import { readBytecode } from '../dialects/index.ts'
import { compileFilter } from '../filter/index.ts'
import { checkLoad } from './check-source.ts'
import { filterOptions } from './filter-options.ts'
import type { SourceInput } from './source-input.ts'

export interface Compilation {
  /**
   * Null where the source has an error; but for bytecode of which single lines are wrong, with a stand-in that no
   * machine runs for each.
   */
  readonly program: Program | null
  readonly diagnostics: readonly Diagnostic[]
  /** The primitives of a filter as written, left to right; empty in the other languages. */
  readonly clauses: readonly { readonly span: Span }[]
  /** For each instruction the indices into `clauses` that it serves. */
  readonly provenance: readonly (readonly number[])[]
  /** For each instruction its text in the source; null for filters. */
  readonly lineSpans: readonly Span[] | null
  /** Instructions before optimizing; null where nothing was optimized. */
  readonly unoptimizedLength: number | null
  /** Whether the Linux kernel would load the program; null where there is none. */
  readonly check: Result<void, CheckFailure> | null
}

/** Compiles, assembles or parses, and checks. Mistakes in the text come back as diagnostics. */
export function compileSource(input: SourceInput): Compilation {
  switch (input.language) {
    case 'filter':
      return compileFilterSource(input)
    case 'assembly': {
      const assembled = assemble(input.text)
      if (!assembled.ok) return failed(assembled.error)
      return listed(input, assembled.value.program, assembled.value.lineSpans, assembled.value.warnings)
    }
    case 'bytecode': {
      return readSourceBytecode(input)
    }
    default:
      return assertNever(input.language)
  }
}

/** Code of the stand-in for an instruction that could not be read; the kernel has none above 0xff. */
const UNREADABLE = { code: 0xffff, jt: 0, jf: 0, k: 0 } as const

/**
 * Where some lines are wrong the others are a program still: a stand-in keeps each wrong one's place, so that
 * jumps go where they did. Where the program is not whole (a count that is wrong, text in between) there is none.
 */
function readSourceBytecode(input: SourceInput): Compilation {
  const { rows, diagnostics } = readBytecode(input.text)
  const program = rows.map(({ instruction }) => instruction ?? UNREADABLE)
  const lineSpans = rows.map(({ span }) => span)
  if (diagnostics.length === 0) return listed(input, program, lineSpans, [])
  const explained = diagnostics.every(({ span: { from, to } }) =>
    rows.some(({ instruction, span }) => instruction === null && span.from <= from && to <= span.to),
  )
  if (!explained || rows.every(({ instruction }) => instruction === null)) return failed(diagnostics)
  return { ...listed(input, program, lineSpans, []), diagnostics }
}

function compileFilterSource(input: SourceInput): Compilation {
  if (input.context === 'seccomp') return failed([notOfPackets(input)])
  const options = filterOptions(input)
  const compiled = compileFilter(input.text, options)
  if (!compiled.ok) return failed(compiled.error)
  const { program, clauses, provenance, warnings } = compiled.value
  const whole = { from: 0, to: input.text.length }
  const { check, diagnostics: refusal } = checkLoad(program, [whole], input.context)
  return {
    program,
    diagnostics: [...warnings, ...refusal],
    clauses,
    provenance,
    lineSpans: null,
    unoptimizedLength: input.optimize ? lengthUnoptimized(input) : null,
    check,
  }
}

function notOfPackets({ text }: SourceInput): Diagnostic {
  return {
    severity: 'error',
    code: 'playground/filter-for-seccomp',
    message: 'A filter expression asks about packets, and seccomp looks at system calls',
    span: { from: 0, to: text.length },
    notes: ['Write assembly or bytecode, or choose where the program runs: Socket or iptables.'],
  }
}

function lengthUnoptimized(input: SourceInput): number | null {
  const plain = compileFilter(input.text, { ...filterOptions(input), optimize: false })
  return plain.ok ? plain.value.program.length : null
}

function listed(
  { context }: SourceInput,
  program: Program,
  lineSpans: readonly Span[],
  warnings: readonly Diagnostic[],
): Compilation {
  const { check, diagnostics } = checkLoad(program, lineSpans, context)
  return {
    program,
    diagnostics: [...warnings, ...diagnostics],
    clauses: [],
    provenance: program.map(() => []),
    lineSpans,
    unoptimizedLength: null,
    check,
  }
}

function failed(diagnostics: readonly Diagnostic[]): Compilation {
  return {
    program: null,
    diagnostics,
    clauses: [],
    provenance: [],
    lineSpans: null,
    unoptimizedLength: null,
    check: null,
  }
}
