/**
 * The labels of a bpf_asm source: where each is defined and used, renaming, and what can be folded away.
 *
 * Works on any text, also on one that does not assemble: an editor asks while somebody types.
 */
import { err, ok, type Result, type Span } from '../base/index.ts'
import { resolveExtension } from './extensions.ts'
import { lex, type Token } from './lexer.ts'
import { findMnemonic, type Mnemonic } from './mnemonics.ts'

export interface LabelUse {
  readonly name: string
  readonly span: Span
  /** True at the definition, false at a jump to it. */
  readonly defines: boolean
}

export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/** Every mention of a label, in the order of the text. */
export function labelUses(text: string): readonly LabelUse[] {
  const { tokens } = lex(text)
  const uses: LabelUse[] = []
  let mnemonic: Mnemonic | undefined
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word') continue
    const use = { name: token.text, span: token.span }
    const found = findMnemonic(token.text)
    const isPlaceOfTarget = takesTarget(mnemonic, tokens[index - 1])
    if (tokens[index + 1]?.text === ':') uses.push({ ...use, defines: true })
    else if (found !== undefined && (token.startsLine || !isPlaceOfTarget)) mnemonic = found
    else if (isPlaceOfTarget) uses.push({ ...use, defines: false })
  }
  return uses
}

/** Whether a jump's target stands behind that token. */
function takesTarget(mnemonic: Mnemonic | undefined, before: Token | undefined): boolean {
  const kind = mnemonic?.encoding.kind
  if (kind === 'always') return before?.text.toLowerCase() === mnemonic?.name
  return kind === 'branch' && before?.text === ','
}

/** The mention of a label at an offset of the text; one that ends there counts. */
export function labelAt(text: string, offset: number): LabelUse | null {
  return labelUses(text).find(({ span }) => span.from <= offset && offset <= span.to) ?? null
}

/** The edits that give the label at `offset` another name everywhere, or why that is not possible. */
export function renameLabel(text: string, offset: number, to: string): Result<readonly TextEdit[], string> {
  const label = labelAt(text, offset)
  if (label === null) return err('There is no label here.')
  const uses = labelUses(text)
  if (to !== label.name && uses.some(({ name }) => name === to)) return err(`“${to}” is another label already.`)
  if (!/^[A-Za-z_]\w+$/.test(to)) return err('A label has two letters, digits or _ and more, and begins with no digit.')
  if (findMnemonic(to) ?? resolveExtension(to)) return err(`“${to}” is a word of the language.`)
  return ok(uses.filter(({ name }) => name === label.name).map(({ span }) => ({ span, text: to })))
}

/** From each label to the line before the next one, where that is more than one line. Lines count from one. */
export function foldingRanges(text: string): readonly { readonly from: number; readonly to: number }[] {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length
  const starts = labelUses(text).flatMap(({ defines, span }) => (defines ? [span.from] : []))
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.length
    const from = lineOf(start)
    const to = lineOf(start + text.slice(start, end).trimEnd().length)
    return to > from ? [{ from, to }] : []
  })
}
