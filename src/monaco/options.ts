/**
 * How the editor looks and behaves: a quiet field for a line or a page of text, not an IDE.
 */
import type { editor } from 'monaco-editor/editor'
import type { EditorLanguage } from './types.ts'

/** Sizes in CSS pixels, as in the design: 14 px text on 24 px lines. */
export const FONT = {
  fontFamily: '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace',
  fontSize: 14,
  lineHeight: 24,
} as const

export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...FONT,
  fontLigatures: false,
  // Always on, not detected: with 'off' Monaco puts an excuse in place of the text box's name.
  accessibilitySupport: 'on',
  // The same text box in every browser: a textarea, which tools that fill in forms understand too.
  editContext: false,
  automaticLayout: true,
  wordWrap: 'on',
  lineNumbersMinChars: 2,
  lineDecorationsWidth: 14,
  glyphMargin: false,
  // These follow the language: see optionsFor.
  wrappingIndent: 'none',
  folding: false,
  foldingHighlight: false,
  showFoldingControls: 'mouseover',
  minimap: { enabled: false },
  // Layers of its own would make every change elsewhere on the page sort all layers anew.
  disableLayerHinting: true,
  stickyScroll: { enabled: false },
  padding: { top: 4, bottom: 14 },
  renderLineHighlight: 'none',
  renderWhitespace: 'none',
  guides: { indentation: false, bracketPairs: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  roundedSelection: false,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  scrollbar: { vertical: 'auto', horizontal: 'auto', alwaysConsumeMouseWheel: false, useShadows: false },
  quickSuggestions: { other: true, comments: false, strings: false },
  wordBasedSuggestions: 'off',
  acceptSuggestionOnEnter: 'smart',
  suggest: { showStatusBar: false, preview: false, showWords: false },
  hover: { enabled: 'on', delay: 200, above: false },
  fixedOverflowWidgets: true,
  links: false,
  tabSize: 8,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
}

/** Labels fold and light up, and what is wrapped stands further in than what begins a line; the other languages have none. */
export function optionsFor(language: EditorLanguage): editor.IEditorOptions {
  const hasLabels = language === 'assembly'
  return {
    wrappingIndent: hasLabels ? 'deepIndent' : 'none',
    folding: hasLabels,
    occurrencesHighlight: hasLabels ? 'singleFile' : 'off',
  }
}
