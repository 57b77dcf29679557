/** Undo and redo, connected; the desk's bar and the phone's place the same ones. */
import { selectRedoable, selectUndoable, useApp } from '../../../store/index.ts'
import { keysOf } from '../../keymap.ts'
import { UndoButtons } from '../../views/shell/index.ts'

export function Undo() {
  return (
    <UndoButtons
      undoable={useApp(selectUndoable)}
      redoable={useApp(selectRedoable)}
      undoKey={keysOf('undo')}
      redoKey={keysOf('redo')}
      onUndo={useApp((state) => state.undo)}
      onRedo={useApp((state) => state.redo)}
    />
  )
}
