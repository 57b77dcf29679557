/**
 * The two of Monaco's inner modules that the grammars' test drives: they have no types of their own,
 * and Monaco's public `tokenize` wants a whole page around it.
 */
declare module 'monaco-editor/editor/standalone/common/monarch/monarchCompile' {
  import type { languages } from 'monaco-editor/editor'
  /** Throws where the grammar is malformed. */
  export function compile(languageId: string, grammar: languages.IMonarchLanguage): object
}

declare module 'monaco-editor/editor/standalone/common/monarch/monarchLexer' {
  export class MonarchTokenizer {
    constructor(languageService: object, themeService: object, languageId: string, lexer: object, settings: object)
    getInitialState(): object
    tokenize(
      line: string,
      hasEndOfLine: boolean,
      state: object,
    ): { readonly tokens: readonly { readonly offset: number; readonly type: string }[]; readonly endState: object }
  }
}
