/**
 * The words of each language for an editor's completion and hover, as plain data.
 */
import { asmExtensions, asmMnemonics } from '../asm/index.ts'
import { filterWords } from './filter-words.ts'
import type { HelpWord } from './help-word.ts'
import type { Language } from './source-input.ts'

export interface LanguageHelp {
  readonly words: readonly HelpWord[]
}

const assemblyWords: readonly HelpWord[] = [
  ...asmMnemonics.map(({ name, forms, doc }) => ({
    word: name,
    kind: 'mnemonic' as const,
    detail: doc,
    documentation: forms.map((form) => `- \`${form}\``).join('\n'),
    forms,
  })),
  ...asmExtensions.map(({ name, doc }) => ({
    word: name,
    kind: 'extension' as const,
    detail: doc,
    documentation: `\`ld #${name}\``,
  })),
]

const help: Readonly<Record<Language, LanguageHelp>> = {
  filter: { words: filterWords },
  assembly: { words: assemblyWords },
  bytecode: { words: [] },
}

/** The same object each time, so that an editor need not set its providers up anew. */
export function languageHelp(language: Language): LanguageHelp {
  return help[language]
}
