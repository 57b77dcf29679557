import { describe, expect, test } from 'vitest'
import { countHits } from './hits.ts'
import { recordTrace } from './trace.ts'
import { defaultMetadata } from './types.ts'

/** Counts A up for as long as the limit lets it, going another way at every fourth round. */
const loop = [
  { code: 0x04, jt: 0, jf: 0, k: 1 },
  { code: 0x45, jt: 0, jf: 1, k: 3 },
  { code: 0x05, jt: 0, jf: 0, k: 0xfffffffd },
  { code: 0x05, jt: 0, jf: 0, k: 0xfffffffc },
  { code: 0x06, jt: 0, jf: 0, k: 0 },
]
const trace = recordTrace(loop, { packet: new Uint8Array(0), metadata: defaultMetadata, flavour: 'libpcap' }, 20_000)
const hitsAt = countHits(trace)

describe('hits', () => {
  test.each([0, 1, 2, 3, 12, 4095, 4096, 4097, 12_289, 19_999, 20_000])(
    'after %i steps are what counting says',
    (i) => {
      const runs = loop.map(() => 0)
      const last = loop.map(() => 0)
      for (let j = 1; j <= i; j++) {
        const pc = trace.pcAt(j)
        runs[pc] = (runs[pc] ?? 0) + 1
        last[pc] = j
      }
      expect(hitsAt(i)).toEqual({ runs: Uint32Array.from(runs), last: Uint32Array.from(last) })
    },
  )

  test('are the caller’s own', () => {
    hitsAt(5).runs.fill(99)
    expect(hitsAt(5).runs[0]).toBe(2)
  })

  test('leave out an instruction that there is not', () => {
    const left = recordTrace([], { packet: new Uint8Array(0), metadata: defaultMetadata, flavour: 'linux' })
    expect(countHits(left)(1).runs).toHaveLength(0)
  })
})
