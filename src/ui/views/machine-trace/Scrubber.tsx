/**
 * The recorded run, and the control that moves through it: a slider by keys, by pointer and by touch. A run longer
 * than the window has an overview under it, whose whole width is the whole run.
 *
 * Leaves out recording; `columnAt` is asked only for the columns in sight.
 */
import { useRef, useState, type PointerEvent, type ReactElement } from 'react'
import { HEIGHT, LABELS, ranIn, stepAt, stepForKey, windowOf, type TraceColumn, type TraceWindow } from './geometry.ts'
import { Lane } from './Lane.tsx'
import { Ruler } from './Ruler.tsx'
import styles from './trace.module.css'
import { useWidth } from '../../use-width.ts'

export interface ScrubberProps {
  readonly step: number
  /** Steps of the whole run. */
  readonly steps: number
  readonly columnAt: (step: number) => TraceColumn
  readonly onSeek: (step: number) => void
}

/** Eight digits where they fit, else without leading zeros. */
function digits(value: string, column: number): string {
  return column >= 66 ? value : value.replace(/^0+(?=.)/u, '')
}

export function Scrubber({ step, steps, columnAt, onSeek }: ScrubberProps): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, 464)
  // While a pointer drags, the window stands still under it.
  const [held, setHeld] = useState<TraceWindow | null>(null)
  const shown = held ?? windowOf(steps + 1, step, width)
  const column = (width - LABELS) / shown.count
  const columns = Array.from({ length: shown.count }, (_, index) => columnAt(shown.from + index))
  const here = step - shown.from
  const split = Math.max(LABELS, Math.min(width, LABELS + (here + 1) * column))
  const lane = { left: LABELS, column, split }
  const current = columnAt(step)

  const seekTo = (event: PointerEvent, frame: TraceWindow): void => {
    const left = box.current?.getBoundingClientRect().left ?? 0
    onSeek(stepAt(event.clientX - left, width, frame))
  }
  return (
    <div className={styles['trace']}>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label="Step of the run"
        aria-valuemin={0}
        aria-valuemax={steps}
        aria-valuenow={step}
        aria-valuetext={`Step ${String(step)} of ${String(steps)}${current.ran === '' ? '' : `, ${current.ran}`}`}
        className={styles['slider']}
        onKeyDown={(event) => {
          const target = stepForKey(event.key, step, steps)
          if (target === null) return
          event.preventDefault()
          onSeek(target)
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setHeld(shown)
          seekTo(event, shown)
        }}
        onPointerMove={(event) => {
          if (held !== null) seekTo(event, held)
        }}
        onPointerUp={() => {
          setHeld(null)
        }}
        onPointerCancel={() => {
          setHeld(null)
        }}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <rect x={LABELS + here * column} y="20" width={column} height="84" fill="var(--next-fill)" />
          <Ruler columns={columns} step={step} left={LABELS} column={column} />
          <text className={styles['label']} x="0" y="14">
            Step
          </text>
          <text className={styles['label']} x="0" y="38">
            Ran
          </text>
          {columns.map((each, index) => (
            <text
              key={index}
              x={LABELS + index * column + 6}
              y="38"
              className={styles[each.step === step ? 'now' : each.step < step ? 'gone' : 'ahead']}
            >
              {ranIn(column, each.ran)}
            </text>
          ))}
          <Lane {...lane} label="PC" y={54} values={columns.map((each) => each.pc)} />
          <Lane {...lane} label="A" y={74} values={columns.map((each) => digits(each.a, column))} />
          <Lane {...lane} label="X" y={94} values={columns.map((each) => digits(each.x, column))} />
        </svg>
      </div>
      {shown.count <= steps && <Overview step={step} steps={steps} window={shown} onSeek={onSeek} />}
    </div>
  )
}

interface OverviewProps {
  readonly step: number
  readonly steps: number
  readonly window: TraceWindow
  readonly onSeek: (step: number) => void
}

/** For pointers alone; the slider above has the keys and the name. */
function Overview({ step, steps, window, onSeek }: OverviewProps): ReactElement {
  const seek = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    onSeek(Math.max(0, Math.min(steps, Math.round(((event.clientX - left) / width) * steps))))
  }
  const percent = (part: number): string => `${String((100 * part) / steps)}%`
  return (
    <div
      aria-hidden="true"
      className={styles['overview']}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
      }}
    >
      <i className={styles['extent']} style={{ left: percent(window.from), width: percent(window.count - 1) }} />
      <i className={styles['passed']} style={{ width: percent(step) }} />
    </div>
  )
}
