/**
 * Before each test file that needs a page: what jsdom lacks and a component asks for at its first
 * render, and the removal of what a test has rendered.
 */
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

class NeverResized implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** A wide, light window without preferences: every query fails. */
function failingQuery(query: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })
}

globalThis.ResizeObserver = NeverResized
window.matchMedia = failingQuery
Element.prototype.scrollIntoView = () => undefined

afterEach(cleanup)
