/** Random small capture files in every form, whole and broken: what a reader must not stumble over. */
import { writePcap, writePcapng, type PacketBlock, type WrittenPacket } from '../captures/write-capture.ts'
import { createRandom, type Random } from './random.ts'

/** Ethernet, raw IP, cooked, loopback, 802.11, USB, PPI, unassigned ones. */
const LINK_TYPES = [1, 1, 1, 101, 113, 276, 0, 105, 189, 220, 192, 245, 65_535]
const SNAPLENS = [262_144, 262_144, 65_535, 40, 0, 0x7fffffff, 0xffffffff]
/** Words at which readers turn: lengths, magics, types of blocks. */
const WORDS = [
  ...[0, 1, 4, 12, 16, 20, 28, 32, 65_535, 65_536, 262_144, 262_145, 16_777_216, 16_777_220],
  ...[0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff, 0x1a2b3c4d, 0xa1b2c3d4, 2, 5, 6],
]

/** What libpcap does not know or gets wrong: Navtel's magic, and if_tsresol of 2^-35 seconds and finer. */
const BEYOND_LIBPCAP = /^\xa1\x2b\x3c\x4d|^\x4d\x3c\x2b\xa1|\0\x09\0\x01[\xa3-\xbf]|\x09\0\x01\0[\xa3-\xbf]/

export function randomCaptures(seed: number, count: number): Uint8Array[] {
  const random = createRandom(seed)
  const files: Uint8Array[] = []
  while (files.length < count) {
    let file = fileOf(random)
    const changes = random.pick([0, 1, 1, 1, 2, 3])
    for (let change = 0; change < changes; change++) file = changed(random, file)
    if (!BEYOND_LIBPCAP.test(Buffer.from(file).toString('latin1'))) files.push(file)
  }
  return files
}

function fileOf(random: Random): Uint8Array {
  if (random.chance(0.5)) return writePcap(packetsOf(random, 1), pcapForm(random))
  const littleEndian = random.chance(0.5)
  return Buffer.concat(Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => sectionOf(random, littleEndian)))
}

function pcapForm(random: Random) {
  return {
    littleEndian: random.chance(0.5),
    nanoseconds: random.chance(0.3),
    modified: random.chance(0.2),
    snaplen: random.pick(SNAPLENS),
    // The bits above the type tell of frames' check sequences.
    linkType: random.pick(LINK_TYPES) + (random.chance(0.1) ? 0x24000000 : 0),
    minor: random.pick([4, 4, 4, 3, 2, 0, 5]),
  }
}

function sectionOf(random: Random, littleEndian: boolean): Uint8Array {
  const block = random.pick<PacketBlock>(['enhanced', 'enhanced', 'simple', 'obsolete'])
  const first = interfaceOf(random, block)
  const others = Array.from({ length: random.pick([0, 0, 1, 2]) }, () => {
    const other = interfaceOf(random, block)
    return random.chance(0.8) ? { ...other, linkType: first.linkType, snaplen: first.snaplen } : other
  })
  const interfaces = [first, ...others]
  const form = { littleEndian, interfaces, block, cluttered: random.chance(0.5) }
  return writePcapng(packetsOf(random, interfaces.length), form)
}

/** libpcap gives a packet without a time that of the interface's offset. */
function interfaceOf(random: Random, block: PacketBlock) {
  return {
    linkType: random.pick(LINK_TYPES),
    snaplen: random.pick(SNAPLENS),
    ...(random.chance(0.5) && { resolution: random.pick([6, 9, 3, 0, 0x8a, 0x94, 12, 19]) }),
    ...(block !== 'simple' && random.chance(0.2) && { offset: random.pick([0, 1000, -1000]) }),
  }
}

function packetsOf(random: Random, interfaces: number): WrittenPacket[] {
  return Array.from({ length: random.below(9) }, () => {
    const bytes = Uint8Array.from({ length: random.below(81) }, () => random.below(256))
    const more = random.chance(0.3) ? random.below(2000) : 0
    const time = BigInt(random.below(2 ** 31)) * 1_000_000_000n + BigInt(random.below(1_000_000_000))
    return { bytes, length: bytes.length + more, time, interface: random.below(interfaces) }
  })
}

function changed(random: Random, file: Uint8Array): Uint8Array {
  const at = random.below(file.length + 1)
  const word = Math.min(at & ~3, Math.max(0, file.length - 4))
  const copy = Buffer.from(file)
  switch (random.below(5)) {
    case 0:
      return copy.subarray(0, at)
    case 1:
      if (at < copy.length) copy[at] = random.below(256)
      return copy
    case 2:
      if (copy.length >= 4) {
        if (random.chance(0.5)) copy.writeUInt32LE(random.pick(WORDS), word)
        else copy.writeUInt32BE(random.pick(WORDS), word)
      }
      return copy
    case 3:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + random.below(24))])
    default:
      return Buffer.concat([copy.subarray(0, at), Buffer.alloc(random.below(24), random.below(256)), copy.subarray(at)])
  }
}
