/**
 * The frames that ship with the playground. Their ids are frozen, because links carry them; so are
 * their bytes, because a link also carries a step of a run over them.
 *
 * MAC addresses are those set aside for documentation (RFC 7042 section 2.1.1), IPv6 addresses
 * likewise (RFC 3849). Checksums are right, except where a remark says otherwise.
 */
import { invariant } from '../../base/index.ts'
import { DLT } from '../../net/index.ts'
import { dissect } from '../dissect/dissect.ts'
import { parseHex } from '../hex.ts'
import type { SampleFrame } from '../types.ts'

export const sampleFrames: readonly SampleFrame[] = [
  ethernetSample(
    'icmp-echo',
    'ICMP echo request',
    `
      aa aa aa aa aa aa bb bb bb bb bb bb 08 00 45 00
      00 1c 77 71 40 00 40 01 3f 92 c0 a8 01 8e c0 a8
      01 01 08 00 c1 c0 36 0e 00 01
    `,
    'Both checksums of this frame are wrong, as they are in the text it comes from: the IPv4 header’s 0x3f92 should ' +
      'be 0x3f90, the ICMP checksum 0xc1c0 should be 0xc1f0. A filter does not look at them. The destination MAC is ' +
      'aa:aa:aa:aa:aa:aa: the destination comes first in an Ethernet frame.',
  ),
  ethernetSample(
    'arp-request',
    'ARP request',
    `
      ff ff ff ff ff ff 00 00 5e 00 53 8e 08 06 00 01
      08 00 06 04 00 01 00 00 5e 00 53 8e c0 a8 01 8e
      00 00 00 00 00 00 c0 a8 01 01
    `,
    null,
  ),
  ethernetSample(
    'tcp-syn',
    'TCP SYN, port 443',
    `
      00 00 5e 00 53 01 00 00 5e 00 53 8e 08 00 45 00
      00 3c 1c 46 40 00 40 06 9a 96 c0 a8 01 8e c0 a8
      01 01 c0 00 01 bb 1f 2e 3d 4c 00 00 00 00 a0 02
      fa f0 48 ef 00 00 02 04 05 b4 04 02 08 0a 00 bc
      61 4e 00 00 00 00 01 03 03 07
    `,
    null,
  ),
  ethernetSample(
    'dns-query',
    'DNS query',
    `
      00 00 5e 00 53 01 00 00 5e 00 53 8e 08 00 45 00
      00 39 5d 02 40 00 40 11 59 d2 c0 a8 01 8e c0 a8
      01 01 9c bb 00 35 00 25 e2 42 2a 1d 01 00 00 01
      00 00 00 00 00 00 07 65 78 61 6d 70 6c 65 03 6f
      72 67 00 00 01 00 01
    `,
    null,
  ),
  ethernetSample(
    'ipv6-ping',
    'IPv6 ping',
    `
      00 00 5e 00 53 01 00 00 5e 00 53 8e 86 dd 60 00
      00 00 00 10 3a 40 20 01 0d b8 00 00 00 00 00 00
      00 00 00 00 00 8e 20 01 0d b8 00 00 00 00 00 00
      00 00 00 00 00 01 80 00 5c 0f 36 0e 00 01 61 62
      63 64 65 66 67 68
    `,
    null,
  ),
  ethernetSample(
    'vlan-tcp',
    'VLAN 10, TCP',
    `
      00 00 5e 00 53 01 00 00 5e 00 53 8e 81 00 00 0a
      08 00 45 00 00 3a 3b 11 40 00 40 06 7b cd c0 a8
      01 8e c0 a8 01 01 c0 01 00 50 0a 0b 0c 0d 7a 6b
      5c 4d 50 18 01 f6 9e 22 00 00 47 45 54 20 2f 20
      48 54 54 50 2f 31 2e 30 0d 0a 0d 0a
    `,
    'The 802.1Q tag moves everything after the MAC addresses four bytes on: a filter that does not say vlan reads the ' +
      'tag’s 0x8100 where it looks for the EtherType.',
  ),
]

function ethernetSample(id: string, name: string, hex: string, remark: string | null): SampleFrame {
  const bytes = parseHex(hex)
  invariant(bytes.ok, `sample ${id} is hex`)
  const frame = { linkType: DLT.EN10MB, bytes: bytes.value }
  return { id, name, summary: dissect(frame).summary, frame, remark }
}
