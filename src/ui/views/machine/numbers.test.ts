/** Register values as the page writes them. */
import { expect, it } from 'vitest'
import { formatCount, formatPc, formatWord, readings } from './numbers.ts'

it.each([
  [0, '0x00000000', ['0']],
  [0x800, '0x00000800', ['2048']],
  [0xc0a80101, '0xc0a80101', ['192.168.1.1', '3232235777']],
  [-1, '0xffffffff', ['-1', '4294967295']],
  [0x01000000, '0x01000000', ['1.0.0.0', '16777216']],
])('%i is %s, read %j', (value, word, read) => {
  expect([formatWord(value), readings(value)]).toEqual([word, read])
})

it.each([
  [3, '003'],
  [4095, '4095'],
])('pc %i is %s', (pc, text) => {
  expect(formatPc(pc)).toBe(text)
})

it.each([
  [0, '0'],
  [99_999, '99,999'],
  [100_000, '100K'],
  [1_234_567, '1.23M'],
])('%i packets are %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})
