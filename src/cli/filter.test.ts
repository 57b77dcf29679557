/** `filter`: the same packets as tcpdump -r, live where it is installed, and as it once answered everywhere. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it, test } from 'vitest'
import { mixedCapture } from '../../scripts/captures/mixed-capture.ts'
import { writePcap, writePcapng, type WrittenPacket } from '../../scripts/captures/write-capture.ts'
import { runCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'filter-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const packets = [...mixedCapture({ seed: 6, packets: 3000 })]
const files: Readonly<Record<string, Uint8Array>> = {
  pcap: writePcap(packets),
  'big-endian pcap': writePcap(packets, { littleEndian: false }),
  'modified pcap': writePcap(packets, { modified: true }),
  pcapng: writePcapng(packets, { cluttered: true }),
  'big-endian pcapng': writePcapng(packets, { littleEndian: false }),
}
const pathOf = (name: string): string => join(folder, name.replace(' ', '-'))
for (const [name, bytes] of Object.entries(files)) writeFileSync(pathOf(name), bytes)

const [first, second] = packets as [WrittenPacket, WrittenPacket]
const twoLinkTypes = writePcapng([first, { ...second, bytes: second.bytes.subarray(14), interface: 1 }], {
  interfaces: [{}, { linkType: 101 }],
})

interface Ended {
  readonly status: number
  readonly out: string
  readonly err: string
  readonly written: Buffer
  /** How often the file to write was opened, which empties it. */
  readonly opened: number
}

/** `file` instead of what is at the path, in pieces of `size`. */
async function filter(argv: readonly string[], file: Uint8Array, size = 60_000): Promise<Ended> {
  const told = { out: '', err: '' }
  const written: Uint8Array[] = []
  let opened = 0
  const status = await runCli(['filter', ...argv], {
    input: () => Readable.from([]),
    readFile: () => Promise.reject(new Error('ENOENT')),
    out: (text) => Promise.resolve(void (told.out += text)),
    err: (text) => Promise.resolve(void (told.err += text)),
    files: {
      read: () => Readable.from(pieces(file, size)),
      write: () => {
        opened++
        return { write: (bytes) => Promise.resolve(void written.push(bytes)), close: () => Promise.resolve() }
      },
      isSame: (path, other) => path === other,
    },
  })
  return { status, ...told, written: Buffer.concat(written), opened }
}

function* pieces(file: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size)
}

/** How many of the packets tcpdump 4.99.3 with libpcap 1.10.3 counted: `tcpdump -r FILE --count EXPR`. */
const COUNTED: readonly (readonly [string, number])[] = [
  ['', 3000],
  ['tcp port 80', 356],
  ['icmp or icmp6', 257],
  ['ip6 and udp', 119],
  ['vlan 3 and ip', 16],
  ['arp', 153],
  ['ip[6:2] & 0x3fff != 0', 123],
  ['tcp[tcpflags] & tcp-syn != 0 and src net 10.0.1.0/24', 108],
  ['less 60', 792],
  ['greater 1400', 304],
  ['ether broadcast or ip broadcast', 148],
  ['ip host 10.0.1.7 or 10.0.2.9', 57],
]

test.each(COUNTED)('%j', async (expression, count) => {
  for (const file of Object.values(files)) {
    const line = `${count} packet${count === 1 ? '' : 's'}\n`
    expect(await filter(['--count', 'FILE', expression], file)).toMatchObject({ status: 0, out: line, err: '' })
    expect((await filter(['-O', '--count', 'FILE', expression], file, 7001)).out).toBe(line)
  }
})

describe.skipIf(spawnSync('tcpdump', ['--version']).status !== 0)('tcpdump', () => {
  test.each(COUNTED)('counts and writes the same for %j', async (expression) => {
    for (const [name, file] of Object.entries(files)) {
      const { stdout } = spawnSync('tcpdump', ['-r', pathOf(name), '--count', expression], { encoding: 'utf8' })
      expect((await filter(['--count', 'FILE', expression], file)).out).toBe(stdout)
      const theirs = spawnSync('tcpdump', ['-r', pathOf(name), '-w', '-', expression], { maxBuffer: 1 << 28 })
      expect((await filter(['-w', 'OUT', 'FILE', expression], file)).written.equals(theirs.stdout)).toBe(true)
    }
  })
})

