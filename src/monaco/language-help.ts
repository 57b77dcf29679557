/**
 * Completion and hover cards from LanguageHelp.
 *
 * Monaco's providers belong to a language, not to an editor: each checks that the model is its own
 * editor's, so that two editors on a page do not answer twice.
 */
import { languages } from 'monaco-editor/editor'
import type { editor, IDisposable, IRange } from 'monaco-editor/editor'
import { completionPlace, helpAt, labelsIn, toSnippet, type CompletionPlace } from './help-lookup.ts'
import { LANGUAGES, languageId } from './languages/index.ts'
import type { EditorLanguage, HelpWord, LanguageHelp } from './types.ts'

const KINDS: Readonly<Record<HelpWord['kind'], languages.CompletionItemKind>> = {
  keyword: languages.CompletionItemKind.Keyword,
  mnemonic: languages.CompletionItemKind.Function,
  extension: languages.CompletionItemKind.Property,
  protocol: languages.CompletionItemKind.Module,
  operator: languages.CompletionItemKind.Operator,
}

/** `current` is asked at each request: help may change while an editor lives. */
export function provideHelp(owns: (model: editor.ITextModel) => boolean, current: () => LanguageHelp): IDisposable[] {
  return LANGUAGES.flatMap((language) => [
    languages.registerCompletionItemProvider(languageId(language), {
      provideCompletionItems(model, position) {
        if (!owns(model)) return { suggestions: [] }
        const word = model.getWordUntilPosition(position)
        const range: IRange = {
          startLineNumber: position.lineNumber,
          endLineNumber: position.lineNumber,
          startColumn: word.startColumn,
          endColumn: position.column,
        }
        const before = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1)
        const place = completionPlace(language, before)
        return { suggestions: suggestions(language, current(), place, model.getValue(), range) }
      },
    }),
    languages.registerHoverProvider(languageId(language), {
      provideHover(model, position) {
        if (!owns(model)) return null
        const line = position.lineNumber
        const hit = helpAt(language, current(), model.getLineContent(line), position.column)
        if (!hit) return null
        const { startColumn, endColumn } = hit
        const contents = [{ value: `**${escapeMarkdown(hit.help.word)}** — ${escapeMarkdown(hit.help.detail)}` }]
        if (hit.help.documentation) contents.push({ value: hit.help.documentation })
        return { contents, range: { startLineNumber: line, endLineNumber: line, startColumn, endColumn } }
      },
    }),
  ])
}

function suggestions(
  language: EditorLanguage,
  help: LanguageHelp,
  place: CompletionPlace,
  text: string,
  range: IRange,
): languages.CompletionItem[] {
  const words = help.words
    .filter(({ kind }) => fits(place, kind))
    .flatMap((entry, order) => {
      const item = (label: string, insertText: string, rules: Partial<languages.CompletionItem>, rank: number) => ({
        label,
        kind: KINDS[entry.kind],
        detail: entry.detail,
        documentation: { value: entry.documentation },
        insertText,
        // By the word alone: a blank typed behind it closes the list.
        filterText: entry.word,
        sortText: `${String(order).padStart(5, '0')}${rank}`,
        range,
        ...rules,
      })
      const forms = place === 'statement' ? (entry.forms ?? []).filter((form) => form !== entry.word) : []
      return [
        item(entry.word, entry.word, {}, 0),
        ...forms.map((form, index) => item(form, toSnippet(form), SNIPPET, index + 1)),
      ]
    })
  if (language !== 'assembly' || place === 'statement') return words
  const labels = labelsIn(text).map((label) => ({
    label,
    kind: languages.CompletionItemKind.Reference,
    detail: 'label in this text',
    insertText: label,
    sortText: place === 'target' ? label : `~${label}`,
    range,
  }))
  return [...words, ...labels]
}

const SNIPPET: Partial<languages.CompletionItem> = {
  insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
}

function fits(place: CompletionPlace, kind: HelpWord['kind']): boolean {
  if (place === 'statement') return kind === 'mnemonic'
  if (place === 'operand') return kind === 'extension'
  return place === 'anywhere'
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!<>|~&]/g, '\\$&')
}
