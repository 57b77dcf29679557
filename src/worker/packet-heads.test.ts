/** The head of each packet is its first bytes, wherever the file was cut into pieces. */
import { expect, test } from 'vitest'
import { mixedCapture } from '../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng } from '../../scripts/captures/write-capture.ts'
import { CaptureReader, HEAD_BYTES } from '../playground/index.ts'
import { LinearMemory } from './linear-memory.ts'
import { PacketHeads } from './packet-heads.ts'

const packets = [...mixedCapture({ seed: 4, packets: 100 })]
const files = { pcap: writePcap(packets), pcapng: writePcapng(packets) }
const sizes = [1, 3, 27, 63, 64, 65, 200, 1501, 100_000]

test.each(sizes.flatMap((size) => [['pcap', size] as const, ['pcapng', size] as const]))(
  'of a %s file in pieces of %i bytes',
  (format, size) => {
    const file = files[format]
    const reader = new CaptureReader()
    const heads = new PacketHeads(new LinearMemory(2 ** 24, 0))
    // The same bytes again and again, as a reader has them that reads into what it is given.
    const room = new Uint8Array(size)
    for (let at = 0; at < file.length; at += size) {
      const piece = room.subarray(0, Math.min(size, file.length - at))
      piece.set(file.subarray(at, at + size))
      reader.push(heads.bringNear(piece))
      if (!heads.keep(reader.packets, piece.length, reader.neededFrom)) throw new Error('there is room')
    }
    expect(heads.rows).toBe(packets.length)
    const got = packets.map(({ bytes }, row) => {
      const head = new Uint8Array(HEAD_BYTES)
      return Buffer.from(head.subarray(0, heads.copy(row, bytes.length, head, 0))).toString('hex')
    })
    expect(got).toEqual(packets.map(({ bytes }) => Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('hex')))
  },
)
