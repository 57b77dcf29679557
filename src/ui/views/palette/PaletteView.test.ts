/** How well a command fits what was typed. */
import { describe, expect, it } from 'vitest'
import { scoreOf } from './PaletteView.tsx'

describe('scoreOf', () => {
  it.each([
    ['step', 'Step back', 'Run', 1],
    ['back', 'Step back', 'Run', 0.8],
    ['back step', 'Step back', 'Run', 0.5],
    ['run step', 'Step back', 'Run', 0.5],
    ['step', 'Switch the optimizer off', 'Source', 0],
    ['', 'Step', 'Run', 1],
  ])('%j in %j (%s) scores %d', (search, title, group, score) => {
    expect(scoreOf('id', search, [title, group])).toBe(score)
  })
})
