/** Which lane shows which clause. */
import { describe, expect, it } from 'vitest'
import { layOutLanes } from './lanes.ts'

describe('layOutLanes', () => {
  it('gives each of a few clauses its own lane', () => {
    const { lanes, wide, pieces } = layOutLanes([[0, 1], [0, 1], [0], [0], [], []])
    expect([lanes, wide]).toEqual([2, true])
    expect(pieces[1]).toEqual([
      { lane: 0, clause: 0, first: false, last: false },
      { lane: 1, clause: 1, first: false, last: true },
    ])
    expect(pieces[4]).toEqual([])
  })
  it('begins a stretch again after a gap', () => {
    expect(layOutLanes([[0], [], [0]]).pieces[2]).toEqual([{ lane: 0, clause: 0, first: true, last: true }])
  })
  it('lets many clauses share lanes where they do not overlap', () => {
    const rows = [[0], [1], [2], [3], [4], [5]]
    expect(layOutLanes(rows)).toMatchObject({ lanes: 1, wide: false })
  })
  it('leaves out what finds no lane', () => {
    const { lanes, pieces } = layOutLanes([[0, 1, 2, 3, 4, 5, 6, 7, 8]])
    expect([lanes, pieces[0]?.length]).toEqual([6, 6])
  })
})
