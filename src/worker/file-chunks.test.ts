/** A file's bytes come in order, in pieces and parts that are not too large, whichever reader the platform has. */
import { expect, test } from 'vitest'
import { PART_BYTES, PIECE_BYTES, chunksOf, partsOf } from './file-chunks.ts'

const bytes = Uint8Array.from({ length: 5_000_003 }, (_, at) => (at * 7 + (at >> 9)) & 0xff)

/** A file as a platform has it whose files are no streams of bytes. */
function plainFile(): File {
  const file = new File([bytes], 'a.pcap')
  const pieces = [bytes.slice(0, 3_000_000), bytes.slice(3_000_000)]
  file.stream = () =>
    new ReadableStream({
      pull(controller) {
        const piece = pieces.shift()
        if (piece === undefined) controller.close()
        else controller.enqueue(piece)
      },
    })
  return file
}

test.each([
  ['a reader that reads into given bytes', () => new File([bytes], 'a.pcap')],
  ['a reader that does not', plainFile],
])('by %s', async (_, fileOf) => {
  const got: number[] = []
  for await (const piece of chunksOf(fileOf())) {
    expect(piece.length).toBeLessThanOrEqual(PIECE_BYTES)
    for (const part of partsOf(piece)) {
      expect(part.length).toBeLessThanOrEqual(PART_BYTES)
      for (const byte of part) got.push(byte)
    }
  }
  expect(Buffer.from(got).equals(Buffer.from(bytes))).toBe(true)
})
