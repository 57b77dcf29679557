/**
 * pcap files: both byte orders, micro- and nanoseconds, the old versions that have the two lengths the other way
 * round, and the modified form of Alexey Kuznetzov's patches with its longer packet headers.
 *
 * As in libpcap, a packet longer than the file's snapshot length is cut to it.
 *
 * Left out on purpose: taking off the check sequence at the end of frames that some files announce beside the link type.
 * Source: draft-ietf-opsawg-pcap; answers of tcpdump with libpcap 1.10.3.
 */
import { DLT } from '../../net/index.ts'
import { adjustSnapshot, linkTypeOfFile, mostBytes } from './link-type-numbers.ts'
import type { PacketIndex } from './packet-index.ts'
import { BrokenCapture, type CaptureInterface, type ItemReader } from './types.ts'

const FILE_HEADER = 24
/** Bytes of a made-up Ethernet header, which some files of the modified form have beyond their snapshot length. */
const COOKED_HEADER = 14

interface Variant {
  readonly nanoseconds: boolean
  /** Bytes of a packet's header: more in the modified form. */
  readonly header: 16 | 24
}

const VARIANTS: ReadonlyMap<number, Variant> = new Map([
  [0xa1b2c3d4, { nanoseconds: false, header: 16 }],
  [0xa1b23c4d, { nanoseconds: true, header: 16 }],
  [0xa1b2cd34, { nanoseconds: false, header: 24 }],
  // Navtel's: as the first.
  [0xa12b3c4d, { nanoseconds: false, header: 16 }],
])

/** A reader where the four bytes are pcap's, read big-endian; null where they are not. */
export function pcapReader(magic: number, packets: PacketIndex): ItemReader | null {
  const variant = VARIANTS.get(magic)
  if (variant !== undefined) return new PcapReader(variant, false, packets)
  const swapped = VARIANTS.get(swap(magic))
  return swapped === undefined ? null : new PcapReader(swapped, true, packets)
}

function swap(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0
}

class PcapReader implements ItemReader {
  readonly format = 'pcap'
  readonly interfaces: CaptureInterface[] = []
  need = FILE_HEADER
  expecting = 'the file’s header'
  mayEnd = false
  pending = -1
  private readonly variant: Variant
  private readonly littleEndian: boolean
  private readonly packets: PacketIndex
  private lengths: 'in order' | 'swapped' | 'perhaps swapped' = 'in order'
  private snaplen = 0
  private most = 0
  private caplen = 0
  private length = 0
  private seconds = 0
  private nanoseconds = 0

  constructor(variant: Variant, littleEndian: boolean, packets: PacketIndex) {
    this.variant = variant
    this.littleEndian = littleEndian
    this.packets = packets
  }

  take(view: DataView, at: number, offset: number): number {
    return this.interfaces.length === 0 ? this.takeFileHeader(view, at) : this.takePackets(view, at, offset)
  }

  private takeFileHeader(view: DataView, at: number): number {
    const { littleEndian } = this
    const major = view.getUint16(at + 4, littleEndian)
    const minor = view.getUint16(at + 6, littleEndian)
    // DG/UX wrote 543.0.
    if (!(major === 2 && minor <= 4) && !(major === 543 && minor === 0)) {
      throw new BrokenCapture(`The file is of pcap version ${major}.${minor}; 2.4 is the newest known`)
    }
    if (major !== 2 || minor < 3) this.lengths = 'swapped'
    else if (minor === 3) this.lengths = 'perhaps swapped'
    const written = view.getUint32(at + 16, littleEndian)
    // The upper six bits tell of the frames' check sequences. They belong to what is written again.
    const fileLinkType = view.getUint32(at + 20, littleEndian)
    const linkType = linkTypeOfFile(fileLinkType & 0x03ffffff)
    this.most = mostBytes(linkType)
    const { nanoseconds, header } = this.variant
    const mayBeCooked = header === 24 && linkType === DLT.EN10MB
    this.snaplen = adjustSnapshot(linkType, written) + (mayBeCooked ? COOKED_HEADER : 0)
    this.interfaces.push({ linkType, fileLinkType, snaplen: this.snaplen, nanoseconds, littleEndian })
    this.next()
    return FILE_HEADER
  }

  /** All packets that are there as a whole; or one that is not, if it comes first. */
  private takePackets(view: DataView, at: number, offset: number): number {
    const { littleEndian, packets, lengths, most, snaplen } = this
    const { header, nanoseconds: isNano } = this.variant
    // Some writers let the fraction grow past the second.
    const perSecond = isNano ? 1_000_000_000 : 1_000_000
    const { byteLength } = view
    let next = at
    while (next + header <= byteLength) {
      const first = view.getUint32(next + 8, littleEndian)
      const second = view.getUint32(next + 12, littleEndian)
      const swapped = lengths === 'swapped' || (lengths === 'perhaps swapped' && first > second)
      const stored = swapped ? second : first
      const end = next + header + stored
      if (next > at && (stored > most || end > byteLength)) break
      if (stored > most) {
        throw new BrokenCapture(`A packet claims ${stored} captured bytes; there can be ${most} at most`)
      }
      const fraction = view.getUint32(next + 4, littleEndian)
      const over = fraction < perSecond ? 0 : Math.floor(fraction / perSecond)
      const seconds = view.getUint32(next, littleEndian) + over
      const nanoseconds = (fraction - over * perSecond) * (isNano ? 1 : 1000)
      const caplen = Math.min(stored, snaplen)
      const length = swapped ? first : second
      const start = offset + next - at + header
      if (end > byteLength) {
        this.pending = start
        this.caplen = caplen
        this.length = length
        this.seconds = seconds
        this.nanoseconds = nanoseconds
        return header + stored
      }
      packets.add(start, caplen, length, seconds, nanoseconds, 0)
      next = end
    }
    return next - at
  }

  passed(): void {
    if (this.pending < 0) return
    this.packets.add(this.pending, this.caplen, this.length, this.seconds, this.nanoseconds, 0)
    this.pending = -1
  }

  private next(): void {
    this.need = this.variant.header
    this.expecting = 'a packet'
    this.mayEnd = true
  }
}
