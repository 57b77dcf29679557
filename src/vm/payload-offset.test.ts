import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kernelRelease } from '../../scripts/judges/kernel.ts'
import { poffOfKernel } from '../../scripts/judges/kernel-facts.ts'
import { randomHeaders } from '../../scripts/judges/random-headers.ts'
import { payloadOffset } from './payload-offset.ts'

const rows = readFileSync(new URL('testdata/poff.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split(' '))

test('the payload begins where the kernel said', () => {
  expect(rows.length).toBe(600)
  for (const [proto, poff, hex = ''] of rows) {
    const packet = Uint8Array.from(Buffer.from(hex, 'hex'))
    expect(payloadOffset(packet, Number(proto), 14), `proto ${proto}, ${hex}`).toBe(Number(poff))
  }
  // Not all of them at the same place, nor all of them unknown.
  expect(new Set(rows.map(([, poff]) => poff)).size).toBeGreaterThan(25)
})

test.runIf(kernelRelease('packet') !== null)('the payload begins where the live kernel says', () => {
  const cases = randomHeaders(2, 2000)
  const ours = cases.map(({ proto, packet }) => payloadOffset(packet, proto, 14))
  expect(ours).toEqual(poffOfKernel(cases.map(({ packet }) => packet)))
})

test('without a proto, or before any header, there is no payload to find', () => {
  const packet = Uint8Array.from(Buffer.from(rows[0]?.[2] ?? '', 'hex'))
  expect(payloadOffset(packet, 0, 14)).toBe(0)
  expect(payloadOffset(new Uint8Array(0), 0x0800, 14)).toBe(0)
})
