/**
 * What an editor is told of one word of a language.
 */
/** One word, for completion and for the card that opens over it. */
export interface HelpWord {
  readonly word: string
  readonly kind: 'keyword' | 'mnemonic' | 'extension' | 'protocol' | 'operator'
  /** One line. */
  readonly detail: string
  /** Markdown without HTML; may be empty. */
  readonly documentation: string
  /** How the word is used, `ldh [x + k]`. */
  readonly forms?: readonly string[]
}
