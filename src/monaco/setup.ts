/**
 * What Monaco needs once a page, before the first editor: its worker, our languages, themes, keys.
 */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import './features.ts'
import { freePageKeys } from './keys.ts'
import { registerLanguages } from './languages/index.ts'
import { defineThemes } from './themes.ts'

let done = false

export function setUpMonaco(): void {
  if (done) return
  done = true
  // Nothing we use asks for the worker today; without it, the first part that does would run on the page's thread.
  globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() }
  registerLanguages()
  defineThemes()
  freePageKeys()
}
