/** Why the packet in view matched or not, connected; nothing where the program has no clauses. */
import { useMemo, type ReactElement } from 'react'
import {
  selectFrame,
  selectMoment,
  selectPointedClauses,
  selectQuietClauses,
  selectWhy,
  selectWhyRows,
  useApp,
} from '../../../store/index.ts'
import { WhyView } from '../../views/why/index.ts'

const EXPECTED = { accept: 'expected Accept', drop: 'expected Drop' }

export function WhySection(): ReactElement | null {
  const why = useApp(selectWhy)
  const rows = useApp(selectWhyRows)
  const { name, expected } = useApp(selectFrame)
  const { step, steps, verdict } = useApp(selectMoment)
  const pointedClauses = useApp(selectPointedClauses)
  const quiet = useApp(selectQuietClauses)
  const pointAt = useApp((state) => state.pointAt)
  const seek = useApp((state) => state.seek)
  const pointed = useMemo(() => new Set(pointedClauses), [pointedClauses])
  const remarks = useMemo(() => new Map(quiet.map(({ clause, kind }) => [clause, `${kind} in the capture`])), [quiet])
  if (why === null || (rows.length === 0 && why.notes.length === 0)) return null
  const ended = step >= steps
  const accepts = verdict.kind === 'accept'
  const fails = ended && expected !== 'any' && expected !== verdict.kind
  return (
    <WhyView
      remark={ended ? name : `${name}, up to step ${String(step)}`}
      verdict={ended ? { accepts, text: accepts ? 'Accept' : 'Drop' } : null}
      expected={fails ? EXPECTED[expected] : null}
      lines={rows}
      notes={ended ? why.notes : []}
      remarks={remarks}
      pointed={pointed}
      onPoint={(clause) => {
        pointAt(clause === null ? null : { kind: 'clause', clause })
      }}
      onGo={seek}
    />
  )
}
