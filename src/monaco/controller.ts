/**
 * One Monaco editor from mount to dispose, without React: it is handed the whole of CodeEditorProps
 * at each update and does what changed. Everything made here is in `disposables` or in `models`, and
 * `dispose` leaves nothing behind.
 *
 * A model a language, kept while the editor lives, so that each text has its own undo history.
 * Line ends in the models are always \n: Monaco would otherwise pick the system's, and the same
 * filter would have other offsets on another machine.
 */
import { editor, Range } from 'monaco-editor/editor'
import type { IDisposable } from 'monaco-editor/editor'
import { invariant } from '../base/index.ts'
import type { Span } from '../base/index.ts'
import { provideAssembly } from './assembly-service.ts'
import { clauseAt, clauseDecorations, pointedDecorations } from './clause-marks.ts'
import { Echoes } from './echoes.ts'
import { languageId } from './languages/index.ts'
import { provideHelp } from './language-help.ts'
import { EDITOR_OPTIONS, FONT, optionsFor } from './options.ts'
import { setUpMonaco } from './setup.ts'
import { smallestChange } from './text-change.ts'
import { toRange } from './text-position.ts'
import { themeName } from './themes.ts'
import { toMarkers } from './to-markers.ts'
import type { CodeEditorProps, EditorLanguage } from './types.ts'

const MARKER_OWNER = 'bpf'

export class EditorController {
  readonly #editor: editor.IStandaloneCodeEditor
  readonly #models = new Map<EditorLanguage, editor.ITextModel>()
  readonly #marks: editor.IEditorDecorationsCollection
  readonly #pointed: editor.IEditorDecorationsCollection
  readonly #disposables: IDisposable[]
  #props: CodeEditorProps | null = null
  readonly #echoes = new Echoes()
  /** The clause under the mouse, as last told. */
  #told: number | null = null
  #settingValue = false
  #disposed = false

  constructor(container: HTMLElement) {
    setUpMonaco()
    this.#editor = editor.create(container, { ...EDITOR_OPTIONS, model: null })
    this.#marks = this.#editor.createDecorationsCollection()
    this.#pointed = this.#editor.createDecorationsCollection()
    this.#disposables = [
      this.#editor,
      ...this.#listen(),
      ...provideHelp(
        (model) => [...this.#models.values()].includes(model),
        () => this.#current().help,
      ),
      ...provideAssembly(
        (model) => this.#models.get('assembly') === model,
        () => this.#current().assembly,
        (reason) => {
          this.#current().onRefuse(reason)
        },
      ),
    ]
    this.#remeasureOnceFontIsThere()
  }

  /** Brings the editor to `next`. The first call also takes the initial selection and the focus. */
  update(next: CodeEditorProps): void {
    const before = this.#props
    this.#props = next
    const changed = (...names: (keyof CodeEditorProps)[]): boolean =>
      before === null || names.some((name) => before[name] !== next[name])
    if (changed('ariaLabel')) this.#editor.updateOptions({ ariaLabel: next.ariaLabel })
    if (changed('dark')) editor.setTheme(themeName(next.dark))
    if (changed('language')) {
      this.#echoes.forget()
      this.#editor.updateOptions(optionsFor(next.language))
    }
    if (changed('language', 'value') && !this.#echoes.take(next.value)) this.#showText(next)
    if (changed('language', 'value', 'diagnostics')) this.#showDiagnostics(next)
    if (changed('language', 'value', 'clauses')) this.#marks.set(clauseDecorations(next.value, next.clauses))
    if (changed('language', 'value', 'clauses', 'pointedClauses')) {
      this.#pointed.set(pointedDecorations(next.value, next.clauses, next.pointedClauses))
    }
    if (before === null) this.#start(next)
    if (next.select && changed('select')) this.#goTo(next.value, next.select)
  }

  dispose(): void {
    this.#disposed = true
    for (const disposable of this.#disposables) disposable.dispose()
    for (const model of this.#models.values()) model.dispose()
    this.#models.clear()
  }

  #current(): CodeEditorProps {
    invariant(this.#props !== null, 'the editor is used before its first update')
    return this.#props
  }

  #start({ initialSelection, autoFocus, value }: CodeEditorProps): void {
    if (initialSelection) this.#editor.setSelection(Range.lift(toRange(value, initialSelection)))
    if (autoFocus === true) this.#editor.focus()
  }

  #goTo(text: string, span: Span): void {
    const range = Range.lift(toRange(text, span))
    this.#editor.setSelection(range)
    this.#editor.revealRangeInCenterIfOutsideViewport(range)
    this.#editor.focus()
  }

  #showText({ language, value }: CodeEditorProps): void {
    this.#settingValue = true
    const model = this.#modelOf(language)
    const change = smallestChange(model.getValue(), value.replace(/\r\n?/g, '\n'))
    if (change) {
      const range = Range.fromPositions(model.getPositionAt(change.from), model.getPositionAt(change.to))
      model.pushStackElement()
      model.pushEditOperations(this.#editor.getSelections(), [{ range, text: change.text }], () => null)
      model.pushStackElement()
    }
    if (this.#editor.getModel() !== model) this.#editor.setModel(model)
    this.#settingValue = false
  }

  #modelOf(language: EditorLanguage): editor.ITextModel {
    const known = this.#models.get(language)
    if (known) return known
    const model = editor.createModel('', languageId(language))
    model.setEOL(editor.EndOfLineSequence.LF)
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } })
    this.#models.set(language, model)
    return model
  }

  #showDiagnostics({ language, value, diagnostics }: CodeEditorProps): void {
    for (const [owner, model] of this.#models) {
      editor.setModelMarkers(model, MARKER_OWNER, owner === language ? toMarkers(value, diagnostics) : [])
    }
  }

  #listen(): IDisposable[] {
    const it = this.#editor
    return [
      it.onDidChangeModelContent(() => {
        if (this.#settingValue) return
        const text = it.getValue()
        this.#echoes.told(text)
        this.#current().onChange(text)
      }),
      it.onDidBlurEditorText(() => {
        this.#current().onCursor?.(null)
        this.#current().onBlur?.()
        this.#echoes.forget()
      }),
      it.onDidFocusEditorText(() => this.#tellCursor()),
      it.onDidChangeCursorPosition(() => this.#tellCursor()),
      it.onDidContentSizeChange(({ contentHeight }) => this.#props?.onContentHeight?.(contentHeight)),
      it.onMouseMove(({ target }) => this.#point(target)),
      it.onMouseLeave(() => this.#point(null)),
    ]
  }

  #tellCursor(): void {
    const model = this.#editor.getModel()
    const position = this.#editor.getPosition()
    if (model && position && this.#editor.hasTextFocus()) this.#current().onCursor?.(model.getOffsetAt(position))
  }

  #point(target: editor.IMouseTarget | null): void {
    const { clauses, onPointClause } = this.#current()
    const model = this.#editor.getModel()
    let pointed: number | null = null
    if (model && target?.type === editor.MouseTargetType.CONTENT_TEXT) {
      const onLetter = target.element?.classList.contains('bpf-clause-letter') ?? false
      pointed = clauseAt(clauses, model.getOffsetAt(target.position), onLetter)
    }
    if (pointed === this.#told) return
    this.#told = pointed
    onPointClause(pointed)
  }

  /** Monaco measures the letters once; measured in the fallback font, the caret would stand beside them. */
  #remeasureOnceFontIsThere(): void {
    void document.fonts.load(`${FONT.fontSize}px ${FONT.fontFamily}`).then(() => {
      if (!this.#disposed) editor.remeasureFonts()
    })
  }
}
