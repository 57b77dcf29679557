/** Where the step goes when what runs changes. */
import { expect, it } from 'vitest'
import { createAppStore } from './create-app-store.ts'

const at = (step: number) => {
  const store = createAppStore()
  store.getState().seek(step)
  return store
}

it.each([
  // The destination decides at the fourth step.
  ['before the ways part it stays', 3, 33, 9, 3, null],
  ['behind it goes back to where they part', 4, 12, 9, 2, /gone back to step 2/],
  ['at the end it stays at the end', 5, 33, 9, 5, null],
  ['at the start it stays at the start', 0, 12, 9, 0, null],
])('%s: step %i, byte %i becomes %i', (_, step, offset, value, expected, notice) => {
  const store = at(step)
  store.getState().setByte(offset, value)
  expect(store.getState().step).toBe(expected)
  expect(store.getState().notice?.text ?? null).toEqual(notice === null ? null : expect.stringMatching(notice))
})

it('while a text is typed nothing is said', () => {
  const store = at(4)
  store.getState().setText('ip6')
  expect([store.getState().step, store.getState().notice]).toEqual([expect.any(Number), null])
})
