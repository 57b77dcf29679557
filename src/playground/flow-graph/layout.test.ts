import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut, type Box, type Line, type PlacedBox } from './layout.ts'

const box = (id: number): Box => ({ id: String(id), width: 100 + ((id * 37) % 90), height: 30 + ((id * 13) % 40) })

/** Programs' graphs: every box but the last leads on, some twice, now and then back. */
const graphs = fc.array(fc.tuple(fc.nat(5), fc.nat(9), fc.nat(40)), { minLength: 1, maxLength: 60 }).map((jumps) => {
  const count = jumps.length
  const boxes = jumps.map((_, id) => box(id))
  const lines = jumps.flatMap(([near, far, back], id): Line[] => {
    const to = (distance: number): number => Math.min(count - 1, id + 1 + distance)
    if (id === count - 1) return []
    const targets = [to(near), ...(far > 4 ? [to(far)] : []), ...(back === 0 ? [Math.floor(id / 2)] : [])]
    return targets.map((target, n) => ({ id: `${id}.${n}`, from: String(id), to: String(target) }))
  })
  return { boxes, lines }
})

const overlap = (a: PlacedBox, b: PlacedBox): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('no two boxes overlap, and all is within the drawing', () => {
  fc.assert(
    fc.property(graphs, ({ boxes, lines }) => {
      const { boxes: placed, width, height } = layOut(boxes, lines)
      for (const [index, a] of placed.entries()) {
        for (const b of placed.slice(index + 1)) if (overlap(a, b)) return false
        if (a.x < 0 || a.y < 0 || a.x + a.width > width || a.y + a.height > height) return false
      }
      return true
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('a line leads from the one box down to the other, or back at the side', () => {
  fc.assert(
    fc.property(graphs, ({ boxes, lines }) => {
      const drawing = layOut(boxes, lines)
      const at = new Map(drawing.boxes.map((each) => [each.id, each]))
      for (const { from, to, back, points } of drawing.lines) {
        const [start, end] = [at.get(from), at.get(to)]
        const [first, last] = [points[0], points.at(-1)]
        if (!start || !end || !first || !last) return false
        if (back !== Number(to) <= Number(from)) return false
        if (back) continue
        if (first[1] !== start.y + start.height || last[1] !== end.y) return false
        if (points.some(([, y], index) => index > 0 && y < (points[index - 1]?.[1] ?? 0))) return false
      }
      return true
    }),
    { seed: 4, numRuns: 200 },
  )
})

test('a chain stands in one column', () => {
  const boxes = [0, 1, 2, 3].map((id) => ({ id: String(id), width: 100, height: 40 }))
  const lines = [0, 1, 2].map((id) => ({ id: String(id), from: String(id), to: String(id + 1) }))
  expect(new Set(layOut(boxes, lines).boxes.map(({ x }) => x)).size).toBe(1)
})

test('nothing is a drawing too', () => {
  expect(layOut([], [])).toMatchObject({ boxes: [], lines: [] })
})
