/**
 * One lane of the trace: the values a register had, past solid, future dotted. The one that is going on is both, cut
 * where the present step ends.
 *
 * Not by clipping: to move a clip is to draw again all that is in it.
 */
import { memo, type ReactElement } from 'react'
import { hexagon, hexagonFrom, hexagonTo, stretchesOf } from './geometry.ts'
import styles from './trace.module.css'

export interface LaneProps {
  readonly label: string
  readonly values: readonly string[]
  readonly y: number
  readonly left: number
  readonly column: number
  /** Where the past ends, on a column's edge. */
  readonly split: number
}

interface StretchProps {
  readonly from: number
  readonly to: number
  readonly y: number
  readonly text: string
  /** Where within it the past ends; `from` where it is all to come, `to` where it is all gone. */
  readonly split: number
}

const Stretch = memo(function DrawnStretch({ from, to, y, text, split }: StretchProps): ReactElement {
  const isCut = split > from && split < to
  return (
    <g className={styles[split > from ? 'past' : 'future']}>
      <path d={isCut ? hexagonTo(from, split, y) : hexagon(from, to, y)} />
      {isCut && <path className={styles['rest']} d={hexagonFrom(split, to, y)} />}
      <text x={from + 6} y={y + 4}>
        {text}
      </text>
    </g>
  )
})

export function Lane({ label, values, y, left, column, split }: LaneProps): ReactElement {
  return (
    <>
      <text className={styles['label']} x="0" y={y + 4}>
        {label}
      </text>
      {stretchesOf(values).map((stretch) => {
        const from = left + stretch.from * column
        const to = left + stretch.to * column
        return (
          <Stretch
            key={stretch.from}
            from={from}
            to={to}
            y={y}
            text={stretch.text}
            split={Math.max(from, Math.min(to, split))}
          />
        )
      })}
    </>
  )
}
