/**
 * The page's two looks, told to Monaco, which takes literal colours only: the values repeat the
 * design tokens of the same name. Few inks on purpose: keywords by weight (code-editor.css turns
 * Monaco's bold into medium), colour is left to the clauses.
 */
import { editor } from 'monaco-editor/editor'

interface Palette {
  readonly base: editor.BuiltinTheme
  readonly pane: string
  readonly raised: string
  readonly hover: string
  readonly line1: string
  readonly line2: string
  readonly ink1: string
  readonly ink2: string
  readonly ink3: string
  readonly accent: string
  readonly nextFill: string
  readonly bad: string
  readonly warn: string
  /** Behind selected text: the accent, thinned. */
  readonly selection: string
}

const LIGHT: Palette = {
  base: 'vs',
  pane: '#ffffff',
  raised: '#ffffff',
  hover: '#f1f1ee',
  line1: '#e7e7e3',
  line2: '#d6d6d0',
  ink1: '#16171a',
  ink2: '#46494f',
  ink3: '#666a71',
  accent: '#2450d8',
  nextFill: '#e9eefc',
  bad: '#c0182c',
  warn: '#8a5a00',
  selection: '#2450d833',
}

const DARK: Palette = {
  base: 'vs-dark',
  pane: '#151619',
  raised: '#1c1e22',
  hover: '#1d1f23',
  line1: '#232529',
  line2: '#2f3238',
  ink1: '#eceef0',
  ink2: '#b5b8be',
  ink3: '#8f939b',
  accent: '#86a8ff',
  nextFill: '#1c2440',
  bad: '#ff7b86',
  warn: '#e0ac4a',
  selection: '#86a8ff40',
}

/** To be called once a page. */
export function defineThemes(): void {
  editor.defineTheme('bpf-light', themeOf(LIGHT))
  editor.defineTheme('bpf-dark', themeOf(DARK))
}

export function themeName(dark: boolean): string {
  return dark ? 'bpf-dark' : 'bpf-light'
}

function themeOf(p: Palette): editor.IStandaloneThemeData {
  const ink = (token: string, colour: string, fontStyle = '') => ({ token, foreground: colour.slice(1), fontStyle })
  return {
    base: p.base,
    inherit: false,
    rules: [
      ink('', p.ink1),
      ink('keyword', p.ink1, 'bold'),
      ink('type', p.ink1, 'bold'),
      ink('constant', p.ink1, 'italic'),
      ink('variable', p.ink1),
      ink('number', p.ink1),
      ink('operator', p.ink2),
      ink('delimiter', p.ink2),
      ink('tag', p.ink2),
      ink('comment', p.ink3, 'italic'),
      ink('invalid', p.bad),
    ],
    colors: {
      foreground: p.ink1,
      focusBorder: p.accent,
      'editor.background': p.pane,
      'editor.foreground': p.ink1,
      'editorCursor.foreground': p.accent,
      'editor.selectionBackground': p.selection,
      'editor.inactiveSelectionBackground': p.hover,
      'editorLineNumber.foreground': p.ink3,
      'editorLineNumber.activeForeground': p.ink2,
      'editorError.foreground': p.bad,
      'editorWarning.foreground': p.warn,
      'editorInfo.foreground': p.accent,
      'editorBracketMatch.background': p.nextFill,
      'editorBracketMatch.border': p.accent,
      'editorWidget.background': p.raised,
      'editorWidget.foreground': p.ink1,
      'editorWidget.border': p.line2,
      'editorHoverWidget.background': p.raised,
      'editorHoverWidget.foreground': p.ink1,
      'editorHoverWidget.border': p.line2,
      'editorHoverWidget.statusBarBackground': p.hover,
      'editorSuggestWidget.background': p.raised,
      'editorSuggestWidget.foreground': p.ink1,
      'editorSuggestWidget.border': p.line2,
      'editorSuggestWidget.selectedBackground': p.nextFill,
      'editorSuggestWidget.selectedForeground': p.ink1,
      'editorSuggestWidget.highlightForeground': p.accent,
      'editorSuggestWidget.focusHighlightForeground': p.accent,
      'list.hoverBackground': p.hover,
      'menu.background': p.raised,
      'menu.foreground': p.ink1,
      'menu.selectionBackground': p.nextFill,
      'menu.selectionForeground': p.ink1,
      'menu.border': p.line2,
      'input.background': p.pane,
      'input.foreground': p.ink1,
      'input.border': p.line2,
      'widget.shadow': '#00000024',
      'scrollbarSlider.background': `${p.ink3}40`,
      'scrollbarSlider.hoverBackground': `${p.ink3}66`,
      'scrollbarSlider.activeBackground': `${p.ink3}88`,
      'icon.foreground': p.ink3,
    },
  }
}
