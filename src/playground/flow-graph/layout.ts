/**
 * Places boxes in layers, top down, and draws lines between them that pass no box.
 *
 * The way of Sugiyama, Tagawa and Toda (1981), as far as programs of forward jumps need it: longest-path layers, long
 * lines cut into pieces by way points, order within a layer by the median of the neighbours, places by pulling each box
 * toward its neighbours. Not a library: dagre 3.1 takes 1.2 s for 300 blocks on the machine of docs/performance.md, this
 * a hundredth of that, and what it leaves out (ports, clusters, cycles) no program has. A line that leads back up is
 * drawn at the side and takes no part in the layering.
 */

export interface Box {
  readonly id: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export interface Line {
  readonly id: string
  readonly from: string
  readonly to: string
}

export interface PlacedBox extends Box {
  /** Of the upper left corner. */
  readonly x: number
  readonly y: number
}

export interface DrawnLine extends Line {
  /** From the lower edge of one box to the upper edge of the other, through the gaps between. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** It leads to a box that is not below. */
  readonly back: boolean
}

export interface Drawing {
  readonly boxes: readonly PlacedBox[]
  readonly lines: readonly DrawnLine[]
  readonly width: number
  readonly height: number
}

const GAP_X = 28
const GAP_Y = 44
const MARGIN = 16
const SWEEPS = 6
/** Between lines that lead back, at the right side. */
const BACK_GAP = 14

interface Place {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly layer: number
  /** The middle. */
  x: number
  readonly up: Place[]
  readonly down: Place[]
}

/** `boxes` in the order of the program; the first is the entry. */
export function layOut(boxes: readonly Box[], lines: readonly Line[]): Drawing {
  const rank = new Map(boxes.map(({ id }, index) => [id, index]))
  const isBack = ({ from, to }: Line): boolean => (rank.get(to) ?? 0) <= (rank.get(from) ?? 0)
  const forward = lines.filter((line) => !isBack(line))
  const layerOf = longestPaths(boxes, forward)
  const places = new Map<string, Place>()
  const layers: Place[][] = []
  const put = (id: string, width: number, height: number, layer: number): Place => {
    const place: Place = { id, width, height, layer, x: 0, up: [], down: [] }
    const row = (layers[layer] ??= [])
    row.push(place)
    return place
  }
  for (const { id, width, height } of boxes) places.set(id, put(id, width, height, layerOf.get(id) ?? 0))
  const ways = new Map<string, readonly Place[]>()
  for (const line of forward) ways.set(line.id, wayOf(line, places, put))
  order(layers)
  for (const row of layers) settleRow(row)
  for (let sweep = 0; sweep < SWEEPS; sweep++) pull(layers, sweep % 2 === 0)
  return draw(boxes, lines, places, layers, ways)
}

function longestPaths(boxes: readonly Box[], forward: readonly Line[]): ReadonlyMap<string, number> {
  const layerOf = new Map(boxes.map(({ id }) => [id, 0]))
  const below = new Map<string, string[]>()
  for (const { from, to } of forward) below.set(from, [...(below.get(from) ?? []), to])
  for (const { id } of boxes) {
    const next = (layerOf.get(id) ?? 0) + 1
    for (const to of below.get(id) ?? []) if ((layerOf.get(to) ?? 0) < next) layerOf.set(to, next)
  }
  return layerOf
}

/** The places that a line passes, both boxes included; a way point of no size in each layer between. */
function wayOf(
  { id, from, to }: Line,
  places: ReadonlyMap<string, Place>,
  put: (id: string, width: number, height: number, layer: number) => Place,
): readonly Place[] {
  const [start, end] = [places.get(from), places.get(to)]
  if (start === undefined || end === undefined) return []
  const way = [start]
  for (let layer = start.layer + 1; layer < end.layer; layer++) way.push(put(`${id}@${layer}`, 0, 0, layer))
  way.push(end)
  for (const [index, place] of way.entries()) {
    const next = way[index + 1]
    if (next === undefined) break
    place.down.push(next)
    next.up.push(place)
  }
  return way
}

/** Sorts each layer by the median place of the neighbours above, then below, a few times. */
function order(layers: Place[][]): void {
  const index = new Map<Place, number>()
  const note = (row: readonly Place[]): void => {
    for (const [at, place] of row.entries()) index.set(place, at)
  }
  for (const row of layers) note(row)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0
    for (const row of down ? layers : [...layers].reverse()) {
      const key = new Map(row.map((place, at) => [place, median(down ? place.up : place.down, index) ?? at]))
      row.sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0))
      note(row)
    }
  }
}

