/**
 * A capture's file being read: packets found and kept, how far it is told from time to time, and an end before the end.
 *
 * Left out on purpose: what is asked of the packets; capture-engine.ts knows that.
 */
import { CaptureReader, readCapture } from '../playground/index.ts'
import { chunksOf } from './file-chunks.ts'
import { PacketStore } from './packet-store.ts'
import type { Precedence } from './precedence.ts'
import type { ReadingState } from './protocol.ts'
import { paced, type Surroundings } from './surroundings.ts'

export class Reading {
  readonly reader: CaptureReader
  readonly store: PacketStore
  state: ReadingState['state'] = 'reading'
  private readonly file: File
  private readonly most: number
  private readonly surroundings: Surroundings
  private readonly isStale: () => boolean
  private read = 0
  private isWanted = true

  /** Keeps at most so many bytes of packets in memory, and works until it is stale: then it says nothing more. */
  constructor(file: File, gzip: boolean, most: number, surroundings: Surroundings, isStale: () => boolean) {
    this.file = file
    this.most = most
    this.surroundings = surroundings
    this.isStale = isStale
    this.reader = new CaptureReader(gzip ? null : file.size)
    const expected = gzip || file.size > most ? 0 : file.size
    this.store = new PacketStore(gzip ? null : file, expected, most)
  }

  giveUp(): void {
    this.isWanted = false
  }

  /** Resolves when the file has been read, or given up. */
  async run(): Promise<void> {
    const { reader, store } = this
    this.tell()
    const source = chunksOf(this.file, (bytes) => (this.read += bytes))
    const rest = paced(this.surroundings, () => {
      this.tell()
    })
    await readCapture(reader, source, async (bytes) => {
      if (!store.append(bytes, reader.packets, reader.neededFrom)) this.state = 'full'
      await rest()
      if (!this.isWanted || this.isStale()) this.state = 'given up'
      return this.state === 'reading'
    })
    if (this.state === 'reading') this.state = reader.fault === null ? 'whole' : 'broken'
    this.tell()
  }

  /**
   * Fetches into memory what `run` has left in the file, if there is room for it, and lets others go first. False where
   * packets were lost.
   */
  async fetchRests(others: readonly Precedence[]): Promise<boolean> {
    const { file, most, reader, store } = this
    const { packets } = reader
    try {
      if (file.size <= most) {
        await store.fetchRests(packets, async () => {
          // Pieces are small, and somebody may have asked for something meanwhile.
          await this.surroundings.pause()
          for (const other of others) await other.last()
          return !this.isStale()
        })
      }
    } catch (error) {
      // Somebody has changed or taken away the file.
      const message = `The file cannot be read further: ${error instanceof Error ? error.message : String(error)}`
      reader.fault = { offset: packets.columns.offsets[store.rows] ?? 0, message }
      packets.keepFirst(store.rows)
      this.state = 'broken'
      this.tell()
      return false
    }
    // The file is not looked into again.
    if (store.rows === packets.count) packets.forgetOffsets()
    return true
  }

  private tell(): void {
    if (this.isStale()) return
    const { file, reader, read, state } = this
    const { name, size } = file
    const { packets, format, interfaces, fault } = reader
    const linkTypes = [...new Set(interfaces.map(({ linkType }) => linkType))]
    const reading = { name, size, read, packets: packets.count, format, linkTypes, state, fault }
    this.surroundings.tell({ kind: 'reading', reading })
  }
}
