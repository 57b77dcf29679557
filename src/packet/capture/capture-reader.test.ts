/** Captures of every form, read in pieces cut anywhere, broken at every byte; judged by tcpdump where it is installed. */
import { spawnSync } from 'node:child_process'
import { describe, expect, it, test } from 'vitest'
import { mixedCapture } from '../../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng, type WrittenPacket } from '../../../scripts/captures/write-capture.ts'
import { createRandom } from '../../../scripts/judges/random.ts'
import { hasTcpdump } from '../testing/tcpdump.ts'
import { CaptureReader, isGzip } from './capture-reader.ts'
import { NO_TIME } from './packet-index.ts'
import type { Capture } from './types.ts'
import { pcapHeader, pcapRecords } from './write-pcap.ts'

/** `pieces` gives the length of the next piece. */
function read(file: Uint8Array, pieces: () => number = () => file.length): Capture {
  const reader = new CaptureReader()
  for (let at = 0; at < file.length;) {
    const size = Math.max(1, pieces())
    reader.push(file.subarray(at, at + size))
    at += size
  }
  reader.finish()
  return reader
}

/** The packets as they were written, and as tcpdump has them: what has no time is of 1970. */
function rows({ packets: { columns, count } }: Capture, file: Uint8Array): readonly unknown[] {
  return Array.from({ length: count }, (_, row) => {
    const offset = columns.offsets[row] ?? 0
    const bytes = Buffer.from(file.subarray(offset, offset + (columns.caplens[row] ?? 0))).toString('hex')
    const seconds = columns.seconds[row] ?? 0
    const time = BigInt(seconds === NO_TIME ? 0 : seconds) * 1_000_000_000n + BigInt(columns.nanoseconds[row] ?? 0)
    return { bytes, length: columns.lengths[row], time, interface: columns.interfaces[row] }
  })
}

function written(packets: readonly WrittenPacket[], clock = 1n): readonly unknown[] {
  return packets.map(({ bytes, length = bytes.length, time, interface: number = 0 }) => ({
    bytes: Buffer.from(bytes).toString('hex'),
    length,
    time: (time / clock) * clock,
    interface: number,
  }))
}

const MICROSECOND = 1000n
const few = [...mixedCapture({ seed: 1, packets: 40 })].map((packet, index) => ({
  ...packet,
  time: packet.time + BigInt(index),
}))

const pcaps = [
  {},
  { littleEndian: false },
  { nanoseconds: true },
  { nanoseconds: true, littleEndian: false },
  { modified: true },
  { modified: true, littleEndian: false },
  { minor: 2 },
  { minor: 3 },
  { snaplen: 0 },
  { snaplen: 0xffffffff },
  { linkType: 101 },
  { major: 543, minor: 0 },
]
const pcapngs = [
  {},
  { littleEndian: false },
  { cluttered: true },
  { cluttered: true, littleEndian: false },
  { block: 'obsolete', cluttered: true },
  { interfaces: [{ resolution: 9 }] },
  { interfaces: [{ resolution: 9, offset: -5 }] },
  { interfaces: [{ resolution: 0x80 | 20 }] },
  { interfaces: [{ resolution: 0x80 | 33 }] },
  { interfaces: [{ resolution: 12, offset: 1_700_000_000 }] },
] as const

const clocks: ReadonlyMap<number, bigint> = new Map([
  [6, MICROSECOND],
  [9, 1n],
  [12, 1n],
])

function inBinary(time: bigint, resolution: number): bigint {
  const perSecond = 2n ** BigInt(resolution & 0x7f)
  return (((time * perSecond) / 1_000_000_000n) * 1_000_000_000n) / perSecond
}

