/**
 * The machine, connected: verdict, controls, the recorded run as scrubber, registers. One unseen line tells a screen
 * reader what each step did.
 */
import { Suspense, lazy, memo, useCallback, type ComponentType, type ReactElement } from 'react'
import {
  selectDecider,
  selectListingRows,
  selectMoment,
  selectShownProgram,
  selectStops,
  selectTrace,
  useApp,
} from '../../../store/index.ts'
import { clauseLetter } from '../../marks/index.ts'
import { Scrubber } from '../../views/machine-trace/index.ts'
import { Controls, Registers, Verdict } from '../../views/machine/index.ts'
import { PaneFrame } from '../../views/pane/index.ts'
import styles from './machine-pane.module.css'
import { mainRegisters, memoryRegisters, registerOf } from './register-values.ts'
import { columnOf } from './trace-columns.ts'

const DebugTools = lazy<ComponentType>(() =>
  import('./DebugTools.tsx').then(
    (module) => ({ default: memo(module.DebugTools) }),
    () => ({ default: () => null }),
  ),
)

export function MachinePane(): ReactElement {
  const { program } = useApp(selectShownProgram).compilation
  const trace = useApp(selectTrace)
  const rows = useApp(selectListingRows)
  const moment = useApp(selectMoment)
  const breakpoints = new Set(useApp((state) => state.breakpoints))
  const context = useApp((state) => state.context)
  const reset = useApp((state) => state.reset)
  const stepBack = useApp((state) => state.stepBack)
  const stepForward = useApp((state) => state.stepForward)
  const run = useApp((state) => state.run)
  const runBack = useApp((state) => state.runBack)
  const stops = useApp(selectStops)
  const hasStops = useApp((state) => state.breakpoints.length + state.stopRules.length > 0)
  const seek = useApp((state) => state.seek)
  const askValue = useApp((state) => state.askValue)
  const ask = useCallback(
    (name: string) => {
      askValue(registerOf(name))
    },
    [askValue],
  )
  const { step, steps, now, before, next, verdict } = moment
  const decider = useApp(selectDecider)
  const detail =
    verdict.reason ??
    (decider === null
      ? ''
      : `${decider.negated ? 'not' : 'clause'} ${clauseLetter(decider.clause)} is ${decider.value}`)
  const stop = stops?.next(step) ?? null
  const place = verdict.kind === 'running' ? `step ${step.toLocaleString('en')} of ${steps.toLocaleString('en')}` : ''
  const executed = rows.filter((row) => row.runs > 0).map((row) => row.pc)
  const pcReading = next === null ? (step === 0 ? '' : 'the run has ended') : `next is ${rows[next]?.op ?? ''}`
  const state = { program: program ?? [], executed, now, before, pcReading }
  return (
    <PaneFrame
      name="Machine"
      actions={<Verdict kind={verdict.kind} text={verdict.text} detail={detail} place={place} />}
    >
      <div className={styles['body']}>
        <Controls
          atStart={step === 0}
          atEnd={step >= steps}
          stopsAt={stop === null || trace === null ? null : trace.pcAt(stop + 1)}
          hasStops={hasStops}
          onRunBack={runBack}
          onReset={reset}
          onBack={stepBack}
          onStep={stepForward}
          onRun={run}
        />
        {trace !== null && (
          <Scrubber
            step={step}
            steps={steps}
            columnAt={(each) => columnOf(trace, rows, breakpoints, each, context)}
            onSeek={seek}
          />
        )}
        <Registers main={mainRegisters(state)} memory={memoryRegisters(now, before)} onAsk={ask} />
        <Suspense fallback={null}>
          <DebugTools />
        </Suspense>
      </div>
    </PaneFrame>
  )
}
