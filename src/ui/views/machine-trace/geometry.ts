/**
 * Where things stand on the recorded run drawn as a logic analyser's trace. A column is the state after so many
 * steps, column 0 the start. A run of more columns than fit is shown page by page, so that most steps move the playhead
 * alone; a page begins with the last two columns of the one before.
 */

export interface TraceColumn {
  /** Steps executed so far, 0 for the start. */
  readonly step: number
  /** What the step executed, `ld [30]`; empty at the start. */
  readonly ran: string
  /** The program counter in this state, or how the run ended. */
  readonly pc: string
  /** Eight hex digits. */
  readonly a: string
  readonly x: string
  /** The next instruction has a breakpoint: Run stops in this state. */
  readonly breakpoint: boolean
}

export interface TraceWindow {
  readonly from: number
  /** Number of columns shown. */
  readonly count: number
}

/** Pixels. */
export const LABELS = 29
export const HEIGHT = 106
/** Eight digits and the slant before them. */
const MIN_COLUMN = 60

/** The columns to show of `total` (steps + 1) on `width` pixels: the page with `current` and its neighbours. */
export function windowOf(total: number, current: number, width: number): TraceWindow {
  const fit = Math.max(2, Math.floor((width - LABELS) / MIN_COLUMN))
  if (total <= fit) return { from: 0, count: total }
  const page = Math.max(1, fit - 2)
  const from = Math.max(0, Math.min(total - fit, Math.floor((current - 1) / page) * page))
  return { from, count: fit }
}

/** Of the small monospaced type, in pixels. */
const CHARACTER = 6.7

/** What ran, as much of it as fits into a column: whole, the operation alone, or cut. */
export function ranIn(column: number, ran: string): string {
  const text = column < 72 ? (ran.split(' ')[0] ?? '') : ran
  const fits = Math.floor((column - 8) / CHARACTER)
  return text.length <= fits ? text : `${text.slice(0, Math.max(1, fits - 1))}…`
}

/** The step under a pixel, within the window. */
export function stepAt(x: number, width: number, window: TraceWindow): number {
  const column = Math.floor(((x - LABELS) / (width - LABELS)) * window.count)
  return window.from + Math.max(0, Math.min(window.count - 1, column))
}

/** A stretch of one value on a lane: columns `from` to `to`, half-open, counted within the window. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Joins neighbouring equal values; a lane changes where the value does. */
export function stretchesOf(values: readonly string[]): Stretch[] {
  const stretches: { from: number; to: number; text: string }[] = []
  values.forEach((text, index) => {
    const last = stretches.at(-1)
    if (last?.text === text) last.to = index + 1
    else stretches.push({ from: index, to: index + 1, text })
  })
  return stretches
}

/** The hexagon of a stretch from `left` to `right` around height `y`. */
export function hexagon(left: number, right: number, y: number): string {
  return `${line([
    [left, y],
    [left + 3, y - 7],
    [right - 3, y - 7],
    [right, y],
    [right - 3, y + 7],
    [left + 3, y + 7],
  ])}Z`
}

/** What of a hexagon lies left of `cut`, which is open. */
export function hexagonTo(left: number, cut: number, y: number): string {
  return line([
    [cut, y - 7],
    [left + 3, y - 7],
    [left, y],
    [left + 3, y + 7],
    [cut, y + 7],
  ])
}

/** What of it lies right of `cut`. */
export function hexagonFrom(cut: number, right: number, y: number): string {
  return line([
    [cut, y - 7],
    [right - 3, y - 7],
    [right, y],
    [right - 3, y + 7],
    [cut, y + 7],
  ])
}

function line(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${String(x)} ${String(y)}`).join('L')}`
}

/** The step a key asks for, or null where the key is not one of the slider's. */
export function stepForKey(key: string, step: number, steps: number): number | null {
  const target = {
    ArrowRight: step + 1,
    ArrowUp: step + 1,
    ArrowLeft: step - 1,
    ArrowDown: step - 1,
    PageUp: step + 10,
    PageDown: step - 10,
    Home: 0,
    End: steps,
  }[key]
  return target === undefined ? null : Math.max(0, Math.min(steps, target))
}
