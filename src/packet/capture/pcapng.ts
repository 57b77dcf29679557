/**
 * pcapng files: sections in either byte order, interfaces with their own link type and time unit, enhanced, simple
 * and obsolete packet blocks. Every other block, and every option but the two about time, is passed over.
 *
 * Source: draft-ietf-opsawg-pcapng; answers of tcpdump with libpcap 1.10.3.
 */
import { adjustSnapshot, linkTypeOfFile, mostBytes } from './link-type-numbers.ts'
import { NO_TIME, type PacketIndex } from './packet-index.ts'
import { readTime, timeUnit, type Instant, type TimeUnit } from './timestamps.ts'
import { BrokenCapture, type CaptureInterface, type ItemReader } from './types.ts'

export const SECTION = 0x0a0d0d0a
const INTERFACE = 1
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6

const BYTE_ORDER = 0x1a2b3c4d
/** Type, length and the first word of the body: all blocks but the shortest have so much. */
const BLOCK_START = 12
const TRAILER = 4
/** Type, length, interface, time, both packet lengths. */
const PACKET_HEADER = 28
const SIMPLE_PACKET_HEADER = 12
const INTERFACE_HEADER = 16
const SECTION_HEADER = 24
/** libpcap's: no block is longer, unless there is an interface whose packets can be. Readers may hold a whole block. */
const MOST_BLOCK_BYTES = 16 * 1024 * 1024
/** Beside a packet's bytes: headers and options. */
const MOST_BESIDE_PACKET = PACKET_HEADER + 128 * 1024 + TRAILER
/** Options are text of people and programs; more of it is not read. libpcap's for the first section of a file. */
const MOST_OPTION_BYTES = 1024 * 1024
/** The index keeps interfaces in 16 bits. */
const MOST_INTERFACES = 65_536

const OPTION_END = 0
const OPTION_TSRESOL = 9
const OPTION_TSOFFSET = 14
/** Bytes of the options that are looked at. */
const OPTION_LENGTHS: ReadonlyMap<number, number> = new Map([
  [OPTION_END, 0],
  [OPTION_TSRESOL, 1],
  [OPTION_TSOFFSET, 8],
])

export class PcapngReader implements ItemReader {
  readonly format = 'pcapng'
  readonly interfaces: CaptureInterface[] = []
  need = BLOCK_START
  expecting = 'a block'
  mayEnd = false
  pending = -1
  private readonly packets: PacketIndex
  private units: TimeUnit[] = []
  /** Interfaces of the sections before this one. */
  private base = 0
  private littleEndian = false
  /** Bytes that a block can have; more once there is an interface whose packets can be long. */
  private mostBlockBytes = MOST_BLOCK_BYTES
  /** Length of the block whose trailer comes next; 0 between blocks. */
  private open = 0
  private isFirstSection = true
  private caplen = 0
  private length = 0
  private readonly time: Instant = { seconds: 0, nanoseconds: 0 }
  private interfaceIndex = 0

  constructor(packets: PacketIndex) {
    this.packets = packets
  }

  take(view: DataView, at: number, offset: number): number {
    if (this.open !== 0) return this.takeTrailer(view, at)
    const type = view.getUint32(at, this.littleEndian)
    // The section's type reads the same in both byte orders; its length does not.
    if (type === SECTION) return this.takeSection(view, at)
    const total = this.checkedLength(view.getUint32(at + 4, this.littleEndian))
    switch (type) {
      case INTERFACE:
        if (total > MOST_OPTION_BYTES) throw new BrokenCapture(`An interface’s description claims ${total} bytes`)
        if (this.needs(total)) return 0
        this.takeInterface(view, at, total)
        break
      case ENHANCED_PACKET:
      case OBSOLETE_PACKET:
        if (total < PACKET_HEADER + TRAILER) throw tooShort('A packet', total)
        if (this.needs(PACKET_HEADER)) return 0
        this.takePacket(view, at, offset, total, type === OBSOLETE_PACKET)
        break
      case SIMPLE_PACKET:
        if (total < SIMPLE_PACKET_HEADER + TRAILER) throw tooShort('A packet', total)
        this.takeSimplePacket(view, at, offset, total)
        break
    }
    return this.close(total)
  }

