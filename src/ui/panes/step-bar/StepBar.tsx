/** The phone's step bar, connected. */
import { selectMoment, useApp } from '../../../store/index.ts'
import { StepBarView } from '../../views/shell/index.ts'

export function StepBar() {
  const { step, steps, now, before, verdict } = useApp(selectMoment)
  const pane = useApp((state) => state.phonePane)
  const seek = useApp((state) => state.seek)
  const reset = useApp((state) => state.reset)
  const stepBack = useApp((state) => state.stepBack)
  const stepForward = useApp((state) => state.stepForward)
  const run = useApp((state) => state.run)
  return (
    <StepBarView
      verdict={verdict.text}
      step={step}
      steps={steps}
      a={`0x${now.a.toString(16).padStart(8, '0')}`}
      aChanged={before !== null && before.a !== now.a}
      scrubber={pane !== 'machine'}
      canStep={step < steps}
      onSeek={seek}
      onReset={reset}
      onBack={stepBack}
      onStep={stepForward}
      onRun={run}
    />
  )
}