describe('a file gives back what was written', () => {
  test.each(pcaps)('pcap %j', (form) => {
    const file = writePcap(few, form)
    const random = createRandom(1)
    for (const pieces of [() => file.length, () => 1, () => random.below(40)]) {
      const capture = read(file, pieces)
      expect(capture.fault).toBeNull()
      expect(capture.format).toBe('pcap')
      expect(rows(capture, file)).toEqual(written(few, form.nanoseconds === true ? 1n : MICROSECOND))
    }
  })

  test.each(pcapngs)('pcapng %j', (form) => {
    const file = writePcapng(few, form)
    const random = createRandom(2)
    const resolution: number = 'interfaces' in form ? form.interfaces[0].resolution : 6
    for (const pieces of [() => file.length, () => 1, () => random.below(40)]) {
      const capture = read(file, pieces)
      expect(capture).toMatchObject({ fault: null, format: 'pcapng' })
      const clock = clocks.get(resolution)
      if (clock !== undefined) expect(rows(capture, file)).toEqual(written(few, clock))
      // No whole number of nanoseconds: rounded down, to the unit and then to the nanosecond.
      else
        expect(rows(capture, file)).toEqual(
          written(few.map((packet) => ({ ...packet, time: inBinary(packet.time, resolution) }))),
        )
    }
  })

  it('simple packets have no time and the first interface', () => {
    const file = writePcapng(few, { block: 'simple' })
    const whole = few.filter(({ bytes, length }) => bytes.length === length)
    const capture = read(writePcapng(whole, { block: 'simple' }))
    expect(rows(capture, writePcapng(whole, { block: 'simple' }))).toEqual(
      written(whole.map((packet) => ({ ...packet, time: 0n }))),
    )
    expect(new Set(capture.packets.columns.seconds.subarray(0, whole.length))).toEqual(new Set([NO_TIME]))
    // A simple packet that was cut says so by its interface's snapshot length alone.
    expect(read(file).fault?.message).toMatch(/captured bytes in a block with/)
  })

  it('sections have their own byte order and interfaces', () => {
    const ip = { linkType: 101 }
    const sections = [
      writePcapng([{ ...few[0], interface: 1 } as WrittenPacket], { interfaces: [{}, ip] }),
      writePcapng([few[1] as WrittenPacket], { littleEndian: false, interfaces: [ip] }),
    ]
    const capture = read(Buffer.concat(sections))
    expect(capture.fault).toBeNull()
    expect(capture.interfaces.map(({ linkType }) => linkType)).toEqual([1, 12, 12])
    expect([...capture.packets.columns.interfaces]).toEqual([1, 2])
  })

  it('a packet longer than the snapshot length is cut to it', () => {
    const capture = read(writePcap(few, { snaplen: 20 }))
    expect(Math.max(...capture.packets.columns.caplens)).toBe(20)
  })

  it.each([
    [1, 34],
    [101, 20],
  ])('in the modified form with link type %i it may be %i bytes long where the file says 20', (linkType, most) => {
    const capture = read(writePcap(few, { modified: true, linkType, snaplen: 20 }))
    expect(Math.max(...capture.packets.columns.caplens)).toBe(most)
  })

  it('the first section’s length need not be repeated, nor be a multiple of 4', () => {
    const file = writePcapng(few)
    const odd = Buffer.concat([file.subarray(0, 28), Buffer.of(1, 2), file.subarray(28)])
    odd.writeUInt32LE(30, 4)
    for (const bytes of [odd, odd.fill(7, 24, 30)])
      expect(read(bytes)).toMatchObject({ fault: null, packets: { count: few.length } })
    expect(read(Buffer.concat([file, odd])).fault?.message).toMatch(/no multiple of 4$/)
  })
})

