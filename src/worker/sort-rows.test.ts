/** Rows in the order of their numbers, compared with the language's own sort, which is stable too. */
import { expect, test } from 'vitest'
import { sortRows } from './sort-rows.ts'

const columns = {
  none: [],
  one: [7],
  'all alike': [5, 5, 5],
  'small numbers, many of them equal': Array.from({ length: 3000 }, (_, i) => (i * 7919) % 13),
  'verdicts of 32 bits': [0xffffffff, 0, 262144, 0x80000000, 0x7fffffff, 65536, 65535, 262144],
  'times, before the first one too': [0, -0.5, 1.25e-9, -1e6, 1e6 + 1e-6, 1e6, -1.25e-9, 0.1, 0.1],
}

for (const descending of [false, true])
  test.each(Object.entries(columns))(`%s, ${descending ? 'descending' : 'ascending'}`, (_, numbers) => {
    const sign = descending ? -1 : 1
    const wanted = numbers.map((_, row) => row).sort((a, b) => sign * ((numbers[a] ?? 0) - (numbers[b] ?? 0)))
    const rows = Uint32Array.from(numbers.keys())
    expect([...sortRows(rows, Float64Array.from(numbers), descending)]).toEqual(wanted)
  })

test('only the rows that are given, in the order they are given in', () => {
  const rows = Uint32Array.of(4, 1, 3)
  expect([...sortRows(rows, Float64Array.of(9, 2, 0, 2, 1), false)]).toEqual([4, 1, 3])
  expect([...sortRows(Uint32Array.of(3, 1, 4), Float64Array.of(9, 2, 0, 2, 1), false)]).toEqual([4, 3, 1])
})