  passed(): void {
    if (this.open !== 0 || this.pending < 0) return
    const { pending, caplen, length, time, interfaceIndex } = this
    this.packets.add(pending, caplen, length, time.seconds, time.nanoseconds, interfaceIndex)
    this.pending = -1
  }

  private checkedLength(total: number): number {
    const most = this.mostBlockBytes
    if (total < BLOCK_START) throw tooShort('A block', total)
    if (total % 4 !== 0) throw new BrokenCapture(`A block claims ${total} bytes, which is no multiple of 4`)
    if (total > most) throw new BrokenCapture(`A block claims ${total} bytes; there can be ${most} at most`)
    return total
  }

  private needs(bytes: number): boolean {
    if (this.need >= bytes) return false
    this.need = bytes
    return true
  }

  /** The block's content is done with; its last four bytes repeat its length. */
  private close(total: number): number {
    this.open = total
    this.need = TRAILER
    this.mayEnd = false
    return total - TRAILER
  }

  private takeTrailer(view: DataView, at: number): number {
    const repeated = view.getUint32(at, this.littleEndian)
    const { open } = this
    if (repeated !== open) throw new BrokenCapture(`A block of ${open} bytes ends with the length ${repeated}`)
    this.open = 0
    this.begin()
    return TRAILER
  }

  /** A block comes next, if anything does. */
  private begin(): void {
    this.need = BLOCK_START
    this.mayEnd = true
  }

  private takeSection(view: DataView, at: number): number {
    const magic = view.getUint32(at + 8)
    if (magic !== BYTE_ORDER && magic !== 0x4d3c2b1a) {
      throw new BrokenCapture(`A section begins with 0x${magic.toString(16)}, which is no byte order`)
    }
    const littleEndian = magic !== BYTE_ORDER
    const total = this.sectionLength(view.getUint32(at + 4, littleEndian))
    if (this.needs(SECTION_HEADER)) return 0
    const major = view.getUint16(at + 12, littleEndian)
    const minor = view.getUint16(at + 14, littleEndian)
    if (major !== 1 || (this.isFirstSection && minor !== 0 && minor !== 2)) {
      throw new BrokenCapture(`A section is of pcapng version ${major}.${minor}; only version 1.0 is known`)
    }
    this.littleEndian = littleEndian
    this.base = this.interfaces.length
    this.units = []
    if (!this.isFirstSection) return this.close(total)
    this.isFirstSection = false
    this.begin()
    return total
  }

  /** That of the first section need not be a multiple of 4, nor be repeated at the section's end. */
  private sectionLength(claimed: number): number {
    const total = this.isFirstSection ? claimed : this.checkedLength(claimed)
    if (total < SECTION_HEADER + TRAILER) throw tooShort('A section', total)
    if (this.isFirstSection && total > MOST_OPTION_BYTES) {
      throw new BrokenCapture(
        `A section’s description claims ${total} bytes; there can be ${MOST_OPTION_BYTES} at most`,
      )
    }
    return total
  }

  private takeInterface(view: DataView, at: number, total: number): void {
    if (total < INTERFACE_HEADER + TRAILER) throw tooShort('An interface', total)
    if (this.interfaces.length === MOST_INTERFACES) throw new BrokenCapture(`More than ${MOST_INTERFACES} interfaces`)
    const fileLinkType = view.getUint16(at + 8, this.littleEndian)
    const linkType = linkTypeOfFile(fileLinkType)
    const snaplen = adjustSnapshot(linkType, view.getUint32(at + 12, this.littleEndian))
    const unit = this.unitOf(view, at + INTERFACE_HEADER, at + total - TRAILER)
    const nanoseconds = 1_000_000n % unit.perSecond !== 0n
    this.interfaces.push({ linkType, fileLinkType, snaplen, nanoseconds, littleEndian: this.littleEndian })
    this.mostBlockBytes = Math.max(this.mostBlockBytes, mostBytes(linkType) + MOST_BESIDE_PACKET)
    this.units.push(unit)
  }

