/**
 * Tokens of bpf_asm → statements, and everything that is wrong with them: after a mistake it goes on
 * with the next line.
 *
 * Takes a little more than bpf_asm does where the meaning is plain, and says so in a warning
 * (`asm/bpf_asm-refuses`) at the place. bpf_asm itself reports the first mistake only, as
 * “syntax error at line N”; the messages here say what was expected instead of the line, which is in the span.
 *
 * The lines of `tcpdump -d` are statements as well, between others or alone; see listing.ts.
 *
 * Source: Documentation/networking/filter.rst of the Linux kernel and the recorded answers in testdata/.
 */
import type { Diagnostic } from '../base/index.ts'
import type { Label, Operand, Statement } from './ast.ts'
import { Cursor } from './cursor.ts'
import { resolveExtension } from './extensions.ts'
import type { Lexed, Token } from './lexer.ts'
import { acceptLineNumber, takeListedTarget, takeListedTargets } from './listing.ts'
import { findMnemonic, formSyntax, mnemonics, type Form, type Mnemonic } from './mnemonics.ts'
import { parseOperand } from './operands.ts'
import { didYouMean } from './suggest.ts'

export interface Parsed {
  readonly statements: readonly Statement[]
  /** Labels of statements too broken to assemble, so that jumps to them are not called wrong as well. */
  readonly labelsOfBroken: ReadonlySet<string>
  readonly diagnostics: readonly Diagnostic[]
}

export function parse({ tokens, commentProblems }: Lexed): Parsed {
  const cursor = new Cursor(tokens)
  for (const { kind, span } of commentProblems) {
    if (kind === 'slashes') cursor.refused('comments that begin with “//”', span, 'Begin them with “;”.')
    else cursor.error('asm/comment', 'this comment has no end', span, ['Close it with “*/”.'])
  }
  const statements: Statement[] = []
  const labelsOfBroken = new Set<string>()
  const jumpedTo = wordsJumpedTo(tokens)
  let hasListing = false

  while (cursor.peek().kind !== 'end') {
    const lineNumber = acceptLineNumber(cursor)
    if (lineNumber !== null && !hasListing) {
      hasListing = true
      cursor.refused('the listing of tcpdump -d', lineNumber.span, 'Take “tcpdump -ddd”, which other tools read.')
    }
    cursor.inListing = lineNumber !== null
    const written = parseLabels(cursor, jumpedTo)
    const labels = lineNumber === null ? written : [lineNumber, ...written]
    const end = cursor.peek()
    if (end.kind === 'end') {
      for (const { name, span } of labels) {
        labelsOfBroken.add(name)
        cursor.error('asm/label-without-instruction', `no instruction follows the label “${name}”`, span, [
          'A label names the instruction behind it.',
        ])
      }
      break
    }
    const start = cursor.position
    const statement = parseStatement(cursor, labels)
    if (statement !== null) {
      statements.push(statement)
      continue
    }
    cursor.skipToNextLine(start)
    for (const { name } of labels) labelsOfBroken.add(name)
  }
  return { statements, labelsOfBroken, diagnostics: cursor.diagnostics }
}

/** Words in the place of a jump's target; tells a label that lacks its colon from a mistyped mnemonic. */
function wordsJumpedTo(tokens: readonly Token[]): ReadonlySet<string> {
  const words = new Set<string>()
  tokens.forEach((token, index) => {
    const before = tokens[index - 1]?.text.toLowerCase()
    if (token.kind === 'word' && (before === ',' || before === 'jmp' || before === 'ja')) words.add(token.text)
  })
  return words
}

function parseLabels(cursor: Cursor, jumpedTo: ReadonlySet<string>): readonly Label[] {
  const labels: Label[] = []
  for (;;) {
    const token = cursor.peek()
    if (cursor.isPunctuation('#')) {
      skipHashComment(cursor)
      continue
    }
    if (token.kind !== 'word') return labels
    const hasColon = cursor.isPunctuation(':', 1)
    if (!hasColon && !lacksItsColon(cursor, jumpedTo)) return labels
    cursor.next()
    if (hasColon) cursor.next()
    else
      cursor.error('asm/missing-colon', `syntax error: expected “:” after the label “${token.text}”`, token.span, [
        `Write “${token.text}:”.`,
      ])
    const label = { name: token.text, span: token.span }
    checkLabelName(cursor, label)
    if (labels.length > 0) {
      cursor.refused('two labels at one instruction', label.span, 'Let all jumps to it use one of them.')
    }
    labels.push(label)
  }
}

function lacksItsColon(cursor: Cursor, jumpedTo: ReadonlySet<string>): boolean {
  const { text } = cursor.peek()
  const behind = cursor.peek(1)
  if (findMnemonic(text) !== undefined || behind.kind !== 'word') return false
  const instructionBehind = findMnemonic(behind.text) !== undefined || cursor.isPunctuation(':', 2)
  return instructionBehind && (jumpedTo.has(text) || !behind.startsLine)
}

