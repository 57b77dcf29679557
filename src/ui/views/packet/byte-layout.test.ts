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
  interface Node {
    readonly from: number
    readonly to: number
    readonly short: string | null
    readonly children: readonly Node[]
  }
  const node = (from: number, to: number, short: string | null = null, children: readonly Node[] = []): Node => {
    return { from, to, short, children }
  }
  // Bits within bytes are no leaves: the field that they are in has the caption.
  const bits = node(4, 9, 'ver', [node(4, 9), node(4, 9)])
  const tree = [node(0, 9, null, [bits, node(0, 4), node(4, 4)]), node(9, 10)]
  expect(leavesOf(tree).map(({ from }) => from)).toEqual([0, 4, 9])
})

it.each([
  [0x41, 'A'],
  [0x20, ' '],
  [0x7f, '.'],
  [0, '.'],
])('byte %i reads %j', (value, text) => {
  expect(asciiOf(value)).toBe(text)
})
