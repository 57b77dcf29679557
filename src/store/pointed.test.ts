/** What lights up with the thing pointed at: in the listing, in the expression, in the bytes. */
import { expect, it } from 'vitest'
import {
  createAppStore,
  selectPointedBytes,
  selectPointedClauses,
  selectPointedInstructions,
  type Pointed,
} from './index.ts'

/** `0 1 | 0 | 12–13`: pcs, clauses, bytes. */
function lit(filter: string, pointed: Pointed | null, frame = 'tcp-syn'): string {
  const store = createAppStore()
  store.getState().setText(filter)
  store.getState().selectFrame(frame)
  store.getState().pointAt(pointed)
  const state = store.getState()
  const bytes = selectPointedBytes(state).map(({ from, to }) => (to - from === 1 ? `${from}` : `${from}–${to - 1}`))
  return [[...selectPointedInstructions(state)], selectPointedClauses(state), bytes]
    .map((part) => part.join(' '))
    .join(' | ')
}

const address = 'dst host 192.168.1.1 and ip'

it.each<[string, string, Pointed | null, string]>([
  ['nothing', address, null, ' |  | '],
  ['a clause', address, { kind: 'clause', clause: 0 }, '0 1 2 3 | 0 | 12–13 30–33'],
  ['a load of both clauses', address, { kind: 'instruction', pc: 0 }, '0 | 0 1 | 12–13'],
  ['the test of what was loaded', address, { kind: 'instruction', pc: 3 }, '3 | 0 | 30–33'],
  ['a return', address, { kind: 'instruction', pc: 4 }, '4 |  | '],
  ['a field', address, { kind: 'bytes', from: 30, to: 34 }, '2 | 0 | 30–33'],
  ['a byte of it', address, { kind: 'bytes', from: 33, to: 34 }, '2 | 0 | 33'],
  ['a field that nothing reads', address, { kind: 'bytes', from: 0, to: 6 }, ' |  | 0–5'],
  // 011 is X ← 4 × IHL, 012 loads behind it.
  ['a load relative to X', 'tcp src port 443', { kind: 'instruction', pc: 12 }, '12 | 0 | 34–35'],
  ['a field read relative to X', 'tcp src port 443', { kind: 'bytes', from: 34, to: 36 }, '12 | 0 | 34–35'],
  // On the way of IPv6, which this run does not take.
  ['a load that the run does not pass', 'tcp src port 443', { kind: 'instruction', pc: 2 }, '2 | 0 | 20'],
])('%s', (_, filter, pointed, expected) => {
  expect(lit(filter, pointed)).toBe(expected)
})

it('is the same object for the same thing, so that nothing renders again', () => {
  const store = createAppStore()
  store.getState().pointAt({ kind: 'bytes', from: 1, to: 2 })
  const before = store.getState()
  store.getState().pointAt({ kind: 'bytes', from: 1, to: 2 })
  expect(store.getState().pointed).toBe(before.pointed)
})

it('is let go of with the text it was in', () => {
  const store = createAppStore()
  store.getState().pointAt({ kind: 'clause', clause: 1 })
  store.getState().setText('arp')
  expect(store.getState().pointed).toBeNull()
})
