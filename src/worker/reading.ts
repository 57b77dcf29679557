/**
 * A capture's file being read: packets found and kept, how far it is told from time to time, and an end before the end.
 *
 * Left out on purpose: what is asked of the packets; capture-engine.ts knows that.
 */
import { CaptureReader, HEAD_BYTES, isGzip, readCapture } from '../playground/index.ts'
import { chunksOf, partsOf } from './file-chunks.ts'
import { PacketStore } from './packet-store.ts'
import type { Precedence } from './precedence.ts'
import type { ReadingState } from './protocol.ts'
import { paced, type Surroundings } from './surroundings.ts'

export class Reading {
  readonly reader: CaptureReader
  readonly store: PacketStore
  state: ReadingState['state'] = 'reading'
  private readonly file: File
  private readonly pieces: AsyncGenerator<Uint8Array, void>
  private readonly first: Promise<IteratorResult<Uint8Array, void>>
  private readonly surroundings: Surroundings
  private readonly isGivenUp: () => boolean
  private read = 0
  private hasEnded = false
  private waiting: (() => void)[] = []

  private constructor(
    file: File,
    pieces: AsyncGenerator<Uint8Array, void>,
    first: Promise<IteratorResult<Uint8Array, void>>,
    gzip: boolean,
    most: number,
    surroundings: Surroundings,
    isGivenUp: () => boolean,
  ) {
    this.file = file
    this.pieces = pieces
    this.first = first
    this.surroundings = surroundings
    this.isGivenUp = isGivenUp
    this.reader = new CaptureReader(gzip ? null : file.size)
    this.store = new PacketStore(gzip ? null : file, most)
  }

  /** A file whose first piece is here, which tells whether it is compressed. Keeps at most `most` bytes of packets in memory. */
  static async of(file: File, most: number, surroundings: Surroundings, isGivenUp: () => boolean): Promise<Reading> {
    const pieces = chunksOf(file)
    const first = pieces.next()
    // What is wrong with it is told when the file is read.
    const piece = await first.catch(() => null)
    const gzip = piece !== null && piece.done !== true && isGzip(piece.value)
    return new Reading(file, pieces, first, gzip, most, surroundings, isGivenUp)
  }

  /** Resolves when the file has been read, or given up. */
  async run(): Promise<void> {
    const { reader, store } = this
    this.tell()
    const rest = paced(this.surroundings, () => {
      this.tell()
    })
    try {
      await readCapture(reader, this.source(), async (bytes) => {
        for (const part of partsOf(bytes)) {
          if (!store.append(part, reader)) this.state = 'full'
          if (this.state === 'full' || reader.fault !== null) break
        }
        this.goOn()
        await rest()
        if (this.state === 'reading' && this.isGivenUp()) this.state = 'given up'
        return this.state === 'reading'
      })
      if (this.state === 'reading') this.state = reader.fault === null ? 'whole' : 'broken'
    } catch (error) {
      // The platform has no room for more of the index; else it is a bug of ours.
      this.state = error instanceof RangeError ? 'full' : 'broken'
      if (this.state === 'broken') throw error
    } finally {
      this.hasEnded = true
      this.tell()
      this.goOn()
    }
  }

  /** Resolves when there are so many packets, or no more to come. */
  async until(packets: number): Promise<void> {
    while (!this.hasEnded && this.reader.packets.count < packets) {
      await new Promise<void>((resolve) => void this.waiting.push(resolve))
    }
  }

  /**
   * Fetches into memory what `run` has left in the file, if there is room for it, and lets others go first. False where
   * the file could not be read again: then packets have changed.
   */
  async fetchRests(others: readonly Precedence[]): Promise<boolean> {
    const { reader, store } = this
    const { packets } = reader
    const rest = paced(this.surroundings, () => undefined)
    const isFetched = await store.fetchRests(packets, async () => {
      // Somebody may have asked for something meanwhile.
      await rest()
      for (const other of others) await other.last()
    })
    if (!isFetched) {
      const first = store.inMemory
      const offset = packets.columns.offsets[first] ?? 0
      const message =
        `The file has changed since it was opened, or is gone. From packet ${(first + 1).toLocaleString('en')} on only ` +
        `the first ${String(HEAD_BYTES)} bytes are here. Open it again to have all`
      store.keepHeadsOnly(packets)
      reader.fault = { offset, message }
      this.state = 'broken'
      this.tell()
    }
    // The file is not looked into again.
    if (store.inMemory === packets.count) packets.forgetOffsets()
    return isFetched
  }

  private goOn(): void {
    for (const each of this.waiting.splice(0)) each()
  }

  private async *source(): AsyncGenerator<Uint8Array, void> {
    const { pieces } = this
    try {
      for (let piece = await this.first; piece.done !== true; piece = await pieces.next()) {
        this.read += piece.value.length
        yield piece.value
      }
    } finally {
      await pieces.return(undefined)
    }
  }

  private tell(): void {
    const { file, reader, read, state } = this
    const { name, size, lastModified: modified } = file
    const { packets, format, interfaces, fault } = reader
    const linkTypes = [...new Set(interfaces.map(({ linkType }) => linkType))]
    const reading = { name, size, modified, read, packets: packets.count, format, linkTypes, state, fault }
    this.surroundings.tell({ kind: 'reading', reading })
  }
}
