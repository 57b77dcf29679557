/** Where the program is hot: over the frames of the table, over a capture, and while the capture has not answered. */
import { expect, it } from 'vitest'
import type { FilterTotals } from '../worker/index.ts'
import { selectQuietClauses } from './capture-rows.ts'
import { createAppStore } from './create-app-store.ts'
import { selectHeat } from './heat.ts'
import { selectPacketRows } from './packet-rows.ts'
import { selectShownProgram } from './selectors.ts'
import type { OpenCapture } from './types.ts'

// `dst host 192.168.1.1 and ip`: ldh [12], jeq #0x800 jf 5, ld [30], jeq jf 5, ret, ret.
it('counts what the frames of the table did', () => {
  const store = createAppStore()
  const rows = selectPacketRows(store.getState())
  const { of, ran, instructions } = selectHeat(store.getState())
  expect([of, ran]).toEqual(['frames', rows.length])
  expect(instructions).toHaveLength(6)
  const [load, test, , host, accept, drop] = instructions
  const accepted = rows.filter(({ verdict }) => verdict.kind === 'accept').length
  expect(load).toEqual({ executed: ran, taken: 0, share: 1 })
  expect(test?.taken).toBe(host?.executed)
  expect(host?.taken).toBe(accepted)
  expect([accept?.executed, drop?.executed]).toEqual([accepted, ran - accepted])
})

it('does not change by a step', () => {
  const store = createAppStore()
  const before = selectHeat(store.getState())
  store.getState().stepForward()
  expect(selectHeat(store.getState())).toBe(before)
})

it('calls no clause quiet where no packet was run', () => {
  const store = createAppStore()
  const { source } = selectShownProgram(store.getState())
  const quiet = (others: number): unknown => {
    const totals = { done: 10, others, total: 10, clauses: [{ held: 0, failed: 0 }] }
    store.setState({
      capture: { totals: totals as Partial<FilterTotals> as FilterTotals, totalsOf: source } as OpenCapture,
    })
    return selectQuietClauses(store.getState()).map(({ kind }) => kind)
  }
  expect(quiet(9)).toEqual(['never reached'])
  expect(quiet(10)).toEqual([])
})

it('counts the packets of a capture, once they are those of the program in view', () => {
  const store = createAppStore()
  const totals = {
    done: 10,
    others: 2,
    executed: Float64Array.of(8, 8, 4, 4, 1, 7),
    taken: Float64Array.of(0, 4, 0, 1, 0, 0),
  } as Partial<FilterTotals> as FilterTotals
  const open = (totalsOf: OpenCapture['totalsOf']): void => {
    store.setState({ capture: { totals, totalsOf } as OpenCapture })
  }
  open(null)
  expect(selectHeat(store.getState())).toEqual({ of: 'packets', ran: 0, instructions: [] })
  open(selectShownProgram(store.getState()).source)
  const { of, ran, instructions } = selectHeat(store.getState())
  expect([of, ran]).toEqual(['packets', 8])
  expect(instructions[1]).toEqual({ executed: 8, taken: 4, share: 1 })
  expect(instructions[4]).toEqual({ executed: 1, taken: 0, share: 0.125 })
})
