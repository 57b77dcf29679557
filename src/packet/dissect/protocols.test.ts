/**
 * A frame a protocol: its headers, the columns of a table, and that tcpdump reads the same addresses and ports.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasTcpdump, tcpdumpLine } from '../testing/tcpdump.ts'
import type { Field } from '../types.ts'
import { dissect, dissectBriefly } from './dissect.ts'

interface Case {
  readonly name: string
  readonly linkType: number
  readonly bytes: Uint8Array
  readonly headers: string
  readonly columns: string
  readonly tcpdump: string
}

const cases: readonly Case[] = readFileSync(new URL('../testdata/protocols.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [name = '', linkType = '', hex = '', headers = '', columns = '', tcpdump = ''] = line.split(' | ')
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
    return { name, linkType: Number(linkType), bytes, headers, columns, tcpdump }
  })

function flatten(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => [field, ...flatten(field.children)])
}

describe.each(cases)('$name', ({ linkType, bytes, headers, columns, tcpdump }) => {
  const { fields, source, destination, protocol, info } = dissect({ linkType, bytes })

  it('has its headers and columns', () => {
    expect(fields.map(({ key }) => key).join(' ')).toBe(headers)
    expect(`${source} > ${destination} ${protocol}: ${info}`).toBe(columns)
  })

  it('is said briefly as at length, wherever it is cut', () => {
    for (let length = 0; length <= bytes.length; length++) {
      const frame = { linkType, bytes: bytes.subarray(0, length) }
      expect({ ...dissect(frame), ...dissectBriefly(frame) }).toEqual(dissect(frame))
    }
  })

  it('is read alike by tcpdump', () => {
    if (hasTcpdump) expect(tcpdumpLine(linkType, bytes)).toBe(tcpdump)
    const all = flatten(fields).filter(({ key }) => !key.includes('#'))
    const port = (end: string): string =>
      all
        .find(({ key }) => key === `udp.${end}` || key === `tcp.${end}` || key === `sctp.${end}`)
        ?.value.split(',')[0] ?? ''
    const isIp = /^[\da-f.:]+$/.test(source) && !/^[\da-f:]{17}$/.test(source)
    if (isIp) {
      const isTunnel = fields.some(({ key }) => key.includes('#') && !key.startsWith('vlan') && !key.startsWith('mpls'))
      const ports = isTunnel ? ['', ''] : [port('source'), port('destination')]
      const joined = `${source}${ports[0] && `.${ports[0]}`} > ${destination}${ports[1] && `.${ports[1]}`}:`
      // Between the addresses and the ports tcpdump puts what it says of extension headers.
      const apart = tcpdump.includes(`${source} > ${destination}:`) && tcpdump.includes(` ${ports.join(' > ')}:`)
      const tunnelled = isTunnel && tcpdump.includes(source) && tcpdump.includes(destination)
      expect(tcpdump.includes(joined) || apart || tunnelled).toBe(true)
    }
  })
})

it('finds every checksum right but the one that is wrong', () => {
  const wrong = cases.flatMap(({ name, linkType, bytes }) =>
    flatten(dissect({ linkType, bytes }).fields).flatMap(({ key, warning }) =>
      warning === null ? [] : [`${name}: ${key}: ${warning}`],
    ),
  )
  expect(wrong).toEqual(['gre with key: tcp.checksum: should be 0x9d04'])
})

describe('fields', () => {
  it.each([
    ['record route', 'ipv4.option-1', 'pointer 4, 10.0.0.1 (next)'],
    ['tcp with options', 'tcp.option-3', '1000–2000'],
    ['igmp v3 report', 'igmp.record-1', '224.0.1.5, to exclude, 8 bytes'],
    ['sctp data', 'sctp.chunk-1-stream', '0'],
    ['gre with key', 'gre.key', '0x00000009'],
    ['vxlan', 'vxlan.vni', '42'],
    ['geneve with an option', 'geneve.option-1', 'class 0x0102, type 0x80, 4 bytes of data'],
    ['mpls stack', 'mpls#2.label', '32'],
    ['pppoe discovery', 'pppoe.tag-2', '01 02 03 04'],
    ['ah over ipv4', 'ipv6-extension.spi', '0x00000100'],
    ['qinq', 'vlan#2.priority', '3'],
    ['icmp redirect', 'icmp.gateway', '192.168.1.2'],
    ['router advertisement', 'icmpv6.option-3', '2001:db8::/64'],
    ['router advertisement', 'icmpv6.option-2', '1500'],
    ['mld report', 'ipv6-extension.option-1', '0'],
    ['routing header', 'ipv6-extension.address-1', '2001:db8::1'],
    ['dns answer', 'dns.answer-1', 'example.org, CNAME, www.example.org'],
    ['dns answer', 'dns.answer-2-data', '93.184.216.34'],
    ['null, little-endian', 'loopback.family', '2, IPv4, little-endian'],
    ['radiotap', 'radiotap.field-5', '-45 dBm'],
    ['wlan data', 'wlan.address-2', '00:00:5e:00:53:8e'],
  ])('%s: %s is %s', (name, key, value) => {
    const found = cases.find((each) => each.name === name)
    const all = found === undefined ? [] : flatten(dissect(found).fields)
    expect(all.find((field) => field.key === key)?.value).toBe(value)
  })
})

describe('whatever becomes of a frame', () => {
  const bent = fc
    .tuple(
      fc.constantFrom(...cases),
      fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 5 }),
      fc.nat(150),
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(0, 1, 9, 12, 50, 51, 101, 104, 105, 108, 113, 127, 219, 228, 276),
      fc.boolean(),
    )
    .map(([{ linkType, bytes }, changes, length, more, other, isOther]) => {
      const changed = Uint8Array.from([...bytes.subarray(0, length), ...more])
      for (const [at, value] of changes) if (at < changed.length) changed[at] = value
      return { linkType: isOther ? other : linkType, bytes: changed }
    })

  it('does not throw; fields lie in their parents, beside each other, with keys and captions of their own', () => {
    fc.assert(
      fc.property(bent, (frame) => {
        const { fields } = dissect(frame)
        const all = flatten(fields)
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
        const captions = new Uint8Array(frame.bytes.length)
        for (const field of all) {
          const inside = field.children.filter(({ bits }) => bits === undefined)
          const sorted = inside.toSorted((a, b) => a.from - b.from)
          for (const [index, child] of sorted.entries())
            if (index > 0) expect(child.from).toBeGreaterThanOrEqual(sorted[index - 1]?.to ?? 0)
          for (const { from, to } of field.children)
            expect([from >= field.from, from < to, to <= field.to]).toEqual([true, true, true])
          if (field.short !== null)
            for (let at = field.from; at < field.to; at++) captions[at] = (captions[at] ?? 0) + 1
        }
        expect(captions.every((count) => count <= 1)).toBe(true)
        expect(fields.flatMap(({ from, to }) => [from, to])).toEqual(
          [0, ...fields.slice(1).flatMap(({ from }) => [from, from]), frame.bytes.length].slice(0, 2 * fields.length),
        )
      }),
      { numRuns: 4000 },
    )
  })
})
