/**
 * One lane of the trace: the values a register had, past solid, future dotted.
 */
import type { ReactElement } from 'react'
import { hexagon, stretchesOf } from './geometry.ts'
import styles from './trace.module.css'

export interface LaneProps {
  readonly label: string
  readonly values: readonly string[]
  readonly y: number
  readonly left: number
  readonly column: number
  /** Clip paths of the past and the future. */
  readonly past: string
  readonly future: string
}

export function Lane({ label, values, y, left, column, past, future }: LaneProps): ReactElement {
  const stretches = stretchesOf(values)
  const drawn = stretches.map((stretch) => {
    const from = left + stretch.from * column
    return (
      <g key={stretch.from}>
        <path d={hexagon(from, left + stretch.to * column, y)} />
        <text x={from + 6} y={y + 4}>
          {stretch.text}
        </text>
      </g>
    )
  })
  return (
    <>
      <text className={styles['label']} x="0" y={y + 4}>
        {label}
      </text>
      <g className={styles['past']} clipPath={`url(#${past})`}>
        {drawn}
      </g>
      <g className={styles['future']} clipPath={`url(#${future})`}>
        {drawn}
      </g>
    </>
  )
}
