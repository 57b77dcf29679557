/** Fields written by value, and checksums and lengths put right. */
import { describe, expect, it } from 'vitest'
import { dissect } from '../dissect/dissect.ts'
import { parseHex } from '../hex.ts'
import { sampleFrames } from '../samples/sample-frames.ts'
import type { Field } from '../types.ts'
import { fixFrame } from './fix-frame.ts'
import { fieldText, writeField } from './write-field.ts'

function flatten(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => [field, ...flatten(field.children)])
}

function sample(id: string): Uint8Array {
  return sampleFrames.find((each) => each.id === id)?.frame.bytes ?? new Uint8Array()
}

function fieldOf(bytes: Uint8Array, key: string): Field {
  const found = flatten(dissect({ linkType: 1, bytes }).fields).find((field) => field.key === key)
  if (found === undefined) throw new Error(`no ${key}`)
  return found
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

describe('writeField', () => {
  it.each([
    ['tcp-syn', 'ethernet.source', '00:00:5e:00:53:8e', '2-0-0-0-0-a', '02000000000a'],
    ['tcp-syn', 'ethernet.type', '0x0800', 'arp', '0806'],
    ['tcp-syn', 'ethernet.type', '0x0800', 'IPv6', '86dd'],
    ['tcp-syn', 'ipv4.ttl', '64', '0x01', '01'],
    ['tcp-syn', 'ipv4.protocol', '6', 'udp', '11'],
    ['tcp-syn', 'ipv4.destination', '192.168.1.1', '10.0.0.255', '0a0000ff'],
    ['tcp-syn', 'ipv4.header-length', '5', '15', '4f'],
    ['tcp-syn', 'ipv4.version-number', '4', '6', '65'],
    ['tcp-syn', 'ipv4.more-fragments', '0', '1', '6000'],
    ['tcp-syn', 'tcp.destination', '443', 'http', '0050'],
    ['tcp-syn', 'tcp.flags', 'SYN', 'syn, ack', '12'],
    ['tcp-syn', 'tcp.flag-fin', '0', '1', '03'],
    ['tcp-syn', 'tcp.sequence', '523124044', '4294967295', 'ffffffff'],
    ['tcp-syn', 'tcp.option-3', '08 0a 00 bc 61 4e 00 00 00 00', '01010101010101010101', '01010101010101010101'],
    ['vlan-tcp', 'vlan.id', '10', '4095', '0fff'],
    ['ipv6-ping', 'ipv6.destination', '2001:db8::1', 'ff02::1', `ff02${'00'.repeat(13)}01`],
    [
      'ipv6-ping',
      'ipv6.flow',
      String(Number.parseInt(hex(sample('ipv6-ping').subarray(15, 18)), 16) & 0xfffff),
      '1',
      '60000001',
    ],
    ['ipv6-ping', 'ipv6.class', '0', '255', '6ff'],
  ])('%s: %s is %s, and %s makes it %s', (id, key, before, text, after) => {
    const bytes = sample(id)
    const field = fieldOf(bytes, key)
    expect(fieldText(bytes, field)).toBe(before)
    const written = writeField(bytes, field, text)
    expect(written.ok ? hex(written.value.subarray(field.from, field.to)).slice(0, after.length) : written.error).toBe(
      after,
    )
  })

  it.each([
    ['ethernet.source', 'aa', 'Six bytes such as 00:00:5e:00:53:01'],
    ['ipv4.source', '1.2.3.256', 'An IPv4 address such as 192.168.1.1'],
    ['ipv4.ttl', '256', 'A number from 0 to 255, decimal or 0x…'],
    ['ipv4.header-length', '16', 'A number from 0 to 15, decimal or 0x…'],
    ['tcp.flags', 'SYN, NAK', 'Flags such as SYN, ACK, or a number up to 255'],
    ['tcp.option-3', '00', '10 bytes in hexadecimal'],
    ['ethernet.type', 'nonsense', 'A number from 0 to 65535, decimal or 0x…'],
  ])('%s takes no %s', (key, text, message) => {
    const written = writeField(sample('tcp-syn'), fieldOf(sample('tcp-syn'), key), text)
    expect(written.ok ? '' : written.error[0]?.message).toBe(message)
  })

  it('gives the same bytes back for the text that every field begins with', () => {
    for (const { frame } of sampleFrames)
      for (const field of flatten(dissect(frame).fields).filter(({ children }) => children.length === 0))
        expect(writeField(frame.bytes, field, fieldText(frame.bytes, field))).toEqual({ ok: true, value: frame.bytes })
  })
})

describe('fixFrame', () => {
  it('says what it changes, and then there is nothing to change', () => {
    const fixed = fixFrame({ linkType: 1, bytes: sample('icmp-echo') })
    expect(fixed.changes).toEqual([
      { name: 'ICMP: Checksum', before: '0xc1c0', after: '0xc1f0' },
      { name: 'IPv4: Header checksum', before: '0x3f92', after: '0x3f90' },
    ])
    expect(fixFrame({ linkType: 1, bytes: fixed.bytes }).changes).toEqual([])
  })

  it('lets lengths reach the end of the frame, and leaves the padding of a short one', () => {
    const longer = Uint8Array.from([...sample('dns-query'), ...Array.from({ length: 60 }, () => 1)])
    const { changes } = fixFrame({ linkType: 1, bytes: longer })
    expect(changes.map(({ name }) => name)).toEqual([
      'IPv4: Total length',
      'UDP: Length',
      'UDP: Checksum',
      'IPv4: Header checksum',
    ])
    const padded = Uint8Array.from([...sample('arp-request'), ...Array.from({ length: 18 }, () => 0)])
    expect(fixFrame({ linkType: 1, bytes: padded }).changes).toEqual([])
  })

  it('puts the inside of a tunnel right before the outside', () => {
    const vxlan =
      '00005e00530100005e00538e08004500005000010000401100000a0000010a000002c35012b5003c12340800000000002a0000005e00530100005e00538e08004500001e0001000040110000c0a8018ec0a8010103e807d0000a00006869'
    const bytes = parseHex(vxlan)
    const { changes } = fixFrame({ linkType: 1, bytes: bytes.ok ? bytes.value : new Uint8Array() })
    expect(changes.map(({ name }) => name)).toEqual(['IPv4: Header checksum', 'UDP: Checksum', 'IPv4: Header checksum'])
  })

  it.each([
    ['over IPv6', '0035', ['UDP: Checksum 0x0000 → 0xe42f']],
    ['over IPv6, of a tunnel that may go without', '12b5', []],
  ])('a UDP checksum of zero %s', (_, port, expected) => {
    const header = '00005e00530100005e00538e86dd60000000000a1140'
    const addresses = `20010db8${'00'.repeat(11)}0120010db8${'00'.repeat(11)}02`
    const bytes = Uint8Array.from(Buffer.from(`${header}${addresses}c000${port}000a00000000`, 'hex'))
    const { changes } = fixFrame({ linkType: 1, bytes })
    expect(changes.map(({ name, before, after }) => `${name} ${before} → ${after}`)).toEqual(expected)
    const { warning } = fieldOf(bytes, 'udp.checksum')
    expect(warning === null).toBe(expected.length === 0)
  })

  it('leaves a UDP checksum of zero over IPv4, which says that there is none', () => {
    const bytes = sample('dns-query').slice()
    bytes.fill(0, 40, 42)
    expect(fixFrame({ linkType: 1, bytes }).changes).toEqual([])
  })

  it('changes nothing in frames that are right', () => {
    for (const id of ['tcp-syn', 'dns-query', 'ipv6-ping', 'vlan-tcp', 'arp-request'])
      expect(fixFrame({ linkType: 1, bytes: sample(id) }).changes).toEqual([])
  })
})
