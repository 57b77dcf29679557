/**
 * ARP, IPv4, IPv6 and its extension headers.
 *
 * Source: RFC 791, 826, 8200, 4302.
 */
import { type HeaderLayout, field } from './layout.ts'

export const ARP: HeaderLayout = {
  name: 'ARP',
  length: 28,
  fields: [
    field(0, 2, 'ARP hardware type', 'Hardware type'),
    field(2, 4, 'ARP protocol type', 'Protocol type', 'ethertype'),
    field(4, 5, 'ARP hardware length', 'Hardware length'),
    field(5, 6, 'ARP protocol length', 'Protocol length'),
    field(6, 8, 'ARP operation', 'Operation', 'arp-operation'),
    field(8, 14, 'ARP sender MAC', 'Sender MAC', 'mac'),
    field(14, 18, 'ARP sender IP', 'Sender IP', 'ipv4'),
    field(18, 24, 'ARP target MAC', 'Target MAC', 'mac'),
    field(24, 28, 'ARP target IP', 'Target IP', 'ipv4'),
  ],
}

/** A raw IP packet of a version that is not known yet: the first byte is all that both have in common. */
export const IP: HeaderLayout = {
  name: 'IP',
  length: 1,
  fields: [field(0, 1, 'IP version', 'IP version byte', null, [{ mask: 0xf0, name: 'IP version' }])],
}

export const IPV4: HeaderLayout = {
  name: 'IPv4',
  length: 20,
  fields: [
    field(0, 1, 'IPv4 version and header length', 'Version and header length', null, [
      { mask: 0xf0, name: 'IP version' },
      { mask: 0x0f, name: 'IPv4 header length in words' },
    ]),
    field(1, 2, 'IPv4 DSCP and ECN', 'DSCP and ECN', null, [
      { mask: 0xfc, name: 'IPv4 DSCP' },
      { mask: 0x03, name: 'IPv4 ECN' },
    ]),
    field(2, 4, 'IPv4 total length', 'Total length'),
    field(4, 6, 'IPv4 identification', 'Identification'),
    field(6, 8, 'IPv4 flags and fragment offset', 'Flags and fragment offset', null, [
      { mask: 0x1fff, name: 'fragment offset' },
      { mask: 0x4000, name: 'don’t-fragment bit' },
      { mask: 0x2000, name: 'more-fragments bit' },
      { mask: 0x3fff, name: 'more-fragments bit and fragment offset' },
    ]),
    field(8, 9, 'IPv4 time to live', 'Time to live'),
    field(9, 10, 'IPv4 protocol', 'Protocol', 'ipproto'),
    field(10, 12, 'IPv4 header checksum', 'Header checksum'),
    field(12, 16, 'IPv4 source', 'Source', 'ipv4'),
    field(16, 20, 'IPv4 destination', 'Destination', 'ipv4'),
  ],
}

export const IPV6: HeaderLayout = {
  name: 'IPv6',
  length: 40,
  fields: [
    field(0, 4, 'IPv6 version, class and flow label', 'Version, class and flow label', null, [
      { mask: 0xf0000000, name: 'IP version' },
      { mask: 0x0ff00000, name: 'IPv6 traffic class' },
      { mask: 0x000fffff, name: 'IPv6 flow label' },
    ]),
    field(4, 6, 'IPv6 payload length', 'Payload length'),
    field(6, 7, 'IPv6 next header', 'Next header', 'ipproto'),
    field(7, 8, 'IPv6 hop limit', 'Hop limit'),
    field(8, 24, 'IPv6 source', 'IPv6 source', 'ipv6'),
    field(24, 40, 'IPv6 destination', 'IPv6 destination', 'ipv6'),
  ],
}

export const IPV6_FRAGMENT: HeaderLayout = {
  name: 'IPv6 fragment header',
  length: 8,
  fields: [
    field(0, 1, 'next header after the IPv6 fragment header', 'Next header after the fragment header', 'ipproto'),
    field(2, 4, 'IPv6 fragment offset and flags', 'Fragment offset and flags', null, [
      { mask: 0xfff8, name: 'fragment offset' },
    ]),
    field(4, 8, 'IPv6 fragment identification', 'Identification'),
  ],
}

/** Hop-by-hop options, routing header and destination options: all that they have in common. */
export const IPV6_EXTENSION: HeaderLayout = {
  name: 'IPv6 extension header',
  length: 2,
  fields: [
    field(0, 1, 'next header after the IPv6 extension header', 'Next header after the extension header', 'ipproto'),
    field(1, 2, 'IPv6 extension header length', 'Extension header length'),
  ],
}

export const AUTHENTICATION: HeaderLayout = {
  name: 'AH',
  length: 12,
  fields: [
    field(0, 1, 'next header after AH', 'Next header after AH', 'ipproto'),
    field(1, 2, 'AH length', 'AH length'),
    field(4, 8, 'AH security parameters index', 'Security parameters index'),
    field(8, 12, 'AH sequence number', 'Sequence number'),
  ],
}
