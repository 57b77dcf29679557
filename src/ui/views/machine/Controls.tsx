/**
 * The four step controls. Step alone is filled; every one has its key, which App listens for.
 */
import { memo, type ReactElement } from 'react'
import { BackIcon, BreakpointMark, ResetIcon, RunBackIcon, RunIcon, StepIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import { formatPc } from './numbers.ts'
import styles from './controls.module.css'

export interface ControlsProps {
  /** Nothing has run yet, so there is nothing to go back to. */
  readonly atStart: boolean
  /** The run has ended. */
  readonly atEnd: boolean
  /** The breakpoint that Run would stop at; null where it would go to the end. */
  readonly stopsAt: number | null
  /** Something is set to stop at, so that there is somewhere to run back to. */
  readonly hasStops: boolean
  readonly onReset: () => void
  readonly onRunBack: () => void
  readonly onBack: () => void
  readonly onStep: () => void
  readonly onRun: () => void
}

export const Controls = memo(function StepControls({
  atStart,
  atEnd,
  stopsAt,
  hasStops,
  ...on
}: ControlsProps): ReactElement {
  return (
    <div className={styles['controls']} data-desk-only="">
      <span className={styles['group']}>
        <Button title="Reset (Shift+F8)" unavailable={atStart} onClick={on.onReset}>
          <ResetIcon />
          Reset
        </Button>
        {hasStops && (
          <Button
            square
            aria-label="Run back"
            title="Run back to the last breakpoint (Ctrl+F8)"
            unavailable={atStart}
            onClick={on.onRunBack}
          >
            <RunBackIcon />
          </Button>
        )}
        <Button aria-label="Step back" title="Step back (Shift+F10)" unavailable={atStart} onClick={on.onBack}>
          <BackIcon />
          Back
        </Button>
      </span>
      <Button look="primary" aria-label="Step" title="Step (F10)" unavailable={atEnd} onClick={on.onStep}>
        <StepIcon />
        Step
        <kbd>F10</kbd>
      </Button>
      <Button
        look="line"
        aria-label="Run"
        title="Run to the next breakpoint or the end (F8)"
        unavailable={atEnd}
        onClick={on.onRun}
      >
        <RunIcon />
        Run
      </Button>
      {stopsAt !== null && (
        <span className={styles['stops']}>
          Stops at <BreakpointMark label="breakpoint" /> <span className="mono">{formatPc(stopsAt)}</span>
        </span>
      )}
    </div>
  )
})
