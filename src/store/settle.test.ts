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

it.each([
  ['dst host 192.168.1.2 and ip', 3, true, 3, null],
  ['ether[14] = 0x45 and ether[23] = 1', 3, true, 0, /gone back to the start/],
  ['icmp', 3, true, 2, /gone back to step 2/],
  ['tcp port 80', 3, true, 1, /gone back to step 1/],
  ['tcp port 443', 5, false, 1, /gone back to step 1/],
])('the source becomes %j at step %i, optimized: %j', (text, step, optimize, expected, notice) => {
  const store = createAppStore()
  store.getState().setOptimize(optimize)
  store.getState().seek(step)
  store.getState().setText(text)
  expect(store.getState().step).toBe(expected)
  expect(store.getState().notice?.text ?? null).toEqual(notice === null ? null : expect.stringMatching(notice))
})

it('while somebody types it is said once', () => {
  const store = at(4)
  const said = ['ip6', 'ip6 o', 'arp', 'tcp'].map((text) => {
    store.getState().setText(text)
    return store.getState().notice
  })
  expect(said[0]?.text).toMatch('to step 1')
  expect(new Set(said).size).toBe(1)
})
