/**
 * The bytes of a file as they come, with gzip undone where they begin as gzip does.
 *
 * The platform forgets what it has inflated but not handed out when it meets a fault. So the bytes go in small
 * pieces, the last of them smaller still, and what is lost before a fault is what one piece holds.
 *
 * Left out on purpose: other compressions, and a second gzip file behind the first.
 */
import { isGzip } from './capture-reader.ts'

const PIECE = 16 * 1024
const LAST_PIECE = 256

/** Throws what the source throws, and a TypeError where the gzip data is broken or ends too early. */
export async function* uncompressed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const chunks = source[Symbol.asyncIterator]()
  let first = new Uint8Array(0)
  let ended = false
  while (first.length < 2 && !ended) {
    const next = await chunks.next()
    if (next.done === true) ended = true
    else first = joined(first, next.value)
  }
  const all = continued(first, chunks)
  try {
    if (isGzip(first)) yield* inflated(all)
    else yield* all
  } finally {
    await chunks.return?.()
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

async function* continued(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  if (first.length > 0) yield first
  for (;;) {
    const next = await rest.next()
    if (next.done === true) return
    yield next.value
  }
}

async function* inflated(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const { readable, writable } = new DecompressionStream('gzip')
  const writer = writable.getWriter()
  let brokenSource: { readonly error: unknown } | null = null
  let allGiven = false
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* source
    } catch (error) {
      brokenSource = { error }
      throw error
    }
  }
  const feed = async (): Promise<void> => {
    let last = new Uint8Array(0)
    for await (const chunk of watched()) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        await writer.write(last)
        last = chunk.slice(at, at + PIECE)
      }
    }
    for (let at = 0; at < last.length; at += LAST_PIECE) await writer.write(last.slice(at, at + LAST_PIECE))
    allGiven = true
    await writer.close()
  }
  // The reader meets the same fault; whichever is heard first, it is told once.
  const fed = feed().catch((error: unknown) => writer.abort(error).catch(() => undefined))
  const reader = readable.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    // Each platform has its own words for it, some of them none.
    if (brokenSource !== null) throw error
    const fault = allGiven ? 'ends too early' : 'is damaged, or another gzip file follows it'
    throw new Error(`its compressed data ${fault}`, { cause: error })
  } finally {
    await reader.cancel().catch(() => undefined)
    await fed
  }
}
