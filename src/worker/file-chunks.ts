/**
 * The bytes of a file in pieces, and these in parts.
 *
 * Much is read at once, since each reading costs some 100 µs by itself, and into the bytes of the reading before where
 * the platform allows that (a stream of bytes read by a `byob` reader): memory that is new to a process costs more than
 * reading does.
 */

export const PIECE_BYTES = 2 * 1024 * 1024
/** Few enough to stay in a processor's own cache. */
export const PART_BYTES = 128 * 1024

type AnyReader = ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array>

/**
 * Readers at work. Where nothing else holds the work that waits for a file's next bytes, Chromium 156 throws both away as
 * garbage, and the wait has no end.
 */
const atWork = new Set<AnyReader>()

/** Pieces of PIECE_BYTES at most; each is good until the next one is asked for. */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array, void> {
  const stream = file.stream()
  for await (const bytes of readInto(stream) ?? readAnew(stream)) {
    yield* partsOf(bytes, PIECE_BYTES)
  }
}

/** Null where the platform's files are no streams of bytes. */
function readInto(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> | null {
  let reader: ReadableStreamBYOBReader
  try {
    reader = stream.getReader({ mode: 'byob' })
  } catch {
    return null
  }
  let room = new ArrayBuffer(PIECE_BYTES)
  return piecesOf(reader, async () => {
    // Platforms that do not know `min` give what is there.
    const result = await reader.read(new Uint8Array(room), { min: PIECE_BYTES })
    if (result.value !== undefined) room = result.value.buffer
    return result
  })
}

function readAnew(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader()
  return piecesOf(reader, () => reader.read())
}

/** What `next` gives. The last bytes may come together with the end. */
async function* piecesOf(
  reader: AnyReader,
  next: () => Promise<{ value?: Uint8Array | undefined; done: boolean }>,
): AsyncGenerator<Uint8Array, void> {
  atWork.add(reader)
  try {
    for (let isDone = false; !isDone;) {
      const { value, done } = await next()
      if (value !== undefined && value.length > 0) yield value
      isDone = done
    }
  } finally {
    atWork.delete(reader)
    await reader.cancel()
  }
}

export function* partsOf(piece: Uint8Array, size = PART_BYTES): Generator<Uint8Array, void> {
  for (let at = 0; at < piece.length; at += size) yield piece.subarray(at, at + size)
}
