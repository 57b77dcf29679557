/** A number for each packet of a capture, of which more may come. */
import type { PacketIndex } from '../playground/index.ts'

/** As many numbers as there is room for packets in the index, those that are there with them. */
export function withRoom(numbers: Uint32Array<ArrayBuffer>, { count, columns }: PacketIndex): Uint32Array<ArrayBuffer> {
  if (numbers.length >= count) return numbers
  const more = new Uint32Array(columns.caplens.length)
  more.set(numbers)
  return more
}

/** The rows from one to before another. */
export function neighbours(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index)
}
