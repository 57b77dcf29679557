import { expect, it } from 'vitest'
import { describeValue } from './values.ts'

it.each([
  [0xc0a80101, 'ipv4', 4, '192.168.1.1'],
  [0xffffffff, 'ipv4', 4, '255.255.255.255'],
  [0x0800, 'ethertype', 2, 'IPv4'],
  [0x1234, 'ethertype', 2, null],
  [6, 'ipproto', 1, 'TCP'],
  [58, 'ipproto', 1, 'ICMPv6'],
  [443, 'port', 2, '443 (https)'],
  [49152, 'port', 2, '49152'],
  [0x11, 'mac', 2, '00:11'],
  [0x20010db8, 'ipv6', 4, '2001:0db8'],
  [0x12, 'tcp-flags', 1, 'SYN, ACK'],
  [8, 'icmp-type', 1, 'echo request'],
  [2, 'arp-operation', 2, 'a reply'],
  [4, 'packet-type', 0, 'outgoing'],
  [0x47455420, 'text', 4, '“GET ”'],
  [0x00455420, 'text', 4, null],
] as const)('%i of %s, %i bytes: %s', (value, kind, size, expected) => {
  expect(describeValue(value, { kind, size })).toBe(expected)
})