describe.skipIf(!hasTcpdump)('tcpdump reads the same', () => {
  const simple = few.filter(({ bytes, length }) => bytes.length === length)
  test.each([
    ...pcaps.map((form) => [form, writePcap(few, form)] as const),
    ...[{ snaplen: 20 }, { linkType: 107, snaplen: 60 }].map((form) => [form, writePcap(few, form)] as const),
    ...pcapngs.map((form) => [form, writePcapng(few, form)] as const),
    ['simple', writePcapng(simple, { block: 'simple', interfaces: [{ snaplen: 60 }] })],
    ...[0, 0x80000000, 0xffffffff].map(
      (snaplen) => [{ simple: snaplen }, writePcapng(simple, { block: 'simple', interfaces: [{ snaplen }] })] as const,
    ),
  ] as const)('%j', (_, file) => {
    const nano = spawnSync('tcpdump', ['-r', '-', '-w', '-', '--time-stamp-precision=nano'], { input: file })
    expect(nano.stderr.toString()).not.toMatch(/tcpdump: /)
    const capture = read(file)
    expect(rows(capture, file)).toEqual(rows(read(nano.stdout), nano.stdout))
    // And writes the same, where microseconds suffice.
    const [only] = capture.interfaces
    if (only === undefined || only.nanoseconds) return
    const micro = spawnSync('tcpdump', ['-r', '-', '-w', '-'], { input: file })
    const { columns, count } = capture.packets
    const all = Uint32Array.from({ length: count }, (__, row) => row)
    const records = pcapRecords(capture.packets, all, false, (row) => {
      const offset = columns.offsets[row] ?? 0
      return file.subarray(offset, offset + (columns.caplens[row] ?? 0))
    })
    expect(Buffer.concat([pcapHeader(only, false), records]).equals(micro.stdout)).toBe(true)
  })
})

