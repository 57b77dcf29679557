/**
 * A flow graph drawn as SVG, in a window that scrolls: by wheel, touch, dragging and keys. Keys between the boxes: arrows
 * in the order of the program, Home and End; Enter opens a folded box; + − and 0 zoom.
 *
 * Left out: where the boxes go, which the caller's `layOut` says.
 */
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react'
import { Button } from '../controls/index.ts'
import { formatCount } from '../machine/index.ts'
import { Box } from './Box.tsx'
import { bringIntoSight } from './bring-into-sight.ts'
import { downloadSvg } from './export-svg.ts'
import styles from './graph.module.css'
import { sizeOf } from './sizes.ts'
import type { GraphBox, GraphDrawing, GraphLine, LayOut } from './types.ts'

export interface FlowGraphViewProps {
  /** Of the drawing, for a screen reader and the name of its file. */
  readonly name: string
  readonly boxes: readonly GraphBox[]
  readonly lines: readonly GraphLine[]
  readonly layOut: LayOut
  /** What the drawing's numbers are; empty where it has none. */
  readonly legend?: string
  /** The box to keep in sight; null where there is none. */
  readonly followed: string | null
  /** Drawn as small as it takes to show it whole, if that can be read, until somebody zooms. */
  readonly startsFitted?: boolean
  readonly onPoint: (pc: number | null) => void
  readonly onOpen: (id: string) => void
}

const SMALLEST = 0.2
/** Smaller, its words cannot be read: then a drawing that starts fitted is seen in part. */
const READABLE = 0.6
const LARGEST = 2
const STEP = 1.25
/** Pixels of an arrow's head, and of a line that every packet goes along. */
const ARROW = 10
const WIDEST = 5

export function FlowGraphView({
  name,
  boxes,
  lines,
  layOut,
  legend = '',
  followed,
  startsFitted = false,
  onPoint,
  onOpen,
}: FlowGraphViewProps): ReactElement {
  const view = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  // Null until somebody zooms: then it is 1, or what fits.
  const [chosen, setZoom] = useState<number | null>(null)
  const [fitting, setFitting] = useState(1)
  const zoom = chosen ?? (startsFitted ? Math.max(READABLE, fitting) : 1)
  const [focused, setFocused] = useState<string | null>(null)
  // Words do not move boxes: the drawing is made anew only when its shape is another.
  const shape = JSON.stringify([
    boxes.map((box) => ({ id: box.id, ...sizeOf(box) })),
    lines.map(({ id, from, to }) => ({ id, from, to })),
  ])
  const drawing = useMemo(() => layOut(...(JSON.parse(shape) as Parameters<LayOut>)), [layOut, shape])
  const at = new Map(drawing.boxes.map((placed) => [placed.id, placed]))
  const pathOf = new Map(drawing.lines.map((line) => [line.id, line]))
  const tabStop = boxes.some(({ id }) => id === focused) ? focused : (boxes[0]?.id ?? null)

  const show = useCallback((id: string): void => {
    const box = view.current?.querySelector(`[data-box="${id}"]`)
    if (view.current && box) bringIntoSight(view.current, box)
  }, [])
  useEffect(() => {
    if (followed !== null) show(followed)
  }, [followed, drawing, show])

  useLayoutEffect(() => {
    const box = view.current
    if (box !== null) setFitting(fittingZoom(box, drawing))
  }, [drawing])

  const fit = (): void => {
    const box = view.current
    if (box === null) return
    setZoom(fittingZoom(box, drawing))
  }
  const zoomBy = (factor: number): void => {
    setZoom(Math.max(SMALLEST, Math.min(LARGEST, zoom * factor)))
  }
  const go = (index: number): void => {
    const id = boxes[Math.max(0, Math.min(boxes.length - 1, index))]?.id
    if (id === undefined) return
    setFocused(id)
    const box = view.current?.querySelector<SVGGElement>(`[data-box="${id}"]`)
    box?.focus({ preventScroll: true })
    show(id)
  }
  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const index = boxes.findIndex((box) => box.id === id)
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowRight: index + 1,
      ArrowUp: index - 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: boxes.length - 1,
    }
    const target = moves[event.key]
    if (target !== undefined) go(target)
    else if (event.key === 'Enter') onOpen(id)
    else if (event.key === '+' || event.key === '=') zoomBy(STEP)
    else if (event.key === '-') zoomBy(1 / STEP)
    else if (event.key === '0') fit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={styles['graph']}>
      <div className={styles['tools']}>
        <Button
          look="quiet"
          square
          aria-label="Zoom out"
          onClick={() => {
            zoomBy(1 / STEP)
          }}
        >
          −
        </Button>
        <span aria-live="polite">{Math.round(zoom * 100)} %</span>
        <Button
          look="quiet"
          square
          aria-label="Zoom in"
          onClick={() => {
            zoomBy(STEP)
          }}
        >
          +
        </Button>
        <Button look="quiet" onClick={fit}>
          Fit
        </Button>
        <span className={styles['legend']}>{legend}</span>
        <Button
          look="quiet"
          onClick={() => {
            if (svg.current !== null) downloadSvg(svg.current, `${name.toLowerCase().replace(/\W+/g, '-')}.svg`)
          }}
        >
          Save as SVG
        </Button>
      </div>
      <div ref={view} className={styles['view']} {...dragging()}>
        <svg
          ref={svg}
          role="group"
          aria-label={name}
          width={drawing.width * zoom}
          height={drawing.height * zoom}
          viewBox={`0 0 ${String(drawing.width)} ${String(drawing.height)}`}
        >
          <defs>
            {['taken', 'open'].map((kind) => (
              <marker
                key={kind}
                id={`flow-arrow-${kind}`}
                viewBox="0 0 8 8"
                refX={0}
                refY={4}
                markerUnits="userSpaceOnUse"
                markerWidth={ARROW}
                markerHeight={ARROW}
                orient="auto-start-reverse"
              >
                <path className={styles[`arrow-${kind}`]} d="M0 0.5 8 4 0 7.5z" />
              </marker>
            ))}
          </defs>
          {lines.map((line) => {
            const drawn = pathOf.get(line.id)
            return drawn === undefined ? null : (
              <Line key={line.id} line={line} points={drawn.points} back={drawn.back} />
            )
          })}
          {boxes.map((box) => {
            const placed = at.get(box.id)
            return placed === undefined ? null : (
              <Box
                key={box.id}
                box={box}
                x={placed.x}
                y={placed.y}
                width={placed.width}
                height={placed.height}
                tabbable={box.id === tabStop}
                onKeyDown={onKeyDown}
                onFocus={setFocused}
                onPoint={onPoint}
                onOpen={onOpen}
              />
            )
          })}
        </svg>
      </div>
    </div>
  )
}

