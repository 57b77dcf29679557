/**
 * The trace's ruler: a tick and a number a step, the present one as the playhead, breakpoints ahead.
 */
import { memo, type ReactElement } from 'react'
import type { TraceColumn } from './geometry.ts'
import styles from './trace.module.css'

export interface RulerProps {
  readonly columns: readonly TraceColumn[]
  readonly step: number
  readonly left: number
  readonly column: number
}

interface TickProps {
  readonly x: number
  readonly number: number
  readonly is: 'gone' | 'now' | 'ahead'
  readonly breakpoint: boolean
}

const Tick = memo(function DrawnTick({ x, number, is, breakpoint }: TickProps): ReactElement {
  const text = String(number)
  return (
    <g>
      <path d={`M${String(x)} 17v4`} stroke={is === 'ahead' ? 'var(--line-3)' : 'var(--accent)'} strokeWidth="1.5" />
      {is !== 'now' && (
        <text x={x} y="14" textAnchor="middle" className={styles[is]}>
          {text}
        </text>
      )}
      {breakpoint && is !== 'now' && (
        <path
          transform={`translate(${String(x + 5 + text.length * 3.3)} 5.5) scale(.7)`}
          d="M4 .5h4L11.5 4v4L8 11.5H4L.5 8V4z"
          fill="var(--bad)"
        />
      )}
    </g>
  )
})

export function Ruler({ columns, step, left, column }: RulerProps): ReactElement {
  const middle = (index: number): number => left + (index + 0.5) * column
  const right = left + columns.length * column
  const here = columns.findIndex((each) => each.step === step)
  const reached = here === -1 ? ((columns.at(-1)?.step ?? 0) < step ? right : left) : middle(here)
  const head = Math.max(22, 10 + String(step).length * 7)
  return (
    <g>
      <path d={`M${String(left)} 20.5H${String(right)}`} stroke="var(--line-3)" />
      <path d={`M${String(left)} 20.5H${String(reached)}`} stroke="var(--accent)" strokeWidth="2" />
      {columns.map((each, index) => (
        <Tick
          key={each.step}
          x={middle(index)}
          number={each.step}
          is={each.step < step ? 'gone' : each.step > step ? 'ahead' : 'now'}
          breakpoint={each.breakpoint}
        />
      ))}
      {here !== -1 && (
        <g>
          <rect x={reached - head / 2} y="2" width={head} height="16" rx="3" fill="var(--accent)" />
          <path d={`M${String(reached - 4)} 17.5h8l-4 4z`} fill="var(--accent)" />
          <text x={reached} y="14" textAnchor="middle" className={styles['playhead']}>
            {step}
          </text>
        </g>
      )}
    </g>
  )
}
