/**
 * A WebAssembly memory that is handed out from the front and never taken back: it grows without being copied, and
 * compiled filters can read it, and a little beyond each packet.
 */

import { READABLE_BYTES } from '../playground/index.ts'

const PAGE = 65_536
/** Bytes by which it grows at least: each time costs, and what is not written to takes no memory of the machine. */
const GROWTH = 32 * 1024 * 1024

export class LinearMemory {
  readonly memory: WebAssembly.Memory
  private used = 0
  private all: ReturnType<typeof viewsOf>
  private readonly most: number

  /** Never grows beyond `most` bytes, at most 4 GB; so many are `expected` to be reserved. */
  constructor(most: number, expected: number) {
    this.most = most
    this.memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
    this.all = viewsOf(this.memory)
    this.grow(Math.min(expected, most))
  }

  /** All of it. Another array after `reserve`. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.all.bytes
  }

  /** All of it as words of 32 bits: that at an address is number address / 4. Another array after `reserve`. */
  get words(): Uint32Array<ArrayBuffer> {
    return this.all.words
  }

  /** Address of so many bytes, a multiple of eight; null where there is no room. */
  reserve(size: number): number | null {
    const address = Math.ceil(this.used / 8) * 8
    const end = address + size
    if (end > this.most) return null
    const { length } = this.all.bytes
    const needed = end + READABLE_BYTES - length
    if (needed > 0 && !this.grow(Math.max(needed, Math.min(GROWTH, this.most - length))) && !this.grow(needed))
      return null
    this.used = end
    return address
  }

  /** False where the platform has no room for so many bytes more. */
  private grow(bytes: number): boolean {
    try {
      this.memory.grow(Math.ceil(bytes / PAGE))
    } catch {
      return false
    }
    this.all = viewsOf(this.memory)
    return true
  }

  table(address: number, count: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.memory.buffer, address, count)
  }
}

/** Reserves room; throws a RangeError where there is none. */
export function reserved(linear: LinearMemory, size: number): number {
  const address = linear.reserve(size)
  if (address === null) throw new RangeError('There is no memory left.')
  return address
}

function viewsOf({ buffer }: WebAssembly.Memory) {
  return { bytes: new Uint8Array(buffer), words: new Uint32Array(buffer) }
}
