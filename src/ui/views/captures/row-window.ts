/**
 * Which rows of a very long table are in view. Only they exist; the rest is one tall empty space.
 *
 * Browsers do not draw elements of any height: Firefox collapses them beyond about 17.9 million pixels, Chromium
 * stops at 33.5. So the space is at most 16 million high, and beyond that a pixel of scrolling is more than a pixel.
 */
const TALLEST = 16_000_000
/** Rows beyond each edge of the view, so that scrolling finds them there. */
const SPARE = 6

/** So far are rows put by layout; a transform does the rest, which layout need not be done again for. */
const FAR = 1_000_000

export interface RowWindow {
  /** The first row that exists, and how many do. */
  readonly from: number
  readonly count: number
  /** Pixels from the top of the space to the first of them. */
  readonly top: number
}

export function spaceHeight(total: number, rowHeight: number): number {
  return Math.min(total * rowHeight, TALLEST)
}

/** `scrolled` pixels of the space are above the view, which is `view` pixels high. */
export function rowWindow(total: number, rowHeight: number, scrolled: number, view: number): RowWindow {
  const real = rowsAbove(total, rowHeight, scrolled, view)
  const from = Math.max(0, Math.floor(real / rowHeight) - SPARE)
  const count = Math.min(total - from, Math.ceil(view / rowHeight) + 2 * SPARE + 1)
  return { from, count: Math.max(0, count), top: Math.max(0, scrolled) - (real - from * rowHeight) }
}

/**
 * A distance from the top as what layout does of it, which seldom changes, and what a transform does: Firefox does not
 * find what is under the pointer where a transform has moved it by 2^29 sixtieths of a pixel, 8.9 million pixels.
 */
export function farAndNear(pixels: number): { readonly far: number; readonly near: number } {
  const far = Math.floor(pixels / FAR) * FAR
  return { far, near: pixels - far }
}

/** Pixels of scrolling that bring a row to the middle of the view. */
export function scrollTo(row: number, total: number, rowHeight: number, view: number): number {
  const wanted = Math.max(0, row * rowHeight - (view - rowHeight) / 2)
  const most = Math.max(1, total * rowHeight - view)
  return Math.min(1, wanted / most) * Math.max(0, spaceHeight(total, rowHeight) - view)
}

/** Pixels of rows above the view, if all of them existed. */
export function rowsAbove(total: number, rowHeight: number, scrolled: number, view: number): number {
  const whole = total * rowHeight
  const space = spaceHeight(total, rowHeight)
  const at = Math.max(0, Math.min(scrolled, space))
  return whole === space || space <= view ? at : (at / (space - view)) * (whole - view)
}
