/**
 * Undo and redo as buttons; each name says what it would change. One that has nothing to do stays where it is and keeps
 * the focus.
 */
import { RedoIcon, UndoIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'

export interface UndoButtonsProps {
  /** What would change; null where there is nothing to take back. */
  readonly undoable: string | null
  readonly redoable: string | null
  readonly undoKey: string
  readonly redoKey: string
  readonly onUndo: () => void
  readonly onRedo: () => void
}

export function UndoButtons({ undoable, redoable, undoKey, redoKey, onUndo, onRedo }: UndoButtonsProps) {
  return (
    <>
      <Button
        square
        unavailable={undoable === null}
        aria-label={nameOf('Undo', undoable)}
        title={`${nameOf('Undo', undoable)} (${undoKey})`}
        onClick={onUndo}
      >
        <UndoIcon />
      </Button>
      <Button
        square
        unavailable={redoable === null}
        aria-label={nameOf('Redo', redoable)}
        title={`${nameOf('Redo', redoable)} (${redoKey})`}
        onClick={onRedo}
      >
        <RedoIcon />
      </Button>
    </>
  )
}

function nameOf(verb: string, what: string | null): string {
  return what === null ? verb : `${verb}: ${what}`
}