function median(neighbours: readonly Place[], index: ReadonlyMap<Place, number>): number | null {
  if (neighbours.length === 0) return null
  const sorted = neighbours.map((place) => index.get(place) ?? 0).sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** Side by side, as close as they may. */
function settleRow(row: readonly Place[]): void {
  let x = 0
  for (const place of row) {
    place.x = x + place.width / 2
    x += place.width + GAP_X
  }
}

/** Moves each place toward its neighbours in the layer before, as far as those beside it let it. */
function pull(layers: readonly Place[][], down: boolean): void {
  for (const row of down ? layers : [...layers].reverse()) {
    const wanted = row.map((place) => {
      const neighbours = down ? place.up : place.down
      if (neighbours.length === 0) return place.x
      return neighbours.reduce((sum, { x }) => sum + x, 0) / neighbours.length
    })
    placeNear(row, wanted)
  }
}

/** The places nearest to the wanted ones, in the least squares, that keep order and distance: pooled neighbours. */
function placeNear(row: readonly Place[], wanted: readonly number[]): void {
  // Each pool is a run of places that touch; `at` is where its first one wants to be.
  const pools: { from: number; count: number; at: number }[] = []
  const offsets: number[] = []
  let offset = 0
  for (const [index, place] of row.entries()) {
    const before = row[index - 1]
    if (before !== undefined) offset += before.width / 2 + GAP_X + place.width / 2
    offsets.push(offset)
    pools.push({ from: index, count: 1, at: (wanted[index] ?? 0) - offset })
    for (;;) {
      const last = pools.at(-1)
      const previous = pools.at(-2)
      if (last === undefined || previous === undefined || previous.at <= last.at) break
      pools.splice(-2, 2, {
        from: previous.from,
        count: previous.count + last.count,
        at: (previous.at * previous.count + last.at * last.count) / (previous.count + last.count),
      })
    }
  }
  for (const { from, count, at } of pools) {
    for (let index = from; index < from + count; index++) {
      const place = row[index]
      if (place !== undefined) place.x = at + (offsets[index] ?? 0)
    }
  }
}

function draw(
  boxes: readonly Box[],
  lines: readonly Line[],
  places: ReadonlyMap<string, Place>,
  layers: readonly Place[][],
  ways: ReadonlyMap<string, readonly Place[]>,
): Drawing {
  const tops: number[] = []
  let y = MARGIN
  for (const row of layers) {
    tops.push(y)
    y += Math.max(0, ...row.map(({ height }) => height)) + GAP_Y
  }
  const all = layers.flat()
  const left = Math.min(...all.map(({ x, width }) => x - width / 2), 0)
  const right = Math.max(...all.map(({ x, width }) => x + width / 2), 0)
  const shift = MARGIN - left
  const top = (place: Place): number => tops[place.layer] ?? 0
  const placed = boxes.map((box): PlacedBox => {
    const place = places.get(box.id)
    return place === undefined ? { ...box, x: 0, y: 0 } : { ...box, x: place.x - box.width / 2 + shift, y: top(place) }
  })
  let side = right + shift
  const drawn = lines.map((line): DrawnLine => {
    const way = ways.get(line.id)
    if (way !== undefined) return { ...line, back: false, points: pointsOf(way, line, lines, top, shift) }
    side += BACK_GAP
    const [start, end] = [places.get(line.from), places.get(line.to)]
    if (start === undefined || end === undefined) return { ...line, back: true, points: [] }
    const edge = (place: Place): number => place.x + place.width / 2 + shift
    const middle = (place: Place): number => top(place) + place.height / 2
    return {
      ...line,
      back: true,
      points: [
        [edge(start), middle(start)],
        [side, middle(start)],
        [side, middle(end)],
        [edge(end), middle(end)],
      ],
    }
  })
  return { boxes: placed, lines: drawn, width: side + MARGIN, height: y - GAP_Y + MARGIN }
}

function pointsOf(
  way: readonly Place[],
  line: Line,
  lines: readonly Line[],
  top: (place: Place) => number,
  shift: number,
): readonly (readonly [number, number])[] {
  const [start] = way
  const end = way.at(-1)
  if (start === undefined || end === undefined) return []
  // Two lines out of one box leave it apart, the one that goes further left on the left.
  const out = lines.filter(({ from }) => from === line.from)
  const towards = way[1]?.x ?? start.x
  const spread = out.length < 2 ? 0 : start.width / 4
  const other = out.findIndex(({ id }) => id === line.id)
  const sideways = towards === start.x ? (other === 0 ? -spread : spread) : towards < start.x ? -spread : spread
  const points: [number, number][] = [[start.x + sideways + shift, top(start) + start.height]]
  for (const place of way.slice(1, -1)) points.push([place.x + shift, top(place)])
  points.push([end.x + shift, top(end)])
  return points
}
