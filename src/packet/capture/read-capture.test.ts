/** Files through gzip, cut anywhere, broken, and given up. */
import { gzipSync } from 'node:zlib'
import { expect, it, test } from 'vitest'
import { mixedCapture } from '../../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng } from '../../../scripts/captures/write-capture.ts'
import { CaptureReader } from './capture-reader.ts'
import { readCapture } from './read-capture.ts'

const packets = [...mixedCapture({ seed: 4, packets: 2000 })]
const pcap = writePcap(packets)

async function* pieces(file: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield await Promise.resolve(file.subarray(at, at + size))
}

async function read(source: AsyncIterable<Uint8Array>, most = Infinity): Promise<CaptureReader> {
  const reader = new CaptureReader()
  let size = 0
  await readCapture(reader, source, (bytes) => {
    reader.push(bytes)
    return (size += bytes.length) < most
  })
  return reader
}

test.each([
  ['pcap', pcap],
  ['pcapng', writePcapng(packets)],
  ['pcap in gzip', gzipSync(pcap)],
  ['pcapng in gzip', gzipSync(writePcapng(packets))],
])('%s', async (_, file) => {
  for (const size of [1 << 20, 1000]) {
    const { fault, packets: index } = await read(pieces(file, size))
    expect({ fault, count: index.count }).toEqual({ fault: null, count: 2000 })
  }
})

test('gzip that ends too early, or is broken, keeps nearly all that came before', async () => {
  const zipped = gzipSync(pcap)
  const cut = await read(pieces(zipped.subarray(0, zipped.length - 1000), 5000))
  expect(cut.fault?.message).toBe('The file cannot be read further: its compressed data ends too early')
  expect(cut.packets.count).toBeGreaterThan(1800)
  const broken = Buffer.from(zipped)
  broken.fill(0xff, zipped.length >> 1, (zipped.length >> 1) + 50)
  const { fault, packets: kept } = await read(pieces(broken, 5000))
  expect(fault).not.toBeNull()
  expect(kept.count).toBeGreaterThan(500)
  // No block of deflate begins so.
  const senseless = await read(pieces(Buffer.from(zipped).fill(0xff, 10, 5000), 5000))
  expect(senseless.fault?.message).toBe(
    'The file cannot be read: its compressed data is damaged, or another gzip file follows it',
  )
})

test('a file that cannot be read on is a fault where that happens', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield pcap.subarray(0, 5000)
    await Promise.reject(new Error('the disk is gone'))
  }
  const { fault, packets: kept } = await read(failing())
  expect(fault).toEqual({ offset: 5000, message: 'The file cannot be read further: the disk is gone' })
  expect(kept.count).toBeGreaterThan(5)
})

it('stops when asked to, and keeps what was read without a fault', async () => {
  const { fault, packets: kept } = await read(pieces(pcap, 10_000), 50_000)
  expect(fault).toBeNull()
  expect(kept.count).toBeGreaterThan(50)
  expect(kept.count).toBeLessThan(2000)
})

test.each([
  ['pcap', pcap],
  ['gzip', gzipSync(pcap)],
])('lets go of %s that it does not read to its end', async (_, bytes) => {
  let isClosed = false
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces(bytes, 10_000)
    } finally {
      isClosed = true
    }
  }
  await read(source(), 50_000)
  expect(isClosed).toBe(true)
})