describe('a broken file', () => {
  const three = few.slice(0, 3)
  const files = [
    ['pcap', writePcap(three)],
    ['pcapng', writePcapng(three, { cluttered: true })],
  ] as const

  test.each(files)('%s cut at each byte keeps what was whole before, and says where', (_, file) => {
    const whole = rows(read(file), file)
    let kept = 0
    for (let length = 0; length < file.length; length++) {
      const cut = file.subarray(0, length)
      const capture = read(cut, () => 7)
      expect(rows(capture, file)).toEqual(whole.slice(0, capture.packets.count))
      expect(capture.packets.count).toBeGreaterThanOrEqual(kept)
      kept = capture.packets.count
      if (capture.fault !== null) {
        expect(capture.fault.offset).toBeLessThanOrEqual(length)
        expect(capture.fault.message).toMatch(/^The file (ends inside|is (empty|too short))/)
      }
    }
    expect(kept).toBeGreaterThanOrEqual(2)
  })

  test.each(files)('%s with bytes changed at random neither throws nor loses what came before', (_, file) => {
    const whole = rows(read(file), file)
    const random = createRandom(3)
    let faults = 0
    for (let round = 0; round < 3000; round++) {
      const broken = Buffer.from(file)
      const first = random.below(file.length)
      broken[first] = random.below(256)
      for (let more = random.below(4); more > 0; more--) {
        broken[first + random.below(file.length - first)] = random.pick([0, 0xff, random.below(256)])
      }
      const size = 1 + random.below(200)
      const capture = read(broken, () => size)
      const at = (row: number): number => capture.packets.columns.offsets[row] ?? 0
      const before = Array.from({ length: capture.packets.count }, (__, row) => row).filter(
        (row) => at(row) + (capture.packets.columns.caplens[row] ?? 0) <= first,
      )
      expect(rows(capture, broken).slice(0, before.length)).toEqual(whole.slice(0, before.length))
      for (let row = 0; row < capture.packets.count; row++) {
        expect(at(row) + (capture.packets.columns.caplens[row] ?? 0)).toBeLessThanOrEqual(file.length)
      }
      if (capture.fault !== null) faults++
    }
    expect(faults).toBeGreaterThan(50)
  })

  const header = writePcap([])
  const section = writePcapng([], { interfaces: [] })
  const words = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4)
    values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4))
    return bytes
  }
  const MIB = 1024 * 1024
  /** An interface with options of these codes and lengths, and four bytes for each. */
  const withOption = (...options: readonly number[]): Buffer => {
    const content = Buffer.alloc(options.length * 4)
    options.forEach((half, index) => content.writeUInt16LE(half, (index >> 1) * 8 + (index & 1) * 2))
    return Buffer.concat([section, words(1, 20 + content.length, 1, 0), content, words(20 + content.length)])
  }
  test.each<[string, Uint8Array, number, RegExp]>([
    ['empty', Buffer.alloc(0), 0, /^The file is empty$/],
    ['three bytes', Buffer.from('abc'), 0, /too short/],
    ['something else', Buffer.from('GIF89a…'), 0, /neither pcap nor pcapng: it begins with 0x47494638$/],
    ['half a header', header.subarray(0, 20), 0, /ends inside the file’s header: 24 bytes are needed, 20 are there$/],
    ['pcap of version 3', Buffer.concat([header.subarray(0, 4), words(3), header.subarray(8)]), 0, /version 3\.0/],
    ['a packet of 4 GB', Buffer.concat([header, words(0, 0, 0xffffffff, 0)]), 24, /claims 4294967295 captured bytes/],
    ['a packet without its end', Buffer.concat([header, words(0, 0, 100, 100, 1)]), 24, /ends inside a packet/],
    ['half a block', section.subarray(0, 20), 0, /ends inside a block/],
    ['a block of 4 bytes', Buffer.concat([section, words(6, 4, 0)]), 28, /claims 4 bytes, too few/],
    ['a block of 13 bytes', Buffer.concat([section, words(6, 13, 0)]), 28, /no multiple of 4/],
    ['a description of 2 MiB', Buffer.concat([section, words(1, 2 * MIB, 1)]), 28, /description claims/],
    [
      'a block of two lengths',
      Buffer.concat([section, words(9, 16, 0, 20)]),
      40,
      /of 16 bytes ends with the length 20/,
    ],
    [
      'a packet of 578 bytes in a block of 300 MiB',
      Buffer.concat([writePcapng([]), words(6, 300 * MIB, 0, 0, 0, 578, 578)]),
      48,
      /^A block claims 314572800 bytes; there can be 16777216 at most$/,
    ],
    [
      'a section of more than 16 MiB',
      Buffer.concat([section, words(0x0a0d0d0a, 16 * MIB + 4, 0x1a2b3c4d, 1, 0, 0)]),
      28,
      /^A block claims 16777220 bytes/,
    ],
    [
      'D-Bus, with blocks of 128 MiB and more',
      Buffer.concat([
        writePcapng([], { interfaces: [{ linkType: 231 }] }),
        words(6, 128 * MIB + 131108, 0, 0, 0, 1, 1),
      ]),
      48,
      /^A block claims 134348836 bytes; there can be 134348832 at most$/,
    ],
    [
      'no such interface',
      Buffer.concat([section, words(6, 32, 3, 0, 0, 0, 0, 32)]),
      28,
      /interface 3; its section has 0/,
    ],
    ['a simple packet first', Buffer.concat([section, words(3, 16, 0, 16)]), 28, /before any interface/],
    ['a section of more than 1 MiB at first', words(0x0a0d0d0a, MIB + 4, 0x1a2b3c4d, 1, 0, 0), 0, /^A section’s desc/],
    ['a length for time in two bytes', withOption(9, 2), 28, /option 9 has 2 bytes, not 1$/],
    ['an offset for time in four bytes', withOption(14, 4), 28, /option 14 has 4 bytes, not 8$/],
    ['an end of options of three bytes', withOption(0, 3), 28, /option 0 has 3 bytes, not 0$/],
    ['an end of options beyond the block', withOption(0, 5), 28, /option is longer than its block$/],
    ['a unit of time twice', withOption(9, 1, 9, 1), 28, /option 9 comes twice$/],
    ['time in 10^-20 s', writePcapng([], { interfaces: [{ resolution: 20 }] }), 28, /units of 10\^-20 seconds/],
  ])('%s', (_, file, offset, message) => {
    const { fault } = read(file)
    expect(fault?.offset).toBe(offset)
    expect(fault?.message).toMatch(message)
  })
})

it('knows gzip by its first bytes', () => {
  expect(isGzip(Uint8Array.of(0x1f, 0x8b, 8))).toBe(true)
  expect(isGzip(writePcap([]))).toBe(false)
})
