/** Where a capture is scrolled to, in a browser whose rectangles lie no further away than Firefox lets them. */
import { expect, test, vi } from 'vitest'
import { bringIntoView, scrollPlace } from './scroll-place.ts'

/** 2^29 sixtieths of a pixel. */
const FARTHEST = 2 ** 29 / 60

function scrolledTo(scrollTop: number): HTMLElement {
  const scroller = document.createElement('div')
  const space = document.createElement('div')
  space.dataset['captureSpace'] = ''
  scroller.append(space)
  const above = 144
  Object.defineProperties(scroller, { scrollTop: { value: scrollTop }, clientHeight: { value: 600 } })
  Object.defineProperty(space, 'offsetTop', { value: above })
  space.getBoundingClientRect = () => new DOMRect(0, Math.max(-FARTHEST, above - scrollTop), 0, 0)
  scroller.getBoundingClientRect = () => new DOMRect()
  return scroller
}

// 144 pixels are above the space, 44 of them the heads that stay.
test.each([
  [0, 0],
  [100, 0],
  [5_000_100, 5_000_000],
  [12_000_100, 12_000_000],
  [15_999_500, 15_999_400],
])('scrolled by %d pixels', (scrollTop, scrolled) => {
  expect(scrollPlace(scrolledTo(scrollTop))).toEqual({ scrolled, view: 556, above: 100 })
})

// With 100 pixels above the heads, 556 are left for rows of 44 each.
test.each([
  ['there, below what is above the rows', 0, 9, false],
  ['half below the view', 0, 10, true],
  ['at the edge, the rows scrolled to their heads', 100, 11, false],
  ['far away', 100, 900_000, true],
  ['above the view', 5_000_100, 7, true],
])('a row that is %s', (_, scrollTop, row, scrolls) => {
  const element = scrolledTo(scrollTop)
  element.scrollTo = vi.fn()
  bringIntoView(element, row, 1_000_000)
  expect(element.scrollTo).toHaveBeenCalledTimes(scrolls ? 1 : 0)
})
