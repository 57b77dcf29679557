/**
 * bpf_asm source → program: lex, parse, resolve labels, encode.
 *
 * Everything that the kernel's bpf_asm assembles comes out the same, also what no machine loads
 * (`ret x`, a backward `jmp`, M[16]): whether a program can run is the load-time check's question.
 * netsniff-ng's bpfc differs: it knows other spellings of the extensions and lacks rand, vlan_tpid,
 * vlan_avail and vlan_pr, and it lets a conditional jump backwards wrap around silently.
 *
 * Source: Documentation/networking/filter.rst of the Linux kernel and the recorded answers in testdata/.
 */
import { err, ok, type Diagnostic, type Result, type Span } from '../base/index.ts'
import { MAX_INSTRUCTIONS, type Program } from '../bpf/index.ts'
import type { Label, Statement } from './ast.ts'
import { encode, type Offsets } from './encode.ts'
import { lex } from './lexer.ts'
import { parse } from './parser.ts'
import { didYouMean } from './suggest.ts'

export interface Assembled {
  readonly program: Program
  /** For each instruction the text from its mnemonic to its last operand; labels and comments are outside. */
  readonly lineSpans: readonly Span[]
  /** What assembles but deserves a word, in the order of the text. */
  readonly warnings: readonly Diagnostic[]
}

const FARTHEST_BRANCH = 255

/** Never throws on any text. The error lists every mistake found, warnings among them, in the order of the text. */
export function assemble(source: string): Result<Assembled, Diagnostic[]> {
  const parsed = parse(lex(source))
  const diagnostics: Diagnostic[] = [...parsed.diagnostics]
  const { statements } = parsed
  if (statements.length === 0 && !hasErrors(diagnostics)) {
    diagnostics.push(problem('error', 'asm/empty', 'there is no instruction', { from: 0, to: source.length }))
  }
  if (statements.length > MAX_INSTRUCTIONS) {
    const message = `a program has at most ${MAX_INSTRUCTIONS} instructions, this one has ${statements.length}`
    const first = statements[MAX_INSTRUCTIONS]?.span ?? { from: 0, to: source.length }
    diagnostics.push(problem('error', 'asm/too-long', message, first))
  }
  const labels = placeLabels(statements, diagnostics)
  const program = statements.map((statement, pc) => {
    const resolve = (target: Label): number | null => {
      const found = labels.get(target.name)
      if (found === undefined && !parsed.labelsOfBroken.has(target.name)) {
        diagnostics.push(noSuchLabel(target, labels.keys()))
      }
      return found ?? null
    }
    if (statement.mnemonic.name === 'ret' && statement.operand?.form === 'x') diagnostics.push(returnX(statement.span))
    return encode(statement.mnemonic, statement.operand, offsetsOf(statement, pc, resolve, diagnostics))
  })
  diagnostics.sort((a, b) => a.span.from - b.span.from)
  if (hasErrors(diagnostics)) return err(diagnostics)
  return ok({ program, lineSpans: statements.map(({ span }) => span), warnings: diagnostics })
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

function problem(
  severity: 'error' | 'warning',
  code: string,
  message: string,
  span: Span,
  notes: readonly string[] = [],
): Diagnostic {
  return { severity, code, message, span, notes }
}

/** Label → index of its instruction. Of two labels with one name the first counts, as in bpf_asm's cousin bpfc. */
function placeLabels(statements: readonly Statement[], diagnostics: Diagnostic[]): ReadonlyMap<string, number> {
  const labels = new Map<string, number>()
  statements.forEach((statement, pc) => {
    for (const { name, span } of statement.labels) {
      if (!labels.has(name)) labels.set(name, pc)
      else {
        const notes = ['Jumps go to the first of them.']
        diagnostics.push(problem('warning', 'asm/duplicate-label', `the label “${name}” is there already`, span, notes))
      }
    }
  })
  return labels
}

function noSuchLabel({ name, span }: Label, known: Iterable<string>): Diagnostic {
  const suggestion = didYouMean(name, known)
  const notes = suggestion.length > 0 ? suggestion : [`Put “${name}:” before the instruction to jump to.`]
  return problem('error', 'asm/unknown-label', `no such label '${name}'!`, span, notes)
}

function returnX(span: Span): Diagnostic {
  return problem('warning', 'asm/return-x', 'no machine accepts “ret x”, though bpf_asm assembles it', span, [
    'Write “txa” and then “ret a”.',
  ])
}

function offsetsOf(
  { mnemonic: { encoding }, targets, span }: Statement,
  pc: number,
  resolve: (target: Label) => number | null,
  diagnostics: Diagnostic[],
): Offsets {
  const skips = targets.map((target) => {
    const to = resolve(target)
    if (to === null) return 0
    const skip = to - pc - 1
    if (encoding.kind === 'branch' && (skip < 0 || skip > FARTHEST_BRANCH)) {
      diagnostics.push(outOfRange(pc, to, target.span))
      return 0
    }
    if (skip < 0) diagnostics.push(backwards(span))
    return skip >>> 0
  })
  const [first = 0, second = 0] = skips
  if (encoding.kind === 'always') return { jt: 0, jf: 0, always: first }
  const negated = encoding.kind === 'branch' && encoding.negated
  return negated ? { jt: second, jf: first, always: 0 } : { jt: first, jf: second, always: 0 }
}

function outOfRange(pc: number, to: number, span: Span): Diagnostic {
  const message = `insn #${pc} jumps to insn #${to}, which is out of range`
  const notes =
    to > pc
      ? [`A conditional jump skips ${FARTHEST_BRANCH} instructions at most; let it jump to a nearby “jmp” instead.`]
      : ['Classic BPF jumps forwards only, so that every program ends.']
  return problem('error', 'asm/jump-range', message, span, notes)
}

function backwards(span: Span): Diagnostic {
  const notes = ['Classic BPF jumps forwards only, so that every program ends.']
  return problem(
    'warning',
    'asm/backward-jump',
    'bpf_asm assembles a jump backwards, but no kernel loads it',
    span,
    notes,
  )
}
