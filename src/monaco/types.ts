/**
 * What the editor is given and what it tells. Plain data: nothing of Monaco's shows through.
 */
import type { Diagnostic, Result, Span } from '../base/index.ts'

export type EditorLanguage = 'filter' | 'assembly' | 'bytecode'

/** One word a language knows, for completion and for the card that opens over it. */
export interface HelpWord {
  readonly word: string
  readonly kind: 'keyword' | 'mnemonic' | 'extension' | 'protocol' | 'operator'
  /** One line, shown beside the word in the completion list. */
  readonly detail: string
  /** Markdown without HTML; may be empty. */
  readonly documentation: string
  /** How the word is used, `ldh [x + k]`: each is offered with its parts to fill in. */
  readonly forms?: readonly string[]
}

export interface LanguageHelp {
  readonly words: readonly HelpWord[]
}

export interface LabelUse {
  readonly name: string
  readonly span: Span
  readonly defines: boolean
}

/** What is asked about an assembly text. Offsets are in UTF-16 units. */
export interface AssemblyService {
  labelUses(text: string): readonly LabelUse[]
  labelAt(text: string, offset: number): LabelUse | null
  /** The edits, or why not. */
  renameLabel(
    text: string,
    offset: number,
    to: string,
  ): Result<readonly { readonly span: Span; readonly text: string }[], string>
  /** Lines, counted from one. */
  foldingRanges(text: string): readonly { readonly from: number; readonly to: number }[]
  /** Null where the text is left alone. */
  formatAssembly(text: string): string | null
  encodingAt(text: string, offset: number): string | null
}

export type ClauseTruth = 'true' | 'false' | 'not reached' | 'unreadable'

/** A clause of the source, underlined in its colour and followed by its letter; 0 is `a`. */
export interface ClauseMark {
  readonly span: Span
  readonly index: number
  /** What it is for the packet at hand, drawn beside its letter; absent where that is not known yet. */
  readonly truth?: ClauseTruth | undefined
}

export interface CodeEditorProps {
  readonly language: EditorLanguage
  readonly value: string
  /** The text after each edit made in the editor; not called for a `value` set from outside. Line ends are \n. */
  readonly onChange: (text: string) => void
  readonly onBlur?: () => void
  /** The caret as an offset into the text in UTF-16 units; null when the editor loses the focus. */
  readonly onCursor?: (offset: number | null) => void
  /** The height of the whole text in CSS pixels, padding included, whenever it changes. */
  readonly onContentHeight?: (pixels: number) => void
  readonly diagnostics: readonly Diagnostic[]
  readonly clauses: readonly ClauseMark[]
  /** Indices of the clauses to show as pointed at, from wherever the pointing comes. */
  readonly pointedClauses: readonly number[]
  readonly onPointClause: (index: number | null) => void
  /** The accessible name of the text box. */
  readonly ariaLabel: string
  /** Monaco has one theme a page: the last editor to say wins. */
  readonly dark: boolean
  /** Taken over once, when the editor appears: what was selected in the stand-in before it. */
  readonly initialSelection?: { readonly from: number; readonly to: number }
  readonly autoFocus?: boolean
  /** Selected, brought into view and focused each time another object is given: "go to this problem". */
  readonly select?: Span | null
  readonly help: LanguageHelp
  /** Null until it has arrived. */
  readonly assembly: AssemblyService | null
  /** What was asked of the editor and cannot be done, in words. */
  readonly onRefuse: (reason: string) => void
}
