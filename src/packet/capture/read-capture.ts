/**
 * A whole file through the reader: gzip undone, and what breaks underneath told as a fault of the file.
 */
import type { CaptureReader } from './capture-reader.ts'
import { uncompressed } from './uncompressed.ts'

/**
 * Reads to the end of the file, to its first fault, or until `each` gives false. `each` gets every piece of the
 * uncompressed file once the reader has had it.
 */
export async function readCapture(
  reader: CaptureReader,
  source: AsyncIterable<Uint8Array>,
  each: (bytes: Uint8Array) => Promise<boolean> | boolean,
): Promise<void> {
  try {
    for await (const bytes of uncompressed(source)) {
      reader.push(bytes)
      if (!(await each(bytes))) return reader.packets.trim()
      if (reader.fault !== null) break
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return reader.breakOff(`The file cannot be read further: ${why}`)
  }
  reader.finish()
}
