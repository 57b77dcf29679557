/**
 * The parts of Monaco that this editor has. Everything not named here stays out of the page: no
 * minimap colours, code lens, diff, command palette (the page has its own).
 *
 * hover/register brings Monaco's "next problem" along; keys.ts takes its keys away again.
 */
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/codeEditor/register'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/gotoSymbol/register'
// gotoSymbol/register names only the link under the pointer; the commands are these.
import 'monaco-editor/editor/contrib/gotoSymbol/browser/goToCommands'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/rename/register'
import 'monaco-editor/features/suggest/register'
// suggest/register names only the inline completions; the completion list itself is this one.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
