/**
 * Labels, layout and folds of assembly for Monaco: go to label, references, rename, format, fold, and the encoding in
 * the hover card. The answers come from AssemblyService, which is handed in and may arrive late.
 *
 * As in language-help.ts, each provider checks that the model is its own editor's.
 */
import { languages, Range } from 'monaco-editor/editor'
import type { editor, IDisposable, Position } from 'monaco-editor/editor'
import type { Span } from '../base/index.ts'
import { languageId } from './languages/index.ts'
import { toRange } from './text-position.ts'
import type { AssemblyService } from './types.ts'

export function provideAssembly(
  owns: (model: editor.ITextModel) => boolean,
  current: () => AssemblyService | null,
  onRefuse: (reason: string) => void,
): IDisposable[] {
  const id = languageId('assembly')
  const ask = <T>(model: editor.ITextModel, answer: (service: AssemblyService, text: string) => T): T | null => {
    const service = owns(model) ? current() : null
    return service === null ? null : answer(service, model.getValue())
  }
  /** The mentions of the label at a position; empty where there is none. */
  const usesAt = (model: editor.ITextModel, position: Position) =>
    ask(model, (service, text) => {
      const name = service.labelAt(text, model.getOffsetAt(position))?.name
      return service.labelUses(text).filter((use) => use.name === name)
    }) ?? []
  const place = (model: editor.ITextModel, span: Span): languages.Location => ({
    uri: model.uri,
    range: toRange(model.getValue(), span),
  })

  return [
    languages.registerDefinitionProvider(id, {
      provideDefinition: (model, position) =>
        usesAt(model, position).flatMap(({ defines, span }) => (defines ? [place(model, span)] : [])),
    }),
    languages.registerReferenceProvider(id, {
      provideReferences: (model, position) => usesAt(model, position).map(({ span }) => place(model, span)),
    }),
    languages.registerDocumentHighlightProvider(id, {
      provideDocumentHighlights: (model, position) =>
        usesAt(model, position).map(({ defines, span }) => ({
          range: toRange(model.getValue(), span),
          kind: defines ? languages.DocumentHighlightKind.Write : languages.DocumentHighlightKind.Read,
        })),
    }),
    languages.registerRenameProvider(id, {
      resolveRenameLocation(model, position) {
        const label = ask(model, (service, text) => service.labelAt(text, model.getOffsetAt(position)))
        const nowhere = { range: Range.fromPositions(position), text: '' }
        if (label === null) return { ...nowhere, rejectReason: 'There is no label here.' }
        return { range: toRange(model.getValue(), label.span), text: label.name }
      },
      provideRenameEdits(model, position, to) {
        const renamed = ask(model, (service, text) => service.renameLabel(text, model.getOffsetAt(position), to))
        if (renamed === null) return { edits: [] }
        if (!renamed.ok) {
          // Monaco alone would only write a rejectReason to the console.
          onRefuse(renamed.error)
          return { edits: [] }
        }
        const edits = renamed.value.map(({ span, text }) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: toRange(model.getValue(), span), text },
        }))
        return { edits }
      },
    }),
    languages.registerFoldingRangeProvider(id, {
      provideFoldingRanges: (model) =>
        ask(model, (service, text) => service.foldingRanges(text).map(({ from, to }) => ({ start: from, end: to }))),
    }),
    languages.registerDocumentFormattingEditProvider(id, {
      provideDocumentFormattingEdits(model) {
        const text = ask(model, (service, source) => service.formatAssembly(source))
        return text === null || text === model.getValue() ? [] : [{ range: model.getFullModelRange(), text }]
      },
    }),
    languages.registerHoverProvider(id, {
      provideHover(model, position) {
        const encoding = ask(model, (service, text) => service.encodingAt(text, model.getOffsetAt(position)))
        return encoding === null ? null : { contents: [{ value: `Encoded \`${encoding}\`` }] }
      },
    }),
  ]
}
