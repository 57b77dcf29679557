/**
 * The bytes of a capture's packets: all in memory where they fit, read from the file where they do not.
 *
 * They lie in a WebAssembly memory, which grows without being copied, and where a compiled filter can read them.
 */
import type { PacketIndex } from '../playground/index.ts'

const PAGE = 65_536
/** Bytes of a file that are kept in memory. */
export const MOST_IN_MEMORY = 1024 ** 3
/** Bytes that are read at a time from a file that is not. */
const WINDOW = 8 * 1024 * 1024

/** Bytes of some packets in a row. */
export type BytesOf = (row: number) => Uint8Array

export interface PacketBytes {
  /** The rows from `from` on that can be had together, `to` at most, and their bytes. */
  readonly stretch: (packets: PacketIndex, from: number, to: number) => Promise<{ to: number; bytesOf: BytesOf }>
}

/** Fills as the file is read. */
export class BytesInMemory implements PacketBytes {
  private readonly memory: WebAssembly.Memory
  private used = 0

  /** `size` is what is expected; throws a RangeError where there is no room for it. */
  constructor(size: number) {
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE), maximum: PAGE })
  }

  /** False where memory is full. */
  append(bytes: Uint8Array): boolean {
    const end = this.used + bytes.length
    if (end > MOST_IN_MEMORY) return false
    const missing = end - this.memory.buffer.byteLength
    if (missing > 0) {
      const pages = Math.ceil(missing / PAGE)
      try {
        // More than is missing, so that it seldom happens.
        this.memory.grow(Math.max(pages, Math.min(1024, PAGE - this.memory.buffer.byteLength / PAGE)))
      } catch {
        return false
      }
    }
    new Uint8Array(this.memory.buffer, this.used).set(bytes)
    this.used = end
    return true
  }

  stretch({ columns }: PacketIndex, _from: number, to: number): Promise<{ to: number; bytesOf: BytesOf }> {
    const { buffer } = this.memory
    const bytesOf: BytesOf = (row) => new Uint8Array(buffer, columns.offsets[row] ?? 0, columns.caplens[row] ?? 0)
    return Promise.resolve({ to, bytesOf })
  }
}

/** Reads what is asked for. */
export class BytesInFile implements PacketBytes {
  private readonly file: Blob

  constructor(file: Blob) {
    this.file = file
  }

  async stretch({ columns }: PacketIndex, from: number, to: number): Promise<{ to: number; bytesOf: BytesOf }> {
    const start = columns.offsets[from] ?? 0
    let end = start
    let until = from
    for (; until < to; until++) {
      const next = (columns.offsets[until] ?? 0) + (columns.caplens[until] ?? 0)
      if (until > from && next - start > WINDOW) break
      end = next
    }
    const bytes = new Uint8Array(await this.file.slice(start, end).arrayBuffer())
    const bytesOf: BytesOf = (row) => {
      const at = (columns.offsets[row] ?? 0) - start
      return bytes.subarray(at, at + (columns.caplens[row] ?? 0))
    }
    return { to: until, bytesOf }
  }
}

/** Null where there is no room for so many bytes. */
export function memoryFor(size: number): BytesInMemory | null {
  try {
    return new BytesInMemory(size)
  } catch {
    return null
  }
}
