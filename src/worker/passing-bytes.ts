/** The bytes of a file on their way through a linear memory: those that have come and are still needed. */
import type { LinearMemory } from './linear-memory.ts'

const LEAST = 512 * 1024

export class PassingBytes {
  private readonly linear: LinearMemory
  private address = 0
  private size = 0
  /** Byte of the file that is the first here, and how many there are. */
  private from = 0
  private length = 0

  constructor(linear: LinearMemory) {
    this.linear = linear
  }

  /** Byte of the file that comes next. */
  get end(): number {
    return this.from + this.length
  }

  /** What to add to the offset of a byte in the file to have its address. Another after `add` and `drop`. */
  get shift(): number {
    return this.address - this.from
  }

  /** From the beginning of the file again. */
  restart(): void {
    this.from = 0
    this.length = 0
  }

  /** Puts a piece behind the bytes that are here; false where there is no room. */
  add(piece: Uint8Array): boolean {
    const wanted = this.length + piece.length
    if (wanted > this.size) {
      const room = Math.max(2 * wanted, LEAST)
      const other = this.linear.reserve(room)
      if (other === null) return false
      this.linear.bytes.copyWithin(other, this.address, this.address + this.length)
      this.address = other
      this.size = room
    }
    this.linear.bytes.set(piece, this.address + this.length)
    this.length = wanted
    return true
  }

  /** Forgets what lies before a byte of the file. */
  drop(neededFrom: number): void {
    const { address, from, length } = this
    const gone = Math.min(neededFrom - from, length)
    this.linear.bytes.copyWithin(address, address + gone, address + length)
    this.from = from + gone
    this.length = length - gone
  }
}
