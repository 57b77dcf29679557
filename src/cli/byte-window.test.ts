/** The bytes asked for are those of the stream, and a long stretch in small pieces is not copied for each piece. */
import { expect, it, vi } from 'vitest'
import { createRandom } from '../../scripts/judges/random.ts'
import { ByteWindow } from './byte-window.ts'

it('gives the bytes of the stream', () => {
  const random = createRandom(7)
  const stream = Uint8Array.from({ length: 20_000 }, () => random.below(256))
  const window = new ByteWindow()
  let neededFrom = 0
  for (let at = 0; at < stream.length;) {
    const size = random.below(random.pick([3, 40, 2000]))
    window.push(stream.subarray(at, at + size), neededFrom)
    at = Math.min(stream.length, at + size)
    expect(window.slice(neededFrom, at)).toEqual(stream.subarray(neededFrom, at))
    neededFrom += random.below(at - neededFrom + 1)
  }
})

it('copies a byte a few times at most', () => {
  const set = vi.spyOn(Uint8Array.prototype, 'set')
  const window = new ByteWindow()
  for (let at = 0; at < 1000; at++) window.push(new Uint8Array(100), 0)
  const copied = set.mock.calls.reduce((sum, [bytes]) => sum + bytes.length, 0)
  set.mockRestore()
  expect(copied).toBeLessThan(3 * 100_000)
})