it('reads gzip, and prints a line a packet', async () => {
  const [one] = packets
  const file = gzipSync(writePcap(one === undefined ? [] : [one]))
  expect(await filter(['FILE'], file)).toMatchObject({
    status: 0,
    err: '',
    out: expect.stringMatching(/^17\d+\.\d{9} /) as string,
  })
})

it('counts and writes what comes before a fault, and tells the fault', async () => {
  const { pcap = new Uint8Array() } = files
  const cut = await filter(['--count', 'FILE'], pcap.subarray(0, pcap.length - 1))
  expect(cut).toMatchObject({ status: 1, out: '2999 packets\n' })
  expect(cut.err).toMatch(/^bpf-playground: FILE: at byte \d+: The file ends inside a packet/)
})

it('filters each link type by its own program, and does not join them in a file', async () => {
  const file = twoLinkTypes
  expect((await filter(['--count', 'FILE', 'len >= 0'], file)).out).toBe('2 packets\n')
  expect(await filter(['-w', 'OUT', 'FILE'], file)).toMatchObject({
    status: 1,
    err: 'bpf-playground: a pcap file has one link type, and there are packets of 1 and 101\n',
  })
  expect((await filter(['--count', 'FILE', 'ether host 2:0:0:0:0:1'], file)).err).toMatch(
    /^bpf-playground: .*ethernet/i,
  )
})

test.each([
  ['an expression that is none', ['FILE', 'tcp prot 80'], files['pcap'] ?? new Uint8Array()],
  ['a file that is no capture', ['FILE'], Buffer.from('GIF89a…')],
  ['a file that is empty', ['FILE'], new Uint8Array()],
  ['packets of two link types', ['FILE'], twoLinkTypes],
])('%s leaves the file to write as it is', async (_, argv, file) => {
  expect(await filter(['-w', 'OUT', ...argv], file)).toMatchObject({ status: 1, opened: 0 })
})

it('writes a file without packets where none match, or none are there', async () => {
  const header = writePcap([])
  for (const [file, expression] of [
    [writePcap([]), ''],
    [writePcapng([]), 'tcp'],
    [files['pcap'] ?? new Uint8Array(), 'ip host 9.9.9.9'],
  ] as const) {
    const { status, opened, written } = await filter(['-w', 'OUT', 'FILE', expression], file)
    expect({ status, opened, same: written.equals(header) }).toEqual({ status: 0, opened: 1, same: true })
  }
})

/** A BSD loopback header, the address family in the byte order of `littleEndian`, and an IPv6 header. */
function loopbackPacket(family: number, littleEndian: boolean): WrittenPacket {
  const bytes = Buffer.alloc(44)
  if (littleEndian) bytes.writeUInt32LE(family)
  else bytes.writeUInt32BE(family)
  bytes[4] = 0x60
  return { bytes, time: 0n }
}

