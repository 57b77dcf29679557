/** Where a capture is scrolled to, in a browser whose rectangles lie no further away than Firefox lets them. */
import { expect, test } from 'vitest'
import { scrollPlace } from './scroll-place.ts'

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
