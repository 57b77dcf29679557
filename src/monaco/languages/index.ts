/**
 * The three languages as Monaco knows them: ids, grammars for colouring, brackets and comments.
 * What the words mean is not here; it is handed in as LanguageHelp.
 */
import { languages } from 'monaco-editor/editor'
import type { EditorLanguage } from '../types.ts'
import { assemblyConfiguration, assemblyGrammar } from './assembly.ts'
import { bytecodeConfiguration, bytecodeGrammar } from './bytecode.ts'
import { filterConfiguration, filterGrammar } from './filter.ts'

export const LANGUAGES: readonly EditorLanguage[] = ['filter', 'assembly', 'bytecode']

/** Monaco's id, which is global to the page, hence the prefix. */
export function languageId(language: EditorLanguage): string {
  return `bpf-${language}`
}

/** To be called once a page. */
export function registerLanguages(): void {
  for (const [language, grammar, configuration] of [
    ['filter', filterGrammar, filterConfiguration],
    ['assembly', assemblyGrammar, assemblyConfiguration],
    ['bytecode', bytecodeGrammar, bytecodeConfiguration],
  ] as const) {
    const id = languageId(language)
    languages.register({ id })
    languages.setMonarchTokensProvider(id, grammar)
    languages.setLanguageConfiguration(id, configuration)
  }
}
