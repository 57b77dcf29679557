import { describe, expect, it } from 'vitest'
import { sampleFrames } from './sample-frames.ts'

// Sums 16-bit words the plain way, as a second opinion on checksum.ts: a right checksum makes the
// sum of everything it covers, itself included, all ones.
function sum(bytes: readonly number[]): number {
  let total = 0n
  for (let at = 0; at < bytes.length; at += 2) total += BigInt((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0))
  while (total > 0xffffn) total = (total & 0xffffn) + (total >> 16n)
  return Number(total)
}

function bytesOf(id: string): readonly number[] {
  return Array.from(sampleFrames.find((sample) => sample.id === id)?.frame.bytes ?? [])
}

/** A segment behind its pseudo-header: addresses, length, protocol. */
function withAddresses(frame: readonly number[], addresses: readonly [number, number], from: number, protocol: number) {
  const segment = frame.slice(from)
  return [...frame.slice(...addresses), segment.length >> 8, segment.length & 255, 0, protocol, ...segment]
}

describe('sample frames', () => {
  it('keep their ids and lengths, which links rely on', () => {
    expect(sampleFrames.map(({ id, frame }) => [id, frame.linkType, frame.bytes.length])).toEqual([
      ['icmp-echo', 1, 42],
      ['arp-request', 1, 42],
      ['tcp-syn', 1, 74],
      ['dns-query', 1, 71],
      ['ipv6-ping', 1, 70],
      ['vlan-tcp', 1, 76],
    ])
  })

  it('says who talks to whom', () => {
    expect(sampleFrames.map(({ summary }) => summary)).toEqual([
      '192.168.1.142 → 192.168.1.1',
      '192.168.1.142 → who has 192.168.1.1',
      '192.168.1.142 → 192.168.1.1',
      '192.168.1.142 → 192.168.1.1',
      '2001:db8::8e → 2001:db8::1',
      '192.168.1.142 → 192.168.1.1',
    ])
  })

  it('keeps the frame of the reference byte for byte, its two wrong checksums too', () => {
    const frame = bytesOf('icmp-echo')
    const hex = frame.map((byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(hex).toBe('aaaaaaaaaaaabbbbbbbbbbbb08004500001c7771400040013f92c0a8018ec0a801010800c1c0360e0001')
    expect(sum(frame.slice(14, 34))).not.toBe(0xffff)
    expect(sum(frame.slice(34))).not.toBe(0xffff)
    const mended = frame.with(25, 0x90).with(37, 0xf0)
    expect(sum(mended.slice(14, 34))).toBe(0xffff)
    expect(sum(mended.slice(34))).toBe(0xffff)
    expect(sampleFrames[0]?.remark).toMatch(/0x3f90.*0xc1f0.*destination MAC/)
  })

  it.each([
    ['tcp-syn', 14],
    ['dns-query', 14],
    ['vlan-tcp', 18],
  ])('%s has a right IPv4 header checksum', (id, from) => {
    expect(sum(bytesOf(id).slice(from, from + 20))).toBe(0xffff)
  })

  it.each([
    ['tcp-syn', [26, 34], 34, 6],
    ['dns-query', [26, 34], 34, 17],
    ['ipv6-ping', [22, 54], 54, 58],
    ['vlan-tcp', [30, 38], 38, 6],
  ] as const)('%s has a right transport checksum', (id, addresses, from, protocol) => {
    expect(sum(withAddresses(bytesOf(id), addresses, from, protocol))).toBe(0xffff)
  })
})
