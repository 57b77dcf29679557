/**
 * What is said of a frame that the capture has cut short: only what was captured in full.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SECCOMP_LINK_TYPE } from '../../bpf/index.ts'
import { parseHex } from '../hex.ts'
import { sampleFrames } from '../samples/sample-frames.ts'
import type { Dissection, Field, Frame } from '../types.ts'
import { dissect, dissectBriefly } from './dissect.ts'

const MACS = '00005e005301 00005e00538e'
const IPV6_ADDRESSES = `${'20010db8'.padEnd(31, '0')}8 ${'20010db8'.padEnd(31, '0')}1`
const ipv4 = (protocol: string): string => `${MACS} 0800 4500 0063 0001 0000 40 ${protocol} 0000 c0a8018e c0a80101`
const ipv6 = (next: string): string => `${MACS} 86dd 60000000 0063 ${next} 40 ${IPV6_ADDRESSES}`

function frame(hex: string, linkType: number): Frame {
  // Without blanks: the first column of a dump with them may be taken for offsets.
  const bytes = parseHex(hex.replaceAll(' ', ''))
  if (!bytes.ok) throw new Error(`${hex} is not hex`)
  return { linkType, bytes: bytes.value, wireLength: 999 }
}

function columns({ source, destination, protocol, info }: Omit<Dissection, 'fields' | 'summary'>): string {
  return `${source} > ${destination} ${protocol}: ${info}`
}

function flatten(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => [field, ...flatten(field.children)])
}

describe('the columns', () => {
  const V4 = '192.168.1.142 > 192.168.1.1'
  const V6 = '2001:db8::8 > 2001:db8::1'
  const MAC = '00:00:5e:00:53:8e > 00:00:5e:00:53:01'
  it.each([
    ['TCP, flags', `${ipv4('06')} 04d2 0050 00000001 00000000 50`, `${V4} TCP: 1234 → 80`],
    [
      'TCP, flags that are there and none',
      `${ipv4('06')} 04d2 0050 00000001 00000000 5000`,
      `${V4} TCP: 1234 → 80, none`,
    ],
    ['TCP, port', `${ipv4('06')} 01bb`, `${V4} TCP: 443 →`],
    ['TCP, half a port', `${ipv4('06')} 01bb 00`, `${V4} TCP: 443 →`],
    ['TCP, everything', `${ipv4('06')} 01`, `${V4} TCP: 1 byte`],
    ['UDP, port', `${ipv4('11')} 01bb 00`, `${V4} UDP: 443 →`],
    ['SCTP, port', `${ipv4('84')} 1388 00`, `${V4} SCTP: 5000 →`],
    ['SCTP, chunk', `${ipv4('84')} 1388 8e3c 00000000 00000000 01`, `${V4} SCTP: 5000 → 36412`],
    ['ICMP, sequence', `${ipv4('01')} 0800 0000`, `${V4} ICMP: Echo request`],
    ['ICMP, half a sequence', `${ipv4('01')} 0800 0000 0001 00`, `${V4} ICMP: Echo request`],
    ['ICMP, code', `${ipv4('01')} 03`, `${V4} ICMP: Destination unreachable`],
    ['ICMPv6, sequence', `${ipv6('3a')} 8000 0000`, `${V6} ICMPv6: Echo request`],
    ['ICMPv6, code', `${ipv6('3a')} 01`, `${V6} ICMPv6: Destination unreachable`],
    ['ICMPv6, target', `${ipv6('3a')} 8700 0000 00000000 fe80`, `${V6} ICMPv6: Neighbour solicitation`],
    ['IGMP, group', `${ipv4('02')} 1600 0000 e00000`, `${V4} IGMP: Membership report, version 2`],
    ['IGMP, groups', `${ipv4('02')} 2200 0000 0000 00`, `${V4} IGMP: Membership report, version 3`],
    ['GRE, protocol', `${ipv4('2f')} 0000 08`, `${V4} GRE: 3 bytes`],
    ['VXLAN, network', `${ipv4('11')} 0400 12b5 0030 0000 08000000 0000`, `${V4} VXLAN: 6 bytes`],
    ['VXLAN, reserved', `${ipv4('11')} 0400 12b5 0030 0000 08000000 00002a`, `${V4} VXLAN: network 42`],
    ['Geneve, network', `${ipv4('11')} 0400 17c1 0030 0000 0000 6558 00`, `${V4} Geneve: 5 bytes`],
    ['DNS, flags', `${ipv4('11')} 0400 0035 0030 0000 0001 80`, `${V4} DNS: 3 bytes`],
    ['DNS, question', `${ipv4('11')} 0400 0035 0030 0000 0001 8000 0001`, `${V4} DNS: Reply`],
    ['DNS, type', `${ipv4('11')} 0400 0035 0030 0000 0001 0100 0001 0000 0000 0000 0161 00 00`, `${V4} DNS: Query a`],
    ['VLAN', `${MACS} 8100 00`, `${MAC} 802.1Q tag: 1 byte`],
    ['MPLS', `${MACS} 8847 0001`, `${MAC} MPLS: 2 bytes`],
    ['MPLS, time to live', `${MACS} 8847 000100`, `${MAC} MPLS: label 16`],
    ['PPPoE, session', `${MACS} 8864 1100 00`, `${MAC} PPPoE: 3 bytes`],
    ['PPPoE, code', `${MACS} 8863 11`, `${MAC} PPPoE: 1 byte`],
    ['ARP, operation', `${MACS} 0806 0001 0800 06 04 00`, `${MAC} ARP: 7 bytes`],
    ['ARP, sender', `${MACS} 0806 0001 0800 06 04 0001 00005e00538e c0a801`, `${MAC} ARP: request`],
    ['ARP, target', `${MACS} 0806 0001 0800 06 04 0001 00005e00538e c0a8018e 0000`, '192.168.1.142 >  ARP: request'],
    ['Ethernet, type', `${MACS} 08`, `${MAC} Ethernet: 00:00:5e:00:53:8e → 00:00:5e:00:53:01`],
    ['Ethernet, source', '00005e005301 0000', ' > 00:00:5e:00:53:01 Ethernet: → 00:00:5e:00:53:01'],
    ['Ethernet, both', '00005e0053', ' >  Ethernet: 5 bytes'],
    ['IPv4, source', `${MACS} 0800 4500 0063 0001 0000 40 11 0000 c0a801`, `${MAC} IPv4: 15 bytes`],
    [
      'IPv4, destination',
      `${MACS} 0800 4500 0063 0001 0000 40 11 0000 c0a8018e c0a801`,
      '192.168.1.142 >  IPv4: 192.168.1.142 →',
    ],
    [
      'IPv4, options',
      `${MACS} 0800 4600 0063 0001 0000 40 11 0000 c0a8018e c0a80101 94`,
      `${V4} IPv4: 192.168.1.142 → 192.168.1.1`,
    ],
    ['IPv6, source', `${MACS} 86dd 60000000 0063 06 40 2001`, `${MAC} IPv6: 10 bytes`],
    [
      'IPv6, destination',
      `${MACS} 86dd 60000000 0063 06 40 ${IPV6_ADDRESSES.slice(0, -2)}`,
      '2001:db8::8 >  IPv6: 2001:db8::8 →',
    ],
  ])('%s', (_, hex, expected) => {
    expect(columns(dissect(frame(hex, 1)))).toBe(expected)
    expect(columns(dissectBriefly(frame(hex, 1)))).toBe(expected)
  })

  it.each([
    ['cooked, kind', 113, '00', ' >  Linux cooked: 1 byte'],
    ['cooked, address length', 113, '0000 0001 00', ' >  Linux cooked: to us'],
    ['cooked, address', 113, '0000 0001 0006 00005e00', ' >  Linux cooked: to us'],
    [
      'cooked, protocol',
      113,
      '0000 0001 0006 00005e00538e 0000',
      '00:00:5e:00:53:8e >  Linux cooked: to us, from 00:00:5e:00:53:8e',
    ],
    ['cooked v2, kind', 276, '0800 0000 00000001 0001', ' >  Linux cooked, version 2: 10 bytes'],
    ['cooked v2, address', 276, '0800 0000 00000001 0001 04 06 0000', ' >  Linux cooked, version 2: sent by us'],
    ['loopback', 0, '000000', ' >  Loopback: 3 bytes'],
    ['PPP, address alone', 9, 'ff', ' >  PPP: 1 byte'],
    ['PPP, protocol', 9, 'ff03 00', ' >  PPP: 3 bytes'],
    ['Cisco HDLC', 104, '0f00 08', ' >  Cisco HDLC: 3 bytes'],
    ['radiotap', 127, '0000 08', ' >  Radiotap: 3 bytes'],
    ['802.11, source', 105, '8000 0000 ffffffffffff 0000', ' > ff:ff:ff:ff:ff:ff 802.11: Beacon'],
    [
      '802.11, sequence',
      105,
      '8000 0000 ffffffffffff 00005e00538e 00005e00538e',
      '00:00:5e:00:53:8e > ff:ff:ff:ff:ff:ff 802.11: Beacon',
    ],
    ['system call, number', SECCOMP_LINK_TYPE, '000000', ' >  System call: 3 bytes'],
    ['system call, architecture', SECCOMP_LINK_TYPE, '00000001 c000', ' >  System call: call 1'],
  ])('%s', (_, linkType, hex, expected) => {
    expect(columns(dissect(frame(hex, linkType)))).toBe(expected)
    expect(columns(dissectBriefly(frame(hex, linkType)))).toBe(expected)
  })
})

describe('the line', () => {
  it.each([
    ['one address', `${MACS} 0800 4500 0063 0001 0000 40 11 0000 c0a8018e`, '192.168.1.142 →'],
    ['none', `${MACS} 0800 4500 0063 0001`, '00:00:5e:00:53:8e → 00:00:5e:00:53:01'],
    ['ARP', `${MACS} 0806 0001 0800 06 04 0001 00005e00538e c0a8018e`, '192.168.1.142 →'],
    ['not one of Ethernet', '00005e0053', '5 bytes'],
  ])('%s', (_, hex, expected) => {
    expect(dissect(frame(hex, 1)).summary).toBe(expected)
  })
})

describe('options', () => {
  const header = '04d2 0050 00000001 00000000 8002 0000 0000 0000'
  it.each([
    ['no length', `${ipv4('06')} ${header} 02`, 'tcp.option-1', '02 ! cut short, 1 of 2 bytes'],
    ['half a body', `${ipv4('06')} ${header} 080a 0001`, 'tcp.option-1', '08 0a 00 01 ! cut short, 4 of 10 bytes'],
    ['past the header', `${ipv4('06')} ${header} 080f 0001`, 'tcp.option-1', '08 0f 00 01 ! cut short, 4 of 12 bytes'],
    ['ICMPv6, no length', `${ipv6('3a')} 8500 0000 00000000 01`, 'icmpv6.option-1', '01 ! cut short, 1 of 2 bytes'],
    [
      'ICMPv6, half a body',
      `${ipv6('3a')} 8500 0000 00000000 0101 00`,
      'icmpv6.option-1',
      '01 01 00 ! cut short, 3 of 8 bytes',
    ],
  ])('%s', (_, hex, key, expected) => {
    const field = flatten(dissect(frame(hex, 1)).fields).find((each) => each.key === key)
    expect(`${field?.value} ! ${field?.warning}`).toBe(expected)
  })
})

describe('wherever it is cut', () => {
  const protocols = readFileSync(new URL('../testdata/protocols.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): readonly [string, Frame] => {
      const [name = '', linkType = '', hex = ''] = line.split(' | ')
      return [name, { linkType: Number(linkType), bytes: Uint8Array.from(Buffer.from(hex, 'hex')) }]
    })
  const samples = sampleFrames.map((sample): readonly [string, Frame] => [sample.id, sample.frame])

  const words = (text: string): readonly string[] => text.split(/[ ,→]+/u).filter((word) => word !== '')
  const count = (bytes: number): string => (bytes === 1 ? '1 byte' : `${bytes} bytes`)

  /** What a frame says that begins as the cut one does: any word of the cut one must be among these. */
  function unsaid(cut: Dissection, whole: Dissection, length: number): readonly string[] {
    const index = cut.fields.length - 1
    const header = cut.fields[index]
    const captured = flatten(whole.fields).filter((field) => field.to <= length)
    const said = new Set(words([whole.fields[index]?.value, ...captured.map((field) => field.value)].join(' ')))
    const bytes = header === undefined ? '' : count(length - header.from)
    const isBytes = header?.key === 'data' || header?.key === 'trailer' || header?.value === bytes
    const value = isBytes ? '' : header?.value
    const summary = cut.summary === count(length) ? '' : cut.summary
    const told = words([value, summary, cut.source, cut.destination].join(' '))
    return cut.summary === '' ? ['no summary'] : told.filter((word) => !said.has(word))
  }

  // Zero is what a missing byte must not be taken for, so the bytes that might have followed are others.
  it.each([...samples, ...protocols])('%s says nothing that hangs on what was cut off', (_, { linkType, bytes }) => {
    const wrong: unknown[] = []
    for (let length = 1; length < bytes.length; length++) {
      const cut = dissect({ linkType, bytes: bytes.subarray(0, length), wireLength: bytes.length })
      for (const other of [bytes, Uint8Array.from(bytes).fill(0x5a, length)]) {
        const words = unsaid(cut, dissect({ linkType, bytes: other }), length)
        if (words.length > 0) wrong.push([length, ...words])
      }
    }
    expect(wrong).toEqual([])
  })
})
