/** The words of capture files: what was recorded, on what, and where a file is broken. */
import type { PacketIndex } from './packet-index.ts'

export interface CaptureInterface {
  /** DLT_* number: what filters are compiled for. */
  readonly linkType: number
  /** LINKTYPE_* number as the file has it: what is written to a file again. */
  readonly fileLinkType: number
  /** Bytes to which packets were cut, as the file says it; the most that there can be where it sets no limit. */
  readonly snaplen: number
  /** Times are finer than microseconds. */
  readonly nanoseconds: boolean
  /** Byte order of the file's headers, or its section's: that of the machine which wrote them. */
  readonly littleEndian: boolean
}

/** Where reading stopped, and why. What was read before is good. */
export interface CaptureFault {
  /** Byte of the (uncompressed) file where the broken part begins. */
  readonly offset: number
  /** A sentence, without the offset. */
  readonly message: string
}

export type CaptureFormat = 'pcap' | 'pcapng'

/** What has been read so far. */
export interface Capture {
  /** Null until the first four bytes are there. */
  readonly format: CaptureFormat | null
  readonly interfaces: readonly CaptureInterface[]
  readonly packets: PacketIndex
  readonly fault: CaptureFault | null
}

/** Thrown by the readers of the formats, and caught by CaptureReader alone, which makes it a fault. */
export class BrokenCapture extends Error {}

/** Reads one kind of file, item by item: a header, with the bytes to pass over behind it. */
export interface ItemReader {
  readonly format: CaptureFormat
  readonly interfaces: readonly CaptureInterface[]
  /** Bytes that the next item needs to be there, together. Bounded, whatever the file says. */
  need: number
  /** What the next item is, for a file that ends in it: `a packet’s header`. */
  expecting: string
  /** The file may end before the next item. */
  mayEnd: boolean
  /** Byte of the file where the packet begins that has not wholly gone by; -1 where none is under way. */
  readonly pending: number
  /**
   * Reads the item at `at`, which is byte `offset` of the file, or several of which all is there. Gives the bytes of the
   * whole item, those to pass over with them; or 0 where it needs more, having raised `need`. Throws BrokenCapture.
   */
  take(view: DataView, at: number, offset: number): number
  /** All bytes of the item have gone by. */
  passed(): void
}
