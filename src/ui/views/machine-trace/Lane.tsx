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
  /** Where the past ends. */
  readonly split: number
  /** Clip paths of the past and the future. */
  readonly past: string
  readonly future: string
}

export function Lane({ label, values, y, left, column, split, past, future }: LaneProps): ReactElement {
  const stretches = stretchesOf(values)
  const drawn = stretches.map((stretch) => {
    const from = left + stretch.from * column
    const to = left + stretch.to * column
    const shape = (
      <g key={stretch.from}>
        <path d={hexagon(from, to, y)} />
        <text x={from + 6} y={y + 4}>
          {stretch.text}
        </text>
      </g>
    )
    // Only the one that is going on stands in both.
    return { past: from < split ? shape : null, future: to > split ? shape : null }
  })
  return (
    <>
      <text className={styles['label']} x="0" y={y + 4}>
        {label}
      </text>
      <g className={styles['past']} clipPath={`url(#${past})`}>
        {drawn.map(({ past }) => past)}
      </g>
      <g className={styles['future']} clipPath={`url(#${future})`}>
        {drawn.map(({ future }) => future)}
      </g>
    </>
  )
}
