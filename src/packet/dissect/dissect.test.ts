import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mixedFrames } from '../../../scripts/captures/mixed-frames.ts'
import { SECCOMP_LINK_TYPE } from '../../bpf/index.ts'
import { internetChecksum } from '../checksum.ts'
import { parseHex } from '../hex.ts'
import { sampleFrames } from '../samples/sample-frames.ts'
import type { Dissection, Field, Frame } from '../types.ts'
import { dissect, dissectBriefly, networkHeader } from './dissect.ts'

const MACS = '00005e005301 00005e00538e'
const IPV4_ADDRESSES = 'c0a8018e c0a80101'
const IPV6_ADDRESSES = `${'20010db8'.padEnd(31, '0')}8 ${'20010db8'.padEnd(31, '0')}1`

function frame(hex: string, linkType = 1): Dissection {
  const bytes = parseHex(hex)
  if (!bytes.ok) throw new Error(`${hex} is not hex`)
  return dissect({ linkType, bytes: bytes.value })
}

function sample(id: string): Dissection {
  const found = sampleFrames.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no sample ${id}`)
  return dissect(found.frame)
}

function flatten(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => [field, ...flatten(field.children)])
}

/** `key from-to value`, with the warning after an exclamation mark. */
function line(dissection: Dissection, key: string): string {
  const field = flatten(dissection.fields).find((candidate) => candidate.key === key)
  if (field === undefined) return `no ${key}`
  const warning = field.warning === null ? '' : ` ! ${field.warning}`
  return `${field.from}-${field.to} ${field.value}${warning}`
}

/** An IPv4 header with a right checksum; `rest` is flags and fragment offset, TTL, protocol. */
function ipv4(length: number, rest: string, options = ''): string {
  const words = (5 + options.replaceAll(' ', '').length / 8).toString(16)
  const header = `4${words}00 ${length.toString(16).padStart(4, '0')} 0001 ${rest} 0000 ${IPV4_ADDRESSES} ${options}`
  const bytes = parseHex(header)
  const checksum = bytes.ok ? internetChecksum(bytes.value, 10) : 0
  return header.replace(' 0000 c0a8', ` ${checksum.toString(16).padStart(4, '0')} c0a8`)
}

describe('headers', () => {
  it.each([
    ['icmp-echo', ['ethernet', 'ipv4', 'icmp']],
    ['arp-request', ['ethernet', 'arp']],
    ['tcp-syn', ['ethernet', 'ipv4', 'tcp']],
    ['dns-query', ['ethernet', 'ipv4', 'udp', 'dns']],
    ['ipv6-ping', ['ethernet', 'ipv6', 'icmpv6', 'data']],
    ['vlan-tcp', ['ethernet', 'vlan', 'ipv4', 'tcp', 'data']],
  ])('%s', (id, keys) => {
    expect(sample(id).fields.map((field) => field.key)).toEqual(keys)
  })

  it.each([
    ['802.3 with LLC', `${MACS} 0003 424203`, ['ethernet', 'llc']],
    ['SNAP with ARP', `${MACS} 000a aaaa03 000000 0806 0001`, ['ethernet', 'llc', 'arp']],
    ['two tags', `${MACS} 88a8 0064 8100 000a 88b5 ff`, ['ethernet', 'vlan', 'vlan#2', 'data']],
    ['padding', `${MACS} 0800 ${ipv4(21, '0000 40 fd')} 01 0000`, ['ethernet', 'ipv4', 'data', 'trailer']],
    [
      'IPv4 in IPv4',
      `${MACS} 0800 ${ipv4(40, '0000 40 04')} ${ipv4(20, '0000 40 06')}`,
      ['ethernet', 'ipv4', 'ipv4#2'],
    ],
    ['a later fragment', `${MACS} 0800 ${ipv4(24, '0003 40 06')} 01020304`, ['ethernet', 'ipv4', 'data']],
    [
      'IPv6 extension headers',
      `${MACS} 86dd 60000000 0011 00 40 ${IPV6_ADDRESSES} 2b00 010400000000 2c00 000000000000 3b 01020304`,
      ['ethernet', 'ipv6', 'ipv6-extension', 'ipv6-extension#2', 'ipv6-extension#3', 'trailer'],
    ],
  ])('%s', (_, hex, keys) => {
    expect(frame(hex).fields.map((field) => field.key)).toEqual(keys)
  })

  it.each([
    [12, '45', ['ipv4']],
    [101, '60', ['ipv6']],
    [12, '70', ['data']],
    [113, '0000', ['sll']],
  ])('link type %i, first byte %s', (linkType, hex, keys) => {
    expect(frame(hex, linkType).fields.map((field) => field.key)).toEqual(keys)
  })
})

describe('the columns of a table', () => {
  it.each([
    ['icmp-echo', '192.168.1.142', '192.168.1.1', 'ICMP', 'Echo request, seq 1'],
    ['tcp-syn', '192.168.1.142', '192.168.1.1', 'TCP', '49152 → 443, SYN'],
    ['dns-query', '192.168.1.142', '192.168.1.1', 'DNS', 'Query example.org, A'],
    ['arp-request', '192.168.1.142', '192.168.1.1', 'ARP', '192.168.1.142 → who has 192.168.1.1'],
  ])('%s', (id, source, destination, protocol, info) => {
    const { source: from, destination: to, protocol: name, info: words } = sample(id)
    expect([from, to, name, words]).toEqual([source, destination, protocol, info])
  })
})

describe('fields', () => {
  it.each([
    ['icmp-echo', 'ethernet', '0-14 bb:bb:bb:bb:bb:bb → aa:aa:aa:aa:aa:aa'],
    ['icmp-echo', 'ethernet.type', '12-14 0x0800, IPv4'],
    ['icmp-echo', 'ipv4.version', '14-15 4, 20 bytes'],
    ['icmp-echo', 'ipv4.fragment', '20-22 Don’t fragment, 0'],
    ['icmp-echo', 'ipv4.protocol', '23-24 1, ICMP'],
    ['icmp-echo', 'ipv4.checksum', '24-26 0x3f92 ! should be 0x3f90'],
    ['icmp-echo', 'ipv4.destination', '30-34 192.168.1.1'],
    ['icmp-echo', 'icmp', '34-42 Echo request, seq 1'],
    ['icmp-echo', 'icmp.checksum', '36-38 0xc1c0 ! should be 0xc1f0'],
    ['arp-request', 'arp.operation', '20-22 1, request'],
    ['arp-request', 'arp.target-protocol', '38-42 192.168.1.1'],
    ['tcp-syn', 'tcp', '34-74 49152 → 443, SYN'],
    ['tcp-syn', 'tcp.checksum', '50-52 0x48ef'],
    ['tcp-syn', 'tcp.option-1', '54-58 1460'],
    ['tcp-syn', 'tcp.option-3', '60-70 12345678, echo 0'],
    ['tcp-syn', 'tcp.option-5', '71-74 7, times 128'],
    ['dns-query', 'udp.checksum', '40-42 0xe242'],
    ['dns-query', 'dns', '42-71 Query example.org, A'],
    ['ipv6-ping', 'ipv6.destination', '38-54 2001:db8::1'],
    ['ipv6-ping', 'icmpv6.checksum', '56-58 0x5c0f'],
    ['vlan-tcp', 'vlan.tci', '14-16 priority 0, VLAN 10'],
    ['vlan-tcp', 'tcp.flags', '51-52 PSH, ACK'],
  ])('%s: %s is %s', (id, key, expected) => {
    expect(line(sample(id), key)).toBe(expected)
  })

  const dns = '0001 8183 0001 0000 0000 0000 01 61 00 001c 0001'
  it.each([
    ['cut in a field', `${MACS} 08`, 'ethernet.type', '12-13 08 ! cut short, 1 of 2 bytes'],
    [
      'cut in a header',
      `${MACS} 08`,
      'ethernet',
      '0-13 00:00:5e:00:53:8e → 00:00:5e:00:53:01 ! cut short, 13 of 14 bytes',
    ],
    ['router alert', `${MACS} 0800 ${ipv4(24, '0000 01 02', '94040000')}`, 'ipv4.option-1', '34-38 0'],
    [
      'option of no length',
      `${MACS} 0800 ${ipv4(24, '0000 01 02', '94000000')}`,
      'ipv4.option-1',
      '34-38 length 0 ! length should be 2 or more',
    ],
    ['length too large', `${MACS} 0800 ${ipv4(99, '0000 40 11')}`, 'ipv4.length', '16-18 99 ! the frame has 20'],
    // No word on a checksum that covers bytes which are not here.
    ['fragment', `${MACS} 0800 ${ipv4(28, '2000 40 11')} 0035 0035 0008 1234`, 'udp.checksum', '40-42 0x1234'],
    [
      'UDP, no checksum',
      `${MACS} 0800 ${ipv4(28, '0000 40 11')} 0007 0007 0008 0000`,
      'udp.checksum',
      '40-42 0x0000, none',
    ],
    [
      'UDP, wrong',
      `${MACS} 0800 ${ipv4(28, '0000 40 11')} 0007 0007 0008 1234`,
      'udp.checksum',
      '40-42 0x1234 ! should be 0x7bf0',
    ],
    [
      'UDP length',
      `${MACS} 0800 ${ipv4(28, '0000 40 11')} 0007 0007 0010 0000`,
      'udp.length',
      '38-40 16 ! the packet has 8',
    ],
    [
      'UDP over IPv6',
      `${MACS} 86dd 60000000 0008 11 40 ${IPV6_ADDRESSES} 0007 0007 0008 0000`,
      'udp.checksum',
      '60-62 0x0000, none ! must not be zero over IPv6',
    ],
    ['DNS reply', `${MACS} 0800 ${ipv4(47, '0000 40 11')} 0035 d431 001b 0000 ${dns}`, 'dns', '42-61 Reply a, AAAA'],
    [
      'DNS result',
      `${MACS} 0800 ${ipv4(47, '0000 40 11')} 0035 d431 001b 0000 ${dns}`,
      'dns.flags',
      '44-46 reply, recursion asked for, recursion available, no such name',
    ],
    [
      'neighbour',
      `${MACS} 86dd 60000000 0018 3a ff ${IPV6_ADDRESSES} 8700 0000 00000000 fe80${'00'.repeat(13)}07`,
      'icmpv6',
      '54-78 Neighbour solicitation, fe80::7',
    ],
    [
      'unreachable',
      `${MACS} 0800 ${ipv4(28, '0000 40 01')} 0303 fcfc 00000000`,
      'icmp',
      '34-42 Destination unreachable, port',
    ],
    [
      'ARP reply',
      `${MACS} 0806 0001 0800 06 04 0002 00005e005301 c0a80101 00005e00538e c0a8018e`,
      'arp',
      '14-42 192.168.1.1 → is at 00:00:5e:00:53:01',
    ],
  ])('%s', (_, hex, key, expected) => {
    expect(line(frame(hex), key)).toBe(expected)
  })
})

describe('of a frame that the capture has cut', () => {
  it.each([
    ['IPv4', `${MACS} 0800 ${ipv4(99, '0000 40 11')}`, 'ipv4.length', '16-18 99'],
    ['IPv6', `${MACS} 86dd 60000000 0063 11 40 ${IPV6_ADDRESSES}`, 'ipv6.length', '18-20 99'],
    ['802.3', `${MACS} 0063 424203`, 'ethernet.length', '12-14 99 bytes'],
    ['PPPoE', `${MACS} 8864 1100 0001 0063 0021`, 'pppoe.length', '18-20 99'],
    [
      'IPv4, too short for its header',
      `${MACS} 0800 ${ipv4(9, '0000 40 11')}`,
      'ipv4.length',
      '16-18 9 ! less than the header',
    ],
  ])('%s: a length is not called wrong for the bytes that are elsewhere', (_, hex, key, expected) => {
    const bytes = parseHex(hex)
    if (!bytes.ok) throw new Error(hex)
    const cut = { linkType: 1, bytes: bytes.value, wireLength: bytes.value.length + 60 }
    expect(line(dissect(cut), key)).toBe(expected)
    expect(flatten(dissect(cut).fields).find((field) => field.key === key)?.right ?? null).toBeNull()
    if (!expected.includes('!'))
      expect(line(dissect({ ...cut, wireLength: bytes.value.length }), key)).toContain('the frame has')
  })
})

describe('whatever the bytes', () => {
  /** Pure noise hardly gets past the first header, so most runs bend or cut a real frame. */
  const bent = fc
    .tuple(
      fc.constantFrom(...sampleFrames),
      fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 6 }),
      fc.nat(80),
      fc.uint8Array({ maxLength: 30 }),
    )
    .map(
      ([
        {
          frame: { bytes },
        },
        changes,
        length,
        more,
      ]) => {
        const changed = Uint8Array.from([...bytes.subarray(0, length), ...more])
        for (const [at, value] of changes) if (at < changed.length) changed[at] = value
        return changed
      },
    )
  const anyBytes = fc.oneof({ weight: 3, arbitrary: bent }, fc.uint8Array({ maxLength: 120 }))

  it('does not throw, covers every byte once, and keeps fields inside their parents', () => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(1, 12, 113), (bytes, linkType) => {
        const { fields } = dissect({ linkType, bytes })
        expect(fields.flatMap(({ from, to }) => [from, to])).toEqual(
          [0, ...fields.slice(1).flatMap(({ from }) => [from, from]), bytes.length].slice(0, 2 * fields.length),
        )
        for (const field of flatten(fields)) {
          expect(field.from).toBeLessThan(field.to)
          for (const child of field.children) {
            expect(child.from).toBeGreaterThanOrEqual(field.from)
            expect(child.to).toBeLessThanOrEqual(field.to)
          }
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('gives every field a key of its own and no byte two captions', () => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(1, 12), (bytes, linkType) => {
        const all = flatten(dissect({ linkType, bytes }).fields)
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
        const captions = bytes.map(() => 0)
        for (const { short, from, to } of all)
          if (short !== null) for (let at = from; at < to; at++) captions[at] = (captions[at] ?? 0) + 1
        expect(captions.every((count) => count <= 1)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

it('says briefly what it says at length', () => {
  const agree = (frame: Frame): void => {
    const { fields, source, destination, protocol, info } = dissect(frame)
    expect(networkHeader(frame)).toBe(fields.find(({ key }) => key === 'ipv4' || key === 'ipv6')?.from ?? null)
    expect(dissectBriefly(frame)).toEqual({ source, destination, protocol, info })
  }
  const mixed = [...mixedFrames(8, 1500)]
  for (const { frame } of sampleFrames) agree(frame)
  for (const bytes of mixed) agree({ linkType: 1, bytes })
  const linkTypes = fc.constantFrom(
    1,
    0,
    108,
    12,
    101,
    228,
    229,
    105,
    113,
    127,
    276,
    9,
    50,
    104,
    51,
    219,
    SECCOMP_LINK_TYPE,
  )
  const frames = fc.record({
    linkType: linkTypes,
    bytes: fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...mixed)),
    from: fc.constantFrom(0, 14),
  })
  fc.assert(
    fc.property(frames, ({ linkType, bytes, from }) => {
      agree({ linkType, bytes: bytes.subarray(from) })
    }),
    { numRuns: 3000 },
  )
})
