/** Where the jump lines run. */
import { describe, expect, it } from 'vitest'
import { MAX_LANES, layOutArrows, type ArrowPiece } from './arrows.ts'

/** One row's pieces as `lane:target` and its parts. */
function spell(pieces: readonly ArrowPiece[] | undefined): string {
  return (pieces ?? [])
    .map(({ lane, target, up, down, source, head }) => {
      const parts = [up && 'up', down && 'down', source && 'source', head && 'head'].filter(Boolean).join('+')
      return `${String(lane)}:${String(target)} ${parts}`
    })
    .join(', ')
}

describe('layOutArrows', () => {
  const one = layOutArrows(
    [
      { from: 1, to: 2 },
      { from: 1, to: 5 },
      { from: 3, to: 4 },
      { from: 3, to: 5 },
    ],
    6,
  )
  it.each([
    [0, ''],
    [1, '0:5 down+source'],
    [2, '0:5 up+down'],
    [3, '0:5 up+down+source'],
    [4, '0:5 up+down'],
    [5, '0:5 up+head'],
  ])('joins the jumps to one target: row %i is %j', (row, expected) => {
    expect(spell(one.pieces[row])).toBe(expected)
  })
  it('needs one lane for one target', () => {
    expect(one.lanes).toBe(1)
  })
  it('draws a backward jump from below', () => {
    const { pieces } = layOutArrows([{ from: 3, to: 1 }], 4)
    expect(pieces.map(spell)).toEqual(['', '0:1 down+head', '0:1 up+down', '0:1 up+source'])
  })
  it('puts the shorter line nearer to the instructions', () => {
    const jumps = [
      { from: 0, to: 9 },
      { from: 1, to: 3 },
    ]
    expect(spell(layOutArrows(jumps, 10).pieces[2])).toBe('0:3 up+down, 1:9 up+down')
  })
  it('uses a lane again where it is free', () => {
    const jumps = [
      { from: 0, to: 2 },
      { from: 3, to: 5 },
    ]
    expect(layOutArrows(jumps, 6).lanes).toBe(1)
  })
  it('leaves out what finds no lane', () => {
    const jumps = Array.from({ length: 20 }, (_, from) => ({ from, to: 40 - from }))
    expect(layOutArrows(jumps, 41).lanes).toBe(MAX_LANES)
  })
  it('leaves out targets outside the program and the next row', () => {
    const jumps = [
      { from: 0, to: 1 },
      { from: 0, to: 7 },
      { from: 0, to: -3 },
    ]
    expect(layOutArrows(jumps, 3)).toEqual({ lanes: 0, pieces: [[], [], []] })
  })
})
