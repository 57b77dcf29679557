/**
 * The source editor. Heavy: import it lazily, `lazy(() => import('../monaco/index.ts'))`, and only
 * its types up front.
 */
export { CodeEditor, CodeEditor as default } from './CodeEditor.tsx'
export {
  type ClauseMark,
  type CodeEditorProps,
  type EditorLanguage,
  type HelpWord,
  type LanguageHelp,
} from './types.ts'
