/**
 * Says each step to those who do not see it. Apart from the machine pane, which on a phone is hidden behind another
 * tab most of the time, and with it whatever it says.
 */
import { selectListingRows, selectMoment, useApp } from '../../../store/index.ts'
import { announceStep } from '../../views/listing-run/index.ts'

export function SpokenStep() {
  const { step, ran, before, now } = useApp(selectMoment)
  const row = useApp(selectListingRows)[ran ?? -1]
  return (
    <p className="visually-hidden" aria-live="polite">
      {row === undefined || before === null ? '' : announceStep(step, `${row.op} ${row.operand}`, before, now)}
    </p>
  )
}
