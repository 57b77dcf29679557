/**
 * A whole file through the reader: gzip undone, and what breaks underneath told as a fault of the file.
 */
import type { CaptureReader } from './capture-reader.ts'
import { uncompressed } from './uncompressed.ts'

/**
 * Reads to the end of the file, to its first fault, or until `take` gives false. `take` gets every piece of the
 * uncompressed file, and must push it into the reader.
 */
export async function readCapture(
  reader: CaptureReader,
  source: AsyncIterable<Uint8Array>,
  take: (bytes: Uint8Array) => Promise<boolean> | boolean,
): Promise<void> {
  const pieces = uncompressed(source)
  const next = async (): Promise<IteratorResult<Uint8Array, void> | string> => {
    try {
      return await pieces.next()
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  try {
    for (;;) {
      const piece = await next()
      if (typeof piece === 'string')
        return reader.breakOff(`The file cannot be read${reader.neededFrom === 0 ? '' : ' further'}: ${piece}`)
      if (piece.done === true) return reader.finish()
      if (!(await take(piece.value)) || reader.fault !== null) return reader.packets.trim()
    }
  } finally {
    await pieces.return()
  }
}