  private unitOf(view: DataView, from: number, to: number): TimeUnit {
    let perSecond = 1_000_000n
    let offset = 0
    const seen = new Set<number>()
    for (let at = from; at + 4 <= to && !seen.has(OPTION_END);) {
      const code = view.getUint16(at, this.littleEndian)
      const length = view.getUint16(at + 2, this.littleEndian)
      if (at + 4 + length > to) throw new BrokenCapture('An interface’s option is longer than its block')
      const needed = OPTION_LENGTHS.get(code)
      if (needed !== undefined && (length !== needed || seen.has(code))) {
        const fault = length === needed ? 'comes twice' : `has ${length} bytes, not ${needed}`
        throw new BrokenCapture(`An interface’s option ${code} ${fault}`)
      }
      seen.add(code)
      if (code === OPTION_TSRESOL) perSecond = unitsPerSecond(view.getUint8(at + 4))
      if (code === OPTION_TSOFFSET) offset = Number(view.getBigInt64(at + 4, this.littleEndian))
      at += 4 + ((length + 3) & ~3)
    }
    return timeUnit(perSecond, offset)
  }

  private takePacket(view: DataView, at: number, offset: number, total: number, obsolete: boolean): void {
    const { littleEndian } = this
    const own = obsolete ? view.getUint16(at + 8, littleEndian) : view.getUint32(at + 8, littleEndian)
    const unit = this.units[own]
    if (unit === undefined) {
      throw new BrokenCapture(`A packet is of interface ${own}; its section has ${this.units.length} so far`)
    }
    readTime(unit, view.getUint32(at + 12, littleEndian), view.getUint32(at + 16, littleEndian), this.time)
    const caplen = view.getUint32(at + 20, littleEndian)
    this.keep(offset + PACKET_HEADER, caplen, total - PACKET_HEADER - TRAILER, own)
    this.length = view.getUint32(at + 24, littleEndian)
  }

  private takeSimplePacket(view: DataView, at: number, offset: number, total: number): void {
    const only = this.interfaces[this.base]
    if (only === undefined) throw new BrokenCapture('A packet comes before any interface')
    const length = view.getUint32(at + 8, this.littleEndian)
    const room = total - SIMPLE_PACKET_HEADER - TRAILER
    this.keep(offset + SIMPLE_PACKET_HEADER, Math.min(length, only.snaplen), room, 0)
    this.length = length
    this.time.seconds = NO_TIME
    this.time.nanoseconds = 0
  }

  private keep(offset: number, caplen: number, room: number, own: number): void {
    if (caplen > room) throw new BrokenCapture(`A packet claims ${caplen} captured bytes in a block with ${room}`)
    const most = mostBytes(this.interfaces[this.base + own]?.linkType ?? 0)
    if (caplen > most) throw new BrokenCapture(`A packet claims ${caplen} captured bytes; there can be ${most} at most`)
    this.pending = offset
    this.caplen = caplen
    this.interfaceIndex = this.base + own
  }
}

function tooShort(what: string, total: number): BrokenCapture {
  return new BrokenCapture(`${what} claims ${total} bytes, too few to be one`)
}

/** if_tsresol: the highest bit says of which number the others are the (negated) power. */
function unitsPerSecond(resolution: number): bigint {
  const exponent = resolution & 0x7f
  const binary = resolution > 0x7f
  if (exponent > (binary ? 63 : 19)) {
    throw new BrokenCapture(`An interface counts time in units of ${binary ? 2 : 10}^-${exponent} seconds`)
  }
  return (binary ? 2n : 10n) ** BigInt(exponent)
}
