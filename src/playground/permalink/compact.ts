/**
 * The compact link, `1/<base64url(deflate-raw(…))>`: the readable one, compressed.
 *
 * One grammar inside both keeps one decoder and one schema. What inflates to more than
 * MAX_INFLATED_BYTES is given up on at that size: a few hundred bytes can ask for gigabytes.
 */
import { err, ok, type Result } from '../../base/index.ts'

export const MAX_INFLATED_BYTES = 1024 * 1024

export async function compress(text: string): Promise<string> {
  const stream = new CompressionStream('deflate-raw')
  const output = collect(stream.readable, Infinity)
  feed(stream.writable, new TextEncoder().encode(text))
  const bytes = await output
  return bytes === null ? '' : toBase64Url(bytes)
}

/** The error is a sentence for the person who opened the link. */
export async function decompress(text: string): Promise<Result<string, string>> {
  const damaged = err('it is damaged, perhaps cut off on its way')
  const bytes = fromBase64Url(text)
  if (bytes === null) return damaged
  try {
    const stream = new DecompressionStream('deflate-raw')
    const output = collect(stream.readable, MAX_INFLATED_BYTES)
    feed(stream.writable, bytes)
    const inflated = await output
    if (inflated === null) return err('it holds more than this page opens (1 MiB)')
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(inflated))
  } catch {
    // The platform throws a TypeError for whatever is not deflate data or not UTF-8.
    return damaged
  }
}

function feed(writable: WritableStream<BufferSource>, bytes: Uint8Array<ArrayBuffer>): void {
  const writer = writable.getWriter()
  // A failure reaches the reader too, which is where it is waited for.
  const ignore = (): void => undefined
  writer.write(bytes).catch(ignore)
  writer.close().catch(ignore)
}

/** Null where there are more than `limit` bytes. */
async function collect(readable: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | null> {
  const reader = readable.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function toBase64Url(bytes: Uint8Array): string {
  const units = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(units).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0))
  } catch {
    return null
  }
}
