/** Heads come into the columns the same way with vectors and without, and back again. */
import { expect, test } from 'vitest'
import { createRandom } from '../../scripts/judges/random.ts'
import { compilePutHeads } from '../jit/index.ts'
import { HEAD_BYTES, copyHead, createPutHeads, heads, plainPutHeads, type PutHeads } from './head-columns.ts'

const TABLE = 64 * 1024
const COLUMNS = 2 * TABLE
const COUNTS = [1, 2, 3, 4, 5, 8, 37]

function memoryOf(seed: number): { memory: WebAssembly.Memory; addresses: readonly number[] } {
  const memory = new WebAssembly.Memory({ initial: 32 })
  const random = createRandom(seed)
  const bytes = new Uint8Array(memory.buffer, 0, TABLE)
  bytes.forEach((_, at) => (bytes[at] = random.below(256)))
  const addresses = Array.from({ length: 37 }, () => random.below(TABLE - HEAD_BYTES))
  new Uint32Array(memory.buffer, TABLE, addresses.length).set(addresses)
  return { memory, addresses }
}

test('the code is good', () => {
  expect(WebAssembly.validate(compilePutHeads(heads))).toBe(true)
})

test.each([
  ['compiled', createPutHeads],
  ['plain', plainPutHeads],
] as const)('%s', (_, create: (memory: WebAssembly.Memory) => PutHeads) => {
  for (const count of COUNTS) {
    const { memory, addresses } = memoryOf(count)
    // Not at the beginning of a column.
    const column = COLUMNS + 4 * 5
    create(memory)(TABLE, count, column)
    const bytes = new Uint8Array(memory.buffer)
    for (const [index, from] of addresses.slice(0, count).entries()) {
      const head = new Uint8Array(HEAD_BYTES)
      copyHead(bytes, column + index * 4, HEAD_BYTES, head, 0)
      expect([index, ...head]).toEqual([index, ...bytes.slice(from, from + HEAD_BYTES)])
    }
    // Beyond the three places that may be written over nothing is touched.
    for (let at = column; at < column + 16 * heads.stride; at += heads.stride) {
      const behind = new Uint8Array(memory.buffer, at + (count + 3) * 4, heads.stride - (count + 3) * 4)
      expect(behind.every((byte) => byte === 0)).toBe(true)
    }
  }
})
