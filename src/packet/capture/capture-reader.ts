/**
 * A capture file read as it arrives, in pieces cut anywhere: finds out the format and fills an index of the packets.
 *
 * A broken file is no error here: what comes before the fault is kept, the fault is said with its place, and what
 * comes behind it is not looked at. Whatever the bytes, no more than 1 MiB of them is held here. Who wants the packets'
 * bytes must keep those from `neededFrom` on: with pcapng up to a whole block, which pcapng.ts limits.
 *
 * Left out on purpose: gzip, which the platform undoes (isGzip tells), and getting the bytes.
 */
import { PacketIndex } from './packet-index.ts'
import { PcapngReader, SECTION } from './pcapng.ts'
import { pcapReader } from './pcap.ts'
import {
  BrokenCapture,
  type Capture,
  type CaptureFault,
  type CaptureFormat,
  type CaptureInterface,
  type ItemReader,
} from './types.ts'

const MAGIC_BYTES = 4

export class CaptureReader implements Capture {
  readonly packets: PacketIndex
  fault: CaptureFault | null = null
  private reader: ItemReader | null = null
  /** Byte of the file that comes next. */
  private position = 0
  /** Bytes of the item being passed over that are still to come. */
  private toPass = 0
  /** Where that item began. */
  private itemStart = 0
  /** The beginning of an item whose rest has not come yet. */
  private held = new Uint8Array(0)

  /** The size of the file in bytes, if it is known and not compressed, lets the index be made in fewer goes. */
  constructor(fileSize: number | null = null) {
    this.packets = new PacketIndex(fileSize)
  }

  get format(): CaptureFormat | null {
    return this.reader?.format ?? null
  }
  get interfaces(): readonly CaptureInterface[] {
    return this.reader?.interfaces ?? []
  }

  /** The first byte of the file, of those pushed, that belongs to a packet still to come. */
  get neededFrom(): number {
    const pending = this.reader?.pending ?? -1
    return pending < 0 ? this.position : Math.min(pending, this.position)
  }

  /** The next bytes of the file. They are not kept, but for the beginning of an item. */
  push(bytes: Uint8Array): void {
    if (this.fault !== null || bytes.length === 0) return
    let chunk = bytes
    if (this.held.length > 0) {
      // Only as much as the item needs is joined, so that a large piece is not copied.
      const wanted = Math.max(0, (this.reader?.need ?? MAGIC_BYTES) - this.held.length)
      const taken = Math.min(wanted, bytes.length)
      const joined = new Uint8Array(this.held.length + taken)
      joined.set(this.held)
      joined.set(bytes.subarray(0, taken), this.held.length)
      this.held = new Uint8Array(0)
      this.readFrom(joined)
      chunk = bytes.subarray(taken)
      if (chunk.length > 0) this.push(chunk)
      return
    }
    this.readFrom(chunk)
  }

  /** There are no more bytes to be had, for a reason that lies outside of the file's own form. */
  breakOff(message: string): void {
    if (this.fault === null) this.broken(this.position + this.held.length, message)
    this.packets.trim()
  }

  /** The file has ended: in the middle of something, or well. */
  finish(): void {
    this.packets.trim()
    if (this.fault !== null) return
    const { reader } = this
    const left = this.held.length
    if (reader === null) {
      this.broken(0, left === 0 ? 'The file is empty' : 'The file is too short to be a capture')
    } else if (this.toPass > 0) {
      const there = this.position - this.itemStart
      this.broken(
        this.itemStart,
        `The file ends inside ${reader.expecting}: ${there} bytes of it are there, ${this.toPass} are missing`,
      )
    } else if (left > 0 || !reader.mayEnd) {
      this.broken(
        this.position,
        `The file ends inside ${reader.expecting}: ${reader.need} bytes are needed, ${left} are there`,
      )
    }
  }

  private readFrom(chunk: Uint8Array): void {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length)
    let at = Math.min(this.toPass, chunk.length)
    this.pass(at)
    if (this.toPass > 0) return
    try {
      while (at < chunk.length) {
        const reader = (this.reader ??= this.begin(view, at))
        if (reader === null || chunk.length - at < reader.need) break
        this.itemStart = this.position
        const bytes = reader.take(view, at, this.position)
        if (bytes === 0) continue
        this.toPass = bytes
        const there = Math.min(bytes, chunk.length - at)
        at += there
        this.pass(there)
      }
    } catch (error) {
      if (!(error instanceof BrokenCapture)) throw error
      this.broken(this.position, error.message)
      return
    }
    if (at < chunk.length) this.held = chunk.slice(at)
  }

  private pass(bytes: number): void {
    if (bytes === 0) return
    this.position += bytes
    this.toPass -= bytes
    if (this.toPass === 0) this.reader?.passed()
  }

  /** Null where not even the first four bytes are there. */
  private begin(view: DataView, at: number): ItemReader | null {
    if (view.byteLength - at < MAGIC_BYTES) return null
    const magic = view.getUint32(at)
    const reader = magic === SECTION ? new PcapngReader(this.packets) : pcapReader(magic, this.packets)
    if (reader !== null) return reader
    const begins = magic.toString(16).padStart(8, '0')
    throw new BrokenCapture(`This is neither pcap nor pcapng: it begins with 0x${begins}`)
  }

  private broken(offset: number, message: string): void {
    this.fault = { offset, message }
  }
}

/** Whether a file that begins like this is compressed with gzip. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
