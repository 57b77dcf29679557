/**
 * Where the rows of a capture stand in the pane that scrolls: they begin beneath what else is in the table.
 *
 * The pane is positioned, so that the rows' space has its offset in it. Rectangles would not do: Firefox lets none lie
 * more than 2^29 sixtieths of a pixel away, 8.9 million pixels, and the space is up to 16 million high.
 */
import { ROW_HEIGHT, rowsAbove, scrollTo } from '../../views/captures/index.ts'

export interface ScrollPlace {
  /** Pixels of the rows' space above the view. */
  readonly scrolled: number
  /** Height of the view, without the heads that stay. */
  readonly view: number
  /** Pixels of other things above the rows' space. */
  readonly above: number
}

export function scrollPlace(element: HTMLElement): ScrollPlace {
  const space = element.querySelector<HTMLElement>('[data-capture-space]')
  const above = space === null ? 0 : space.offsetTop - ROW_HEIGHT
  const view = Math.max(ROW_HEIGHT, element.clientHeight - ROW_HEIGHT)
  return { scrolled: Math.max(0, element.scrollTop - above), view, above }
}

/** Scrolls only where the row is not wholly in view. */
export function bringIntoView(element: HTMLElement | null, row: number, total: number): void {
  if (element === null) return
  const { scrolled, view, above } = scrollPlace(element)
  const heads = Math.max(0, above - element.scrollTop)
  const top = heads + row * ROW_HEIGHT - rowsAbove(total, ROW_HEIGHT, scrolled, view)
  if (top >= 0 && top + ROW_HEIGHT <= view) return
  element.scrollTo({ top: above + scrollTo(row, total, ROW_HEIGHT, view) })
}
