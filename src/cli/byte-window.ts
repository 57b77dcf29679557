/**
 * The part of a stream of bytes that is still needed, addressed as the whole would be.
 *
 * Its room doubles, so that a byte is copied a few times at most, however small the pieces and however much is kept.
 */
export class ByteWindow {
  private room = new Uint8Array(0)
  /** Where in the stream the room begins. */
  private start = 0
  /** Bytes of the room that are filled. */
  private filled = 0

  /** The next bytes of the stream. Those before `neededFrom` are given up, and with them what `slice` gave. */
  push(bytes: Uint8Array, neededFrom: number): void {
    if (this.filled + bytes.length > this.room.length) this.makeRoom(bytes.length, neededFrom)
    this.room.set(bytes, this.filled)
    this.filled += bytes.length
  }

  /** Bytes of the stream, good until the next push. */
  slice(from: number, to: number): Uint8Array {
    return this.room.subarray(from - this.start, to - this.start)
  }

  private makeRoom(more: number, neededFrom: number): void {
    const kept = this.room.subarray(neededFrom - this.start, this.filled)
    const wanted = (kept.length + more) * 2
    // Half of it is free then: what is moved now has been paid for by as many bytes when it is moved again.
    if (wanted > this.room.length) this.room = new Uint8Array(wanted)
    this.room.set(kept)
    this.filled = kept.length
    this.start = neededFrom
  }
}
