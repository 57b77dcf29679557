/** A phone's step bar, at hand under every pane: verdict, register A, the scrubber, and the four buttons. */
import type { CSSProperties } from 'react'
import { BackIcon, ResetIcon, RunIcon, StepIcon } from '../../marks/index.ts'
import { Button } from '../controls/index.ts'
import styles from './shell.module.css'

interface StepBarViewProps {
  readonly verdict: string
  readonly step: number
  /** Steps of the whole run. */
  readonly steps: number
  /** Register A as `0x%08x`. */
  readonly a: string
  readonly aChanged: boolean
  /** False where the machine pane above shows its own scrubber. */
  readonly scrubber: boolean
  readonly canStep: boolean
  readonly onSeek: (step: number) => void
  readonly onReset: () => void
  readonly onBack: () => void
  readonly onStep: () => void
  readonly onRun: () => void
}

export function StepBarView(props: StepBarViewProps) {
  const { verdict, step, steps, a, aChanged, scrubber, canStep } = props
  return (
    <section className={styles['stepBar']} aria-label="Step controls">
      <div className={styles['stepHead']}>
        <strong role="status" aria-label="Verdict">
          {verdict}
        </strong>
        <span className={styles['stepCount']}>
          step {step.toLocaleString('en')} of {steps.toLocaleString('en')}
        </span>
        <span className={styles['grow']} />
        <span className={`${styles['register']} mono`} data-changed={aChanged ? '' : undefined}>
          <span>A</span>
          <b>{a}</b>
        </span>
      </div>
      {scrubber ? (
        <input
          type="range"
          className={styles['slider']}
          style={{ '--part': step / Math.max(1, steps) } as CSSProperties}
          aria-label="Step of the run"
          min={0}
          max={steps}
          value={step}
          onChange={(event) => {
            props.onSeek(Number(event.target.value))
          }}
        />
      ) : null}
      <div className={styles['stepButtons']}>
        <Button look="line" aria-label="Reset" unavailable={step === 0} onClick={props.onReset}>
          <ResetIcon />
        </Button>
        <Button look="line" aria-label="Step back" unavailable={step === 0} onClick={props.onBack}>
          <BackIcon />
          Back
        </Button>
        <Button look="primary" data-grow="" aria-label="Step" unavailable={!canStep} onClick={props.onStep}>
          <StepIcon />
          Step
        </Button>
        <Button look="line" aria-label="Run" unavailable={!canStep} onClick={props.onRun}>
          <RunIcon />
          Run
        </Button>
      </div>
    </section>
  )
}
