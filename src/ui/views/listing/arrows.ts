/**
 * Where the jump arrows run. Each target has one vertical line (a bus) that all jumps to it join, in a lane of its
 * own; shorter lines lie nearer to the instructions. A row knows only its own piece of every line, so that a
 * listing can draw any part of a long program by itself and rows may be of any height.
 *
 * Leaves out jumps to the very next row, which is where the run goes anyway, and lines that find no free lane among
 * MAX_LANES: their rows still name the target in words.
 */

export interface Jump {
  readonly from: number
  readonly to: number
}

/** One row's piece of one line. */
export interface ArrowPiece {
  /** 0 is nearest to the instructions. */
  readonly lane: number
  readonly target: number
  /** The line leaves this row's middle upwards. */
  readonly up: boolean
  /** The line leaves this row's middle downwards. */
  readonly down: boolean
  /** This row jumps into the line. */
  readonly source: boolean
  /** The line ends here with its arrowhead. */
  readonly head: boolean
}

export interface ArrowLayout {
  readonly lanes: number
  /** By row. */
  readonly pieces: readonly (readonly ArrowPiece[])[]
}

export const MAX_LANES = 6

interface Bus {
  readonly target: number
  readonly sources: Set<number>
  top: number
  bottom: number
}

function collectBuses(jumps: readonly Jump[], count: number): Bus[] {
  const buses = new Map<number, Bus>()
  for (const { from, to } of jumps) {
    if (to === from + 1 || to < 0 || to >= count || to === from) continue
    const bus = buses.get(to) ?? { target: to, sources: new Set<number>(), top: to, bottom: to }
    bus.sources.add(from)
    bus.top = Math.min(bus.top, from)
    bus.bottom = Math.max(bus.bottom, from)
    buses.set(to, bus)
  }
  return [...buses.values()].sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || a.target - b.target)
}

export function layOutArrows(jumps: readonly Jump[], count: number): ArrowLayout {
  const pieces: ArrowPiece[][] = Array.from({ length: count }, () => [])
  const taken: boolean[][] = []
  for (const bus of collectBuses(jumps, count)) {
    let lane = 0
    const isFree = (): boolean => {
      const column = taken[lane]
      if (column === undefined) return true
      for (let row = bus.top; row <= bus.bottom; row++) if (column[row] === true) return false
      return true
    }
    while (lane < MAX_LANES && !isFree()) lane++
    if (lane === MAX_LANES) continue
    const column = (taken[lane] ??= [])
    for (let row = bus.top; row <= bus.bottom; row++) {
      column[row] = true
      pieces[row]?.push({
        lane,
        target: bus.target,
        up: row > bus.top,
        down: row < bus.bottom,
        source: bus.sources.has(row),
        head: row === bus.target,
      })
    }
  }
  return { lanes: taken.length, pieces }
}
