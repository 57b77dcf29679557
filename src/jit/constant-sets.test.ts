/** Every member of a set is found in its table, and nothing else is; of few members and of many. */
import { expect, it } from 'vitest'
import { createRandom } from '../../scripts/judges/random.ts'
import { hashTableOf, type HashTable } from './constant-sets.ts'

function isIn(value: number, { words, factors, shift }: HashTable): boolean {
  return factors.some(
    (factor, side) => words[side * 2 ** (32 - shift) + (Math.imul(value, factor) >>> shift)] === value,
  )
}

it.each([
  ['one table', 1, 1],
  ['one table', 8, 1],
  ['one table', 100, 1],
  ['two tables', 1000, 2],
  ['two tables', 5000, 2],
])('%s for %i members', (_, count, tables) => {
  const random = createRandom(count)
  // Neighbours are spread by any factor, so that they may do with one table where others do not.
  for (const [next, most] of [
    [() => random.word(), tables],
    [(index: number) => 0x0a000000 + index, 1],
  ] as const) {
    const members = new Set(Array.from({ length: count }, (_, index) => next(index) >>> 0))
    const table = hashTableOf([...members])
    if (count <= 1000) expect(table.factors).toHaveLength(most)
    expect([...members].filter((member) => !isIn(member, table))).toEqual([])
    const others = Array.from({ length: 2000 }, () => random.word()).filter((word) => !members.has(word))
    expect(others.filter((word) => isIn(word, table))).toEqual([])
  }
})
