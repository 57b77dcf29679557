/**
 * Capture files for tests, in every form that the readers know: what real tools rarely write is written here.
 */

export interface WrittenPacket {
  readonly bytes: Uint8Array
  /** Bytes on the wire; those of `bytes` if left out. */
  readonly length?: number
  /** Nanoseconds since 1970. */
  readonly time: bigint
  /** Which of the pcapng interfaces; the first if left out. */
  readonly interface?: number
}

export interface PcapForm {
  readonly littleEndian?: boolean
  readonly nanoseconds?: boolean
  /** Kuznetzov's packet headers. */
  readonly modified?: boolean
  readonly snaplen?: number
  readonly linkType?: number
  readonly major?: number
  readonly minor?: number
}

export function writePcap(packets: Iterable<WrittenPacket>, form: PcapForm = {}): Buffer {
  const {
    littleEndian = true,
    nanoseconds = false,
    modified = false,
    snaplen = 262144,
    linkType = 1,
    major = 2,
    minor = 4,
  } = form
  const pen = new Pen(littleEndian)
  pen.word(modified ? 0xa1b2cd34 : nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4)
  pen.half(major)
  pen.half(minor)
  for (const word of [0, 0, snaplen, linkType]) pen.word(word)
  for (const { bytes, length = bytes.length, time } of packets) {
    pen.word(Number(time / 1_000_000_000n))
    const fraction = Number(time % 1_000_000_000n)
    pen.word(nanoseconds ? fraction : Math.floor(fraction / 1000))
    const swapped = minor < 3 || major !== 2
    pen.word(swapped ? length : bytes.length)
    pen.word(swapped ? bytes.length : length)
    if (modified) for (const word of [1, 0x00080000]) pen.word(word)
    pen.bytes(bytes)
  }
  return pen.whole()
}

export interface PcapngInterface {
  readonly linkType?: number
  readonly snaplen?: number
  /** The if_tsresol option's byte; microseconds if left out. */
  readonly resolution?: number
  /** The if_tsoffset option's seconds. */
  readonly offset?: number
}

export type PacketBlock = 'enhanced' | 'simple' | 'obsolete'

export interface PcapngForm {
  readonly littleEndian?: boolean
  readonly interfaces?: readonly PcapngInterface[]
  readonly block?: PacketBlock
  /** Between the packets stand blocks and options that a reader passes over. */
  readonly cluttered?: boolean
}

/** One section; a file of several is several, joined. */
export function writePcapng(packets: Iterable<WrittenPacket>, form: PcapngForm = {}): Buffer {
  const { littleEndian = true, interfaces = [{}], block = 'enhanced', cluttered = false } = form
  const pen = new Pen(littleEndian)
  const clutter = (): void => {
    if (cluttered) pen.option(1, Buffer.from('a comment'))
  }
  pen.block(0x0a0d0d0a, () => {
    pen.word(0x1a2b3c4d)
    pen.half(1)
    pen.half(0)
    pen.bytes(Buffer.alloc(8, 0xff))
    clutter()
  })
  for (const { linkType = 1, snaplen = 262144, resolution, offset } of interfaces) {
    pen.block(1, () => {
      pen.half(linkType)
      pen.half(0)
      pen.word(snaplen)
      clutter()
      if (resolution !== undefined) pen.option(9, Buffer.from([resolution]))
      if (offset !== undefined) pen.option(14, pen.long(BigInt(offset)))
      if (resolution !== undefined || offset !== undefined || cluttered) pen.option(0, Buffer.alloc(0))
    })
  }
  let written = 0
  for (const packet of packets) {
    const { bytes, length = bytes.length, time, interface: number = 0 } = packet
    if (cluttered && written++ % 5 === 0) pen.block(0x0bad, () => pen.bytes(Buffer.from('unknown block')))
    const units = unitsOf(time, interfaces[number] ?? {})
    if (block === 'simple') {
      pen.block(3, () => {
        pen.word(length)
        pen.bytes(bytes)
      })
      continue
    }
    pen.block(block === 'enhanced' ? 6 : 2, () => {
      if (block === 'enhanced') pen.word(number)
      else for (const half of [number, 0]) pen.half(half)
      pen.word(Number(units >> 32n))
      pen.word(Number(units & 0xffffffffn))
      pen.word(bytes.length)
      pen.word(length)
      pen.bytes(bytes)
      pen.pad()
      clutter()
    })
  }
  return pen.whole()
}

function unitsOf(time: bigint, { resolution = 6, offset = 0 }: PcapngInterface): bigint {
  const perSecond = (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f)
  return BigInt.asUintN(64, ((time - BigInt(offset) * 1_000_000_000n) * perSecond) / 1_000_000_000n)
}

class Pen {
  private buffer = Buffer.alloc(1 << 16)
  private at = 0
  private readonly littleEndian: boolean

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const larger = Buffer.alloc(Math.max(this.buffer.length * 2, this.at + bytes))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }

  half(value: number): void {
    this.room(2)
    this.at = this.littleEndian ? this.buffer.writeUInt16LE(value, this.at) : this.buffer.writeUInt16BE(value, this.at)
  }

  word(value: number): void {
    this.room(4)
    this.at = this.littleEndian ? this.buffer.writeUInt32LE(value, this.at) : this.buffer.writeUInt32BE(value, this.at)
  }

  long(value: bigint): Buffer {
    const bytes = Buffer.alloc(8)
    if (this.littleEndian) bytes.writeBigInt64LE(value)
    else bytes.writeBigInt64BE(value)
    return bytes
  }

  bytes(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.buffer.set(bytes, this.at)
    this.at += bytes.length
  }

  pad(): void {
    this.bytes(Buffer.alloc(-this.at & 3))
  }

  option(code: number, value: Uint8Array): void {
    this.half(code)
    this.half(value.length)
    this.bytes(value)
    this.pad()
  }

  block(type: number, content: () => void): void {
    const start = this.at
    this.word(type)
    this.word(0)
    content()
    this.pad()
    const total = this.at + 4 - start
    this.word(total)
    if (this.littleEndian) this.buffer.writeUInt32LE(total, start + 4)
    else this.buffer.writeUInt32BE(total, start + 4)
  }

  whole(): Buffer {
    return this.buffer.subarray(0, this.at)
  }
}
