/** Bytes, their fields and captions in rows. */
import { describe, expect, it } from 'vitest'
import { asciiOf, layOutBytes, leavesOf, type ByteField } from './byte-layout.ts'

const field = (short: string | null, from: number, to: number): ByteField => {
  return { key: `${String(short)}${String(from)}`, name: String(short), short, layer: 'network', from, to }
}
const bytes = Uint8Array.from({ length: 10 }, (_, index) => index)
const rows = layOutBytes(bytes, [field('src', 0, 3), field('dst', 3, 9)], 8)

describe('layOutBytes', () => {
  it('splits a field at the end of a row and captions both parts', () => {
    expect(rows.map((row) => row.captions)).toEqual([
      [
        { from: 0, to: 3, text: 'src' },
        { from: 3, to: 8, text: 'dst' },
      ],
      [{ from: 0, to: 1, text: 'dst' }],
    ])
  })
  it('knows the ends of a field across rows', () => {
    const ends = rows.flatMap((row) => row.cells).map(({ first, last }) => `${first ? '<' : '-'}${last ? '>' : '-'}`)
    expect(ends.join(' ')).toBe('<- -- -> <- -- -- -- -- -> --')
  })
  it('alternates tints and leaves bytes without a field bare', () => {
    const tints = rows.flatMap((row) => row.cells).map(({ tint }) => tint)
    expect([tints[0], tints[3], tints[8], tints[9]]).toEqual(['--f-net-1', '--f-net-2', '--f-net-2', null])
  })
  it('gives a byte that two fields share to the first', () => {
    const [row] = layOutBytes(bytes.subarray(0, 1), [field('ver', 0, 1), field('ihl', 0, 1)], 16)
    expect(row?.captions).toEqual([{ from: 0, to: 1, text: 'ver' }])
  })
  it('makes no caption where a field has none', () => {
    expect(layOutBytes(bytes, [field(null, 0, 10)], 16)[0]?.captions).toEqual([])
  })
})

it('finds the leaves in the order of their bytes', () => {
  const leaf = (from: number, to: number) => ({ from, to, children: [] })
  const tree = [
    { from: 0, to: 9, children: [leaf(4, 9), leaf(0, 4), leaf(4, 4)] },
    { from: 9, to: 10, children: [] },
  ]
  expect(
    leavesOf<{ from: number; to: number; children: never[] | typeof tree }>(tree as never).map(({ from }) => from),
  ).toEqual([0, 4, 9])
})

it.each([
  [0x41, 'A'],
  [0x20, ' '],
  [0x7f, '.'],
  [0, '.'],
])('byte %i reads %j', (value, text) => {
  expect(asciiOf(value)).toBe(text)
})