describe.each([
  ['NULL, little-endian', 0, true, true],
  ['NULL, big-endian', 0, false, false],
  ['LOOP, little-endian', 108, true, false],
  ['LOOP, big-endian', 108, false, false],
])('a loopback capture: %s', (_, linkType, littleEndian, isFamilyLittleEndian) => {
  // Linux's own 10 is none in a file, nor is one in the other byte order.
  const families = [2, 10, 24, 28, 30, 30]
  const loopback = [
    ...families.map((family) => loopbackPacket(family, isFamilyLittleEndian)),
    loopbackPacket(24, !isFamilyLittleEndian),
  ]
  const forms: [string, Uint8Array][] = [
    ['pcap', writePcap(loopback, { linkType, littleEndian })],
    ['modified', writePcap(loopback, { linkType, littleEndian, modified: true })],
    ['nanoseconds', writePcap(loopback, { linkType, littleEndian, nanoseconds: true })],
    ['pcapng', writePcapng(loopback, { littleEndian, interfaces: [{ linkType }] })],
    ['gzip', gzipSync(writePcap(loopback, { linkType, littleEndian }))],
  ]

  // tcpdump 4.99.3 with libpcap 1.10.3: tcpdump -r FILE --count ip6
  test.each(forms)('has ip6 by the families of the BSDs and of Darwin: %s', async (_, file) => {
    for (const size of [60_000, 5]) {
      expect(await filter(['--count', 'FILE', 'ip6'], file, size)).toMatchObject({ out: '4 packets\n', err: '' })
      expect((await filter(['-O', '--count', 'FILE', 'ip'], file, size)).out).toBe('1 packet\n')
    }
  })

  test.skipIf(spawnSync('tcpdump', ['--version']).status !== 0)('tcpdump counts the same', async () => {
    for (const [name, file] of forms.filter(([name]) => name !== 'gzip')) {
      const path = pathOf(`loopback-${linkType}-${littleEndian}-${name}`)
      writeFileSync(path, file)
      for (const expression of ['ip6', 'ip', 'not ip6']) {
        const { stdout } = spawnSync('tcpdump', ['-r', path, '--count', expression], { encoding: 'utf8' })
        expect((await filter(['--count', 'FILE', expression], file)).out).toBe(stdout)
      }
    }
  })
})

// tcpdump -r IN -w OUT, for both byte orders of IN: the upper six bits say how long the frames' check sequences are.
test.each([0x44000001, 0xfc000001, 0x44000065, 1])('writes the link type’s word %i again', async (linkType) => {
  for (const littleEndian of [true, false]) {
    const file = writePcap(packets.slice(0, 3), { linkType, littleEndian })
    const { written } = await filter(['-w', 'OUT', 'FILE'], file)
    expect(written.readUInt32LE(20)).toBe(linkType)
    writeFileSync(pathOf('word'), file)
    const theirs = spawnSync('tcpdump', ['-r', pathOf('word'), '-w', '-'])
    if (theirs.status === 0) expect(written.equals(theirs.stdout)).toBe(true)
  }
})

it('refuses what only a live capture knows', async () => {
  const file = (linkType: number) => filter(['--count', 'FILE', 'inbound'], writePcap([], { linkType }))
  expect(await file(1)).toMatchObject({
    status: 1,
    out: '',
    err: 'bpf-playground: inbound/outbound not supported on Ethernet when reading savefiles\n',
  })
  expect(await file(113)).toMatchObject({ status: 0, out: '0 packets\n', err: '' })
})

it('keeps times that are finer than microseconds', async () => {
  const file = writePcap(packets.slice(0, 5), { nanoseconds: true })
  expect((await filter(['-w', 'OUT', 'FILE'], file)).written.equals(file)).toBe(true)
})

it('does not empty the file that it reads', async () => {
  expect(await filter(['-w', 'FILE', 'FILE', 'tcp'], writePcap(packets))).toMatchObject({
    status: 1,
    err: 'bpf-playground: FILE is the file that is read, and would be emptied; write to another one\n',
    opened: 0,
  })
})

it('says what it cannot write', async () => {
  const told: string[] = []
  const full = () => Promise.reject(new Error('the disk is full'))
  const status = await runCli(['filter', '-w', 'OUT', 'FILE'], {
    input: () => Readable.from([]),
    readFile: () => Promise.reject(new Error('ENOENT')),
    out: (text) => Promise.resolve(void told.push(text)),
    err: (text) => Promise.resolve(void told.push(text)),
    files: {
      read: () => Readable.from([writePcap(packets)]),
      write: () => ({ write: full, close: full }),
      isSame: () => false,
    },
  })
  expect({ status, told }).toEqual({ status: 1, told: ['bpf-playground: OUT: the disk is full\n'] })
})

test.each([
  [[], 'bpf-playground: filter takes a capture file, or - for standard input\n'],
  [['FILE', 'icmp and tcp'], 'bpf-playground: expression rejects all packets\n'],
  [['-q', 'FILE'], 'bpf-playground: unknown option -q\n'],
])('%j is refused', async (argv, err) => {
  expect(await filter(argv, writePcap([]))).toMatchObject({ status: 1, out: '', err })
})
