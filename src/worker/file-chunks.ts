/**
 * The bytes of a file in pieces small enough to look up from.
 *
 * Each piece is read into the bytes of the one before where the platform allows that (a stream of bytes read by a
 * `byob` reader): memory that is new to a process costs more than reading does.
 */

const PIECE = 512 * 1024

/** `passed` hears of the bytes of each piece before it is given. A piece is good until the next one is asked for. */
export async function* chunksOf(file: File, passed: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream = file.stream()
  for await (const bytes of readInto(stream) ?? readAnew(stream)) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE)
      passed(piece.length)
      yield piece
    }
  }
}

/** Null where the platform's files are no streams of bytes. */
function readInto(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> | null {
  try {
    return piecesOf(stream.getReader({ mode: 'byob' }))
  } catch {
    return null
  }
}

async function* piecesOf(reader: ReadableStreamBYOBReader): AsyncGenerator<Uint8Array> {
  let room = new ArrayBuffer(PIECE)
  try {
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(room))
      if (done) return
      yield value
      room = value.buffer
    }
  } finally {
    await reader.cancel()
  }
}

async function* readAnew(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
