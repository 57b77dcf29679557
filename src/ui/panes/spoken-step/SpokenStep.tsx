/**
 * Says each step to those who do not see it: what ran, what it changed, where the run has stopped and why, and that an
 * edit has kept the place. Apart from the machine pane, which on a phone is hidden behind another tab most of the time,
 * and with it whatever it says.
 *
 * Leaves out the verdict and the problems, which are spoken where they stand, and that an edit has lost the place, which
 * is a notice.
 */
import { useState } from 'react'
import {
  parseStopRule,
  selectListingRows,
  selectMoment,
  selectStops,
  selectTrace,
  useApp,
} from '../../../store/index.ts'
import { announceStep } from '../../views/listing-run/index.ts'
import { formatPc } from '../../views/machine/index.ts'

export function SpokenStep() {
  const { step, ran, next, before, now } = useApp(selectMoment)
  const row = useApp(selectListingRows)[ran ?? -1]
  const isBreakpoint = useApp((state) => next !== null && state.breakpoints.includes(next))
  const rules = useApp((state) => state.stopRules)
  const stops = useApp(selectStops)
  const isKept = useKept(step)
  if (row === undefined || before === null) return <Spoken text="" />
  const readable = rules.length === 0 ? rules : rules.filter((text) => parseStopRule(text).ok)
  const held = readable.length === 0 ? [] : (stops?.rulesAt(step) ?? []).map((index) => readable[index] ?? '')
  const parts = [
    `${isKept ? 'Still at step' : 'Step'} ${announceStep(step, `${row.op} ${row.operand}`, before, now)}`,
    ...(isBreakpoint && next !== null ? [`breakpoint at ${formatPc(next)}`] : []),
    ...held.map((rule) => `stop: ${rule}`),
  ]
  return <Spoken text={parts.join(', ')} />
}

function Spoken({ text }: { readonly text: string }) {
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  )
}

/** Whether the step is the same as before in another run. */
function useKept(step: number): boolean {
  const trace = useApp(selectTrace)
  const [seen, setSeen] = useState({ trace, step, kept: false })
  if (seen.trace === trace && seen.step === step) return seen.kept
  const kept = seen.step === step
  setSeen({ trace, step, kept })
  return kept
}
