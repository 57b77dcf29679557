import { expect, test } from 'vitest'
import { lineStarts, toRange } from './text-position.ts'

test.each([
  ['', [0]],
  ['a', [0]],
  ['a\n', [0, 2]],
  ['a\r\nb\rc\n\nd', [0, 3, 5, 7, 8]],
])('line starts of %j', (text, starts) => expect(lineStarts(text)).toEqual(starts))

test.each([
  ['ip and tcp', 3, 6, [1, 4, 1, 7]],
  ['ip\nand\ntcp', 3, 6, [2, 1, 2, 4]],
  ['ip\r\nand', 4, 7, [2, 1, 2, 4]],
  ['ip\nand', 0, 6, [1, 1, 2, 4]],
  ['ip\n', 3, 3, [2, 1, 2, 1]],
  ['😀 ip', 3, 5, [1, 4, 1, 6]],
  ['ip', 1, 99, [1, 2, 1, 3]],
  ['ip', 50, 99, [1, 3, 1, 3]],
  ['ip', -5, 1, [1, 1, 1, 2]],
])('range in %j of %i to %i', (text, from, to, expected) => {
  const range = toRange(text, { from, to })
  expect([range.startLineNumber, range.startColumn, range.endLineNumber, range.endColumn]).toEqual(expected)
})
