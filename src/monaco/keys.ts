/**
 * Keys that belong to the page (DESIGN: step, run, breakpoint, palette, share) and that Monaco would
 * swallow while the editor has the focus. Each is unbound here, so that the page's handler sees it.
 */
import { editor, KeyCode, KeyMod } from 'monaco-editor/editor'

/** To be called once a page. */
export function freePageKeys(): void {
  const { CtrlCmd, Shift } = KeyMod
  // A chord is removed by both its keys; while one is left, Ctrl+K waits for a second key.
  const afterCtrlK = (second: number): number => KeyMod.chord(CtrlCmd | KeyCode.KeyK, second)
  editor.addKeybindingRules([
    { keybinding: KeyCode.F8, command: '-editor.action.marker.nextInFiles' },
    { keybinding: Shift | KeyCode.F8, command: '-editor.action.marker.prevInFiles' },
    { keybinding: Shift | KeyCode.F10, command: '-editor.action.showContextMenu' },
    { keybinding: afterCtrlK(CtrlCmd | KeyCode.KeyI), command: '-editor.action.showHover' },
    { keybinding: afterCtrlK(CtrlCmd | KeyCode.KeyI), command: '-workbench.action.showHover' },
    { keybinding: afterCtrlK(CtrlCmd | KeyCode.KeyC), command: '-editor.action.addCommentLine' },
    { keybinding: afterCtrlK(CtrlCmd | KeyCode.KeyU), command: '-editor.action.removeCommentLine' },
    { keybinding: afterCtrlK(KeyCode.F12), command: '-editor.action.revealDefinitionAside' },
    { keybinding: afterCtrlK(CtrlCmd | KeyCode.F12), command: '-editor.action.revealDefinitionAside' },
    { keybinding: afterCtrlK(KeyCode.F2), command: '-togglePeekWidgetFocus' },
  ])
}