/** How much a drawing has to shrink to be seen whole; never more than life size. */
function fittingZoom({ clientWidth, clientHeight }: HTMLElement, { width, height }: GraphDrawing): number {
  return Math.max(SMALLEST, Math.min(1, (clientWidth - 4) / width, (clientHeight - 4) / height))
}

interface LineProps {
  readonly line: GraphLine
  readonly points: readonly (readonly [number, number])[]
  readonly back: boolean
}

function Line({ line, points, back }: LineProps): ReactElement | null {
  const [first] = points
  if (first === undefined) return null
  const [x, y] = first
  const { label, taken, hits } = line
  const ended = beforeArrow(points, back)
  // A curve to the right passes where the label would be: it makes way.
  const aside = back ? 0 : Math.max(0, ((points[1]?.[0] ?? x) - x) / 4)
  const width = Math.max(taken ? 2 : 1, hits === null ? 0 : WIDEST * Math.min(1, hits.share))
  return (
    <g className={taken ? styles['way-taken'] : styles['way']}>
      <path
        d={back ? straight(ended) : curved(ended)}
        style={{ strokeWidth: width }}
        data-wide={width > 2 ? '' : undefined}
        markerEnd={`url(#flow-arrow-${line.taken ? 'taken' : 'open'})`}
      />
      {(label !== '' || hits !== null) && (
        <text className={styles['way-label']} x={x + 6 + width / 2 + aside} y={y + 14}>
          {label}
          {hits !== null && <tspan className={styles['way-hits']}> {formatCount(hits.count)}</tspan>}
        </text>
      )}
    </g>
  )
}

/** The way without the piece that the arrow's head stands for. A curve arrives straight down. */
function beforeArrow(points: LineProps['points'], back: boolean): LineProps['points'] {
  const [last, before] = [points.at(-1), points.at(-2)]
  if (last === undefined || before === undefined) return points
  const [dx, dy] = back ? [last[0] - before[0], last[1] - before[1]] : [0, last[1] - before[1]]
  const cut = Math.min(1, ARROW / Math.max(1, Math.hypot(dx, dy)))
  return [...points.slice(0, -1), [last[0] - cut * dx, last[1] - cut * dy]]
}

function straight(points: LineProps['points']): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${String(x)} ${String(y)}`).join('')
}

/** Leaves and arrives straight down. */
function curved(points: LineProps['points']): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1]
      if (before === undefined) return `M${String(x)} ${String(y)}`
      const middle = (before[1] + y) / 2
      return `C${String(before[0])} ${String(middle)} ${String(x)} ${String(middle)} ${String(x)} ${String(y)}`
    })
    .join('')
}

/** Pulls the window about with the mouse; touch scrolls by itself. */
function dragging() {
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>): void => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return
      const box = event.currentTarget
      const start = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop }
      const move = (moved: globalThis.PointerEvent): void => {
        box.scrollTo(start.x - moved.clientX, start.y - moved.clientY)
      }
      const end = (): void => {
        window.removeEventListener('pointermove', move)
        window.removeEventListener('pointerup', end)
        window.removeEventListener('pointercancel', end)
      }
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', end)
      window.addEventListener('pointercancel', end)
    },
  }
}
