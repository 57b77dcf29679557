/** Every row can be scrolled to, however many there are. */
import { expect, test } from 'vitest'
import { farAndNear, rowWindow, scrollTo, spaceHeight } from './row-window.ts'

const ROW = 44
const VIEW = 300

test.each([1, 5, 100, 363_636, 363_637, 1_000_000, 50_000_000])('%d rows', (total) => {
  const space = spaceHeight(total, ROW)
  expect(space).toBeLessThanOrEqual(16_000_000)
  for (const row of [0, Math.floor(total / 3), Math.floor(total / 2), total - 1]) {
    const scrolled = scrollTo(row, total, ROW, VIEW)
    expect(scrolled).toBeLessThanOrEqual(Math.max(0, space - VIEW))
    const { from, count, top } = rowWindow(total, ROW, scrolled, VIEW)
    expect(from).toBeLessThanOrEqual(row)
    expect(from + count).toBeGreaterThan(row)
    expect(from + count).toBeLessThanOrEqual(total)
    // Wholly in view.
    const place = top + (row - from) * ROW
    expect(place).toBeGreaterThanOrEqual(scrolled - 0.1)
    if (space > VIEW) expect(place + ROW).toBeLessThanOrEqual(scrolled + VIEW + 0.1)
  }
})

test('no rows', () => {
  expect(rowWindow(0, ROW, 0, VIEW)).toEqual({ from: 0, count: 0, top: 0 })
})

test.each([-3.5, 0, 999_999.5, 1_000_000, 15_999_956])(
  '%d pixels are mostly laid out, the rest is a transform',
  (pixels) => {
    const { far, near } = farAndNear(pixels)
    expect(far + near).toBe(pixels)
    expect(far % 1_000_000).toBeCloseTo(0)
    expect(near).toBeGreaterThanOrEqual(0)
    expect(near).toBeLessThan(1_000_000)
  },
)
