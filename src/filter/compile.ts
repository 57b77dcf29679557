/**
 * The whole way from text to program, and the two kinds of fault: a text that is no expression, and
 * an expression that has no program.
 */
import { err, ok, type Diagnostic, type Result } from '../base/index.ts'
import { CLASS, SRC } from '../bpf/index.ts'
import { notesOnRefusal } from './notes/refusal-notes.ts'
import { notesOnSyntax } from './notes/syntax-notes.ts'
import type { Expression } from './ast.ts'
import type { Block } from './codegen/block.ts'
import { generate, generateParts } from './codegen/generate.ts'
import { CompileFailure } from './codegen/state.ts'
import { emit } from './emit.ts'
import { tokenize } from './lexer.ts'
import { cutMessage } from './message-limit.ts'
import { optimize } from './optimizer/optimize.ts'
import { parse, type ParseError } from './parser/parser.ts'
import type { CompiledFilter, CompileOptions } from './types.ts'

/**
 * Compiles a filter expression as libpcap 1.10 does, instruction for instruction.
 *
 * The error's message is libpcap's, letter for letter; its span and notes are ours.
 */
export function compileFilter(text: string, options: CompileOptions): Result<CompiledFilter, Diagnostic[]> {
  return translate(text, options, (expression) => {
    const graph = generate(expression, options)
    let { root } = graph
    if (options.optimize && graph.mayOptimize) {
      root = optimize(root)
      if (rejectsAll(root)) throw new CompileFailure(REJECTS_ALL, null)
    }
    const { program, provenance } = emit(root)
    return { program, clauses: graph.clauses, provenance, warnings: [] }
  })
}

/** libpcap's message; explainRejection() says why. */
export const REJECTS_ALL = 'expression rejects all packets'

/** Whether the program is one return that drops. */
export function rejectsAll(root: Block): boolean {
  return root.code === (CLASS.RET | SRC.K) && root.k === 0
}

/**
 * What `make` makes of the expression, or why there is nothing to be made of the text. For a fault of
 * the expression `make` throws CompileFailure.
 */
export function translate<T>(
  text: string,
  options: CompileOptions,
  make: (expression: Expression | null) => T,
): Result<T, Diagnostic[]> {
  const whole = { from: 0, to: text.length }
  const refuse = (failure: CompileFailure) => {
    const { span } = failure
    const message = cutMessage(failure.message)
    const notes = [...failure.notes, ...notesOnRefusal(failure.message)]
    return err([{ severity: 'error' as const, code: 'filter/semantic', message, span: span ?? whole, notes }])
  }
  try {
    if (options.snaplen === 0) throw new CompileFailure('snaplen of 0 rejects all packets', null)
    const parsed = parse(tokenize(text))
    if (!parsed.ok) {
      // libpcap generates code while it reads: a fault in what stands before comes first.
      generateParts(parsed.error.completed, options)
      return err([syntaxDiagnostic(text, parsed.error)])
    }
    return ok(make(parsed.value))
  } catch (failure) {
    if (failure instanceof CompileFailure) return refuse(failure)
    throw failure
  }
}

function syntaxDiagnostic(text: string, error: ParseError): Diagnostic {
  const { span, lexical, exhausted } = error
  if (lexical !== null && lexical.message !== null) {
    const message = cutMessage(lexical.message)
    const notes = notesOnRefusal(lexical.message)
    return { severity: 'error', code: 'filter/lexical', message, span: lexical.span, notes }
  }
  return {
    severity: 'error',
    code: 'filter/syntax',
    message: `can't parse filter expression: ${exhausted ? 'memory exhausted' : 'syntax error'}`,
    span,
    notes: exhausted ? ['It is nested too deep to be read.'] : notesOnSyntax(text, error),
  }
}
