/**
 * Scrolls a drawing's window so that a box can be seen with something of what is around it: to its middle where the box
 * is beside the window, as little as needed where it is above or below. Leaves out the page, which stays where it is.
 */
const AROUND = 24

export function bringIntoSight(window: Element, box: Element): void {
  const { left, top } = window.getBoundingClientRect()
  const at = box.getBoundingClientRect()
  const [right, bottom] = [left + window.clientWidth, top + window.clientHeight]
  const beside = at.left < left || at.right > right
  const across = beside ? (at.left + at.right - left - right) / 2 : 0
  const down = at.top < top ? at.top - top - AROUND : at.bottom > bottom ? at.bottom - bottom + AROUND : 0
  if (across !== 0 || down !== 0) window.scrollTo(window.scrollLeft + across, window.scrollTop + down)
}
