/**
 * The trace's ruler: a tick and a number a step, the present one as the playhead, breakpoints ahead.
 */
import type { ReactElement } from 'react'
import type { TraceColumn } from './geometry.ts'
import styles from './trace.module.css'

export interface RulerProps {
  readonly columns: readonly TraceColumn[]
  readonly step: number
  readonly left: number
  readonly column: number
}

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
        <g key={each.step}>
          <path
            d={`M${String(middle(index))} 17v4`}
            stroke={each.step <= step ? 'var(--accent)' : 'var(--line-3)'}
            strokeWidth="1.5"
          />
          {each.step !== step && (
            <text x={middle(index)} y="14" textAnchor="middle" className={styles[each.step < step ? 'gone' : 'ahead']}>
              {each.step}
            </text>
          )}
          {each.breakpoint && each.step !== step && (
            <path
              transform={`translate(${String(middle(index) + 5 + String(each.step).length * 3.3)} 5.5) scale(.7)`}
              d="M4 .5h4L11.5 4v4L8 11.5H4L.5 8V4z"
              fill="var(--bad)"
            />
          )}
        </g>
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
