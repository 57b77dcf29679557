/**
 * Programs for a file that is read, letter for letter as `tcpdump -r FILE -d` prints them: recorded ones everywhere,
 * the installed one's where it is of the release that is followed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writePcap, writePcapng } from '../../scripts/captures/write-capture.ts'
import { formatListing } from '../bpf/index.ts'
import { DLT } from '../net/index.ts'
import { compileFilter } from './index.ts'

const plain = { snaplen: 262144, netmask: 0, optimize: true }

/** The listing, or the refusal. */
function listing(expression: string, linkType: number, littleEndian: boolean, optimize = true): string {
  const compiled = compileFilter(expression, { ...plain, linkType, optimize, savefile: { littleEndian } })
  return compiled.ok ? formatListing(compiled.value.program) : (compiled.error[0]?.message ?? '')
}

// tcpdump 4.99.3, libpcap 1.10.3: tcpdump -r FILE -d ip6
const IP6_NETWORK_ORDER = `(000) ld       [0]
(001) jeq      #0x1e            jt 4\tjf 2
(002) jeq      #0x18            jt 4\tjf 3
(003) jeq      #0x1c            jt 4\tjf 5
(004) ret      #262144
(005) ret      #0
`
const IP6_LITTLE_ENDIAN = `(000) ld       [0]
(001) jeq      #0x1e000000      jt 4\tjf 2
(002) jeq      #0x18000000      jt 4\tjf 3
(003) jeq      #0x1c000000      jt 4\tjf 5
(004) ret      #262144
(005) ret      #0
`
// tcpdump -r FILE -O -d 'ip or ip6', little-endian NULL
const IP_OR_IP6 = `(000) ld       [0]
(001) jeq      #0x2000000       jt 8\tjf 2
(002) ld       [0]
(003) jeq      #0x1e000000      jt 8\tjf 4
(004) ld       [0]
(005) jeq      #0x18000000      jt 8\tjf 6
(006) ld       [0]
(007) jeq      #0x1c000000      jt 8\tjf 9
(008) ret      #262144
(009) ret      #0
`

test.each([
  ['NULL, little-endian', DLT.NULL, true, IP6_LITTLE_ENDIAN],
  ['NULL, big-endian', DLT.NULL, false, IP6_NETWORK_ORDER],
  ['ENC, little-endian', DLT.ENC, true, IP6_LITTLE_ENDIAN],
  ['ENC, big-endian', DLT.ENC, false, IP6_NETWORK_ORDER],
  ['LOOP, little-endian', DLT.LOOP, true, IP6_NETWORK_ORDER],
  ['LOOP, big-endian', DLT.LOOP, false, IP6_NETWORK_ORDER],
])('ip6 of a file is any of three address families: %s', (_, linkType, littleEndian, expected) => {
  expect(listing('ip6', linkType, littleEndian)).toBe(expected)
})

test('the families are asked for in the order of libpcap', () => {
  expect(listing('ip or ip6', DLT.NULL, true, false)).toBe(IP_OR_IP6)
})

test.each([
  [DLT.NULL, 0x0a000000, 0x02000000],
  [DLT.LOOP, 10, 2],
  [DLT.ENC, 0x0a000000, 0x02000000],
])('without a file, link type %i has Linux’s own address family', (linkType, ip6, ip) => {
  const familyOf = (expression: string) => {
    const compiled = compileFilter(expression, { ...plain, linkType })
    return compiled.ok ? compiled.value.program.filter(({ code }) => code === 0x15).map(({ k }) => k) : null
  }
  expect([familyOf('ip6'), familyOf('ip')]).toEqual([[ip6], [ip]])
})

/** Link types that have the address family of the system: the DLT_* number, then the file's. */
const LOOPBACK = {
  NULL: [DLT.NULL, 0],
  LOOP: [DLT.LOOP, 108],
  ENC: [DLT.ENC, 109],
} as const
const LOOPBACK_EXPRESSIONS = [
  'ip6',
  'ip',
  'not ip6',
  'ip6 or arp',
  'tcp port 80',
  'udp and not port 53',
  'host ::1 or host 127.0.0.1',
  'ip6 protochain 58',
  'port 443 and ip6[40] & 1 = 0',
  'ip6 multicast or ip broadcast',
  'mpls and ip6',
  'inbound and ip6',
]

/** And what a file lacks, or has in its link header. */
const OTHERS = {
  PFLOG: [DLT.PFLOG, 117],
  'Linux cooked': [DLT.LINUX_SLL, 113],
  'Linux cooked v2': [DLT.LINUX_SLL2, 276],
  Ethernet: [DLT.EN10MB, 1],
  'raw IP': [DLT.RAW, 101],
  SLIP: [DLT.SLIP, 8],
  IPNET: [DLT.IPNET, 226],
  Juniper: [DLT.JUNIPER_ETHER, 178],
} as const
const OTHER_EXPRESSIONS = ['ip6', 'inbound', 'ifindex 2', 'vlan 5 and ip6']

const { stdout: version } = spawnSync('tcpdump', ['--version'], { encoding: 'utf8' })

describe.skipIf(!/libpcap version 1\.10\.3\b/.test(version ?? ''))('tcpdump', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'savefile-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  /** What tcpdump prints or says. */
  const theirs = (file: Uint8Array, ...argv: string[]): string => {
    const path = join(folder, 'file')
    writeFileSync(path, file)
    const { stdout, stderr } = spawnSync('tcpdump', ['-r', path, '-d', ...argv], { encoding: 'utf8' })
    return stdout !== '' ? stdout : (/^tcpdump: (.*)$/m.exec(stderr)?.[1] ?? stderr)
  }

  const cases = [
    ...Object.entries(LOOPBACK).map(([name, numbers]) => [name, LOOPBACK_EXPRESSIONS, ...numbers] as const),
    ...Object.entries(OTHERS).map(([name, numbers]) => [name, OTHER_EXPRESSIONS, ...numbers] as const),
  ].flatMap((each) => [true, false].map((littleEndian) => ({ each, littleEndian })))

  test.each(cases)('prints the same for $each.0, littleEndian $littleEndian', ({ each, littleEndian }) => {
    const [, expressions, linkType, fileLinkType] = each
    const pcap = writePcap([], { linkType: fileLinkType, littleEndian })
    const all = expressions.flatMap((expression) => [true, false].map((optimize) => ({ expression, optimize })))
    const ours = all.map((of) => ({ ...of, text: listing(of.expression, linkType, littleEndian, of.optimize) }))
    const others = all.map((of) => ({ ...of, text: theirs(pcap, ...(of.optimize ? [] : ['-O']), of.expression) }))
    expect(ours).toEqual(others)
    const pcapng = writePcapng([], { littleEndian, interfaces: [{ linkType: fileLinkType }] })
    expect(listing('ip6', linkType, littleEndian)).toBe(theirs(pcapng, 'ip6'))
  })
})
