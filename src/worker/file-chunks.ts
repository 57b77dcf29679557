/**
 * The bytes of a file in pieces small enough to look up from.
 *
 * Left out on purpose: reading each piece into the bytes of the one before (a `byob` reader). It saves the first touch of
 * new memory, but in Chromium 156 such a reader of a file now and then waits for ever in the middle of it.
 */

const PIECE = 512 * 1024

/** `passed` hears of the bytes of each piece before it is given. */
export async function* chunksOf(file: File, passed: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      for (let at = 0; at < value.length; at += PIECE) {
        const piece = value.subarray(at, at + PIECE)
        passed(piece.length)
        yield piece
      }
    }
  } finally {
    await reader.cancel()
  }
}
