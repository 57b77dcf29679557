import { expect, test } from 'vitest'
import { run } from './run.ts'
import { verdictOf } from './step.ts'
import { defaultMetadata } from './types.ts'

/** add #1; tax; stx M[3]; ja back to the start: never ends. */
const endless = [
  { code: 0x04, jt: 0, jf: 0, k: 1 },
  { code: 0x07, jt: 0, jf: 0, k: 0 },
  { code: 0x03, jt: 0, jf: 0, k: 3 },
  { code: 0x05, jt: 0, jf: 0, k: 0xfffffffc },
]
const nothing = { packet: new Uint8Array(0), metadata: defaultMetadata, flavour: 'libpcap' } as const

test('a run stops at its limit', () => {
  expect(run(endless, nothing, 8)).toMatchObject({ steps: 8, a: 2, outcome: { kind: 'step-limit', steps: 8 } })
})

test('a verdict is what was returned, and 0 for every other end', () => {
  expect(verdictOf({ kind: 'returned', value: 262144 })).toBe(262144)
  expect(verdictOf({ kind: 'out-of-bounds', pc: 0, offset: 9, size: 1 })).toBe(0)
  expect(verdictOf({ kind: 'step-limit', steps: 9 })).toBe(0)
})
