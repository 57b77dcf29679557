import { describe, expect, it } from 'vitest'
import { frameMetadata } from './frame-metadata.ts'

const ethernet = (type: number): Uint8Array => Uint8Array.from([...new Uint8Array(12), type >> 8, type & 0xff])

describe('what the kernel would know of a frame', () => {
  it.each([
    ['Ethernet, IPv4', 1, ethernet(0x0800), { proto: 0x0800, hatype: 1, netoff: 14 }],
    ['Ethernet, IPv6', 1, ethernet(0x86dd), { proto: 0x86dd, hatype: 1, netoff: 14 }],
    ['Ethernet, 802.3 length', 1, ethernet(38), { proto: 4, hatype: 1, netoff: 14 }],
    ['Ethernet, cut off before its type', 1, Uint8Array.of(1, 2), { proto: 4, netoff: 14 }],
    ['raw IPv4', 12, Uint8Array.of(0x45), { proto: 0x0800, hatype: 519, netoff: 0 }],
    ['raw IPv6', 12, Uint8Array.of(0x60), { proto: 0x86dd, hatype: 519, netoff: 0 }],
    ['a link type without rules', 4711, Uint8Array.of(0x45), { proto: 0, hatype: 0, netoff: 14 }],
  ])('%s', (_, linkType, bytes, known) => {
    expect(frameMetadata(linkType, bytes, {})).toMatchObject({ ...known, len: null, vlan_avail: 0 })
  })

  it('gives way to what was set by hand', () => {
    expect(frameMetadata(1, ethernet(0x0800), { proto: 7, len: 9 })).toMatchObject({ proto: 7, len: 9, hatype: 1 })
  })
})