function skipHashComment(cursor: Cursor): void {
  const hash = cursor.next()
  while (cursor.peek().kind !== 'end' && !cursor.peek().startsLine) cursor.next()
  const span = { from: hash.span.from, to: cursor.previous().span.to }
  cursor.refused('a comment with “#” outside the first column', span, 'Begin it with “;”.')
}

function checkLabelName(cursor: Cursor, { name, span }: Label): void {
  const isReserved = findMnemonic(name) ?? resolveExtension(name) ?? /^[axm]$/i.test(name)
  if (isReserved !== false) {
    cursor.refused(`“${name}” for a label: it is a word of the language`, span, 'Choose another name.')
  } else if (name.length < 2) {
    cursor.refused('labels of one letter', span, 'Make it two letters or more.')
  }
}

/** Null where it is broken; the cursor has the reasons then. */
function parseStatement(cursor: Cursor, labels: readonly Label[]): Statement | null {
  const token = cursor.peek()
  if (token.kind !== 'word') {
    cursor.unexpected('an instruction')
    return null
  }
  const mnemonic = findMnemonic(token.text)
  if (mnemonic === undefined) {
    const before = cursor.previous()
    // `#12ab` breaks into two tokens; unexpected() puts them together again.
    if (before.kind === 'number' && before.span.to === token.span.from) cursor.unexpected('an instruction')
    else {
      const names = mnemonics.map(({ name }) => name)
      cursor.error(
        'asm/unknown-mnemonic',
        `unknown instruction “${token.text}”`,
        token.span,
        didYouMean(token.text, names),
      )
    }
    return null
  }
  cursor.next()
  const operand = mnemonic.forms.length > 0 ? takeOperand(cursor, mnemonic) : null
  if (operand === null && mnemonic.forms.length > 0) return null
  const targets = takeTargets(cursor, mnemonic)
  if (targets === null) return null
  const span = { from: token.span.from, to: cursor.previous().span.to }
  return { labels, mnemonic, span, operand, targets }
}

function listForms(forms: readonly Form[]): string {
  const names = forms.map((form) => formSyntax[form])
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`
}

function takeOperand(cursor: Cursor, { name, encoding, forms }: Mnemonic): Operand | null {
  const from = cursor.peek().span.from
  // tcpdump leaves away the A of `ret a`.
  if (cursor.inListing && name === 'ret' && cursor.peek().startsLine) return { form: 'accumulator' }
  const expected = listForms(forms)
  const operand = parseOperand(cursor, expected)
  if (operand === null || forms.includes(operand.form)) return operand
  const span = { from, to: cursor.previous().span.to }
  if (operand.form === 'bare' && forms.includes('literal') && encoding.kind !== 'load') {
    cursor.refused('a number without “#” here', span, `Write #${cursor.previous().text}.`)
    return { form: 'literal', k: operand.k }
  }
  cursor.error(
    'asm/operand',
    `“${name}” takes ${expected}, not ${formSyntax[operand.form]}`,
    span,
    operandNotes(name, operand),
  )
  return null
}

function operandNotes(name: string, { form }: Operand): readonly string[] {
  if (form === 'bare' || form === 'literal') {
    return ['#k is the number k itself, [k] is what the packet holds at byte k, M[k] is a word of scratch memory.']
  }
  if (form === 'extension' && name.startsWith('ldx')) return ['Load it into A with “ld”, then copy it with “tax”.']
  if (form === 'length') return ['The length is a whole word: use “ld len” or “ldx len”.']
  return []
}

/** Null where they are broken. */
function takeTargets(cursor: Cursor, { name, encoding }: Mnemonic): readonly Label[] | null {
  if (encoding.kind !== 'always' && encoding.kind !== 'branch') return []
  if (cursor.inListing && encoding.kind === 'branch' && !cursor.isPunctuation(',')) return takeListedTargets(cursor)
  if (encoding.kind === 'branch' && !cursor.expect(',')) return null
  const first = takeTarget(cursor)
  if (first === null || encoding.kind === 'always' || !cursor.accept(',')) return first === null ? null : [first]
  const second = takeTarget(cursor)
  if (second === null) return null
  if (encoding.negated)
    cursor.refused(`a second label for “${name}”`, second.span, 'Let the next instruction be the other way.')
  return [first, second]
}

function takeTarget(cursor: Cursor): Label | null {
  const token = cursor.peek()
  if (cursor.inListing && token.kind === 'number') return takeListedTarget(cursor)
  if (token.kind !== 'word' || (token.startsLine && findMnemonic(token.text) !== undefined)) {
    const notes =
      token.kind === 'number' ? ['Jumps go to labels: put one before the instruction, as in “drop: ret #0”.'] : []
    cursor.unexpected('a label', notes)
    return null
  }
  cursor.next()
  return { name: token.text, span: token.span }
}
