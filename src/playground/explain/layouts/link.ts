/**
 * Link layers, and what stands between them and the network layer: VLAN tags, MPLS, PPPoE, LLC.
 *
 * Source: IEEE 802.3, 802.1Q, 802.2, 802.5, ISO 9314 (FDDI); RFC 1042, 2516, 1661, 1662, 3032, 2625, 1201, 2427; the
 * tcpdump group's link-layer header types; OpenBSD's net/if_pflog.h.
 */
import { type FieldLayout, type HeaderLayout, type ValueKind, field } from './layout.ts'

function macs(destination: number, source: number): readonly FieldLayout[] {
  return [
    field(destination, destination + 6, 'destination MAC', 'Destination MAC', 'mac'),
    field(source, source + 6, 'source MAC', 'Source MAC', 'mac'),
  ]
}

export const ETHERNET: HeaderLayout = {
  name: 'Ethernet',
  length: 14,
  fields: [...macs(0, 6), field(12, 14, 'EtherType', 'EtherType', 'ethertype')],
}

export const VLAN: HeaderLayout = {
  name: 'VLAN tag',
  length: 4,
  fields: [
    field(0, 2, 'VLAN tag', 'VLAN tag', null, [
      { mask: 0x0fff, name: 'VLAN id' },
      { mask: 0xe000, name: 'VLAN priority' },
      { mask: 0x1000, name: 'VLAN drop-eligible bit' },
    ]),
    field(2, 4, 'EtherType after the VLAN tag', 'EtherType', 'ethertype'),
  ],
}

/** The same two bytes where they are known to be no EtherType. */
export const ETHERNET_8023: HeaderLayout = {
  name: 'Ethernet',
  length: 14,
  fields: [...macs(0, 6), field(12, 14, 'IEEE 802.3 length', 'Length')],
}

export const TOKEN_RING: HeaderLayout = {
  name: 'Token ring',
  length: 14,
  fields: [
    field(0, 1, 'access control', 'Access control'),
    field(1, 2, 'frame control', 'Frame control'),
    ...macs(2, 8),
  ],
}

export const FDDI: HeaderLayout = {
  name: 'FDDI',
  length: 13,
  fields: [field(0, 1, 'FDDI frame control', 'Frame control'), ...macs(1, 7)],
}

export const FIBRE_CHANNEL: HeaderLayout = { name: 'Fibre Channel', length: 16, fields: macs(2, 10) }

export const LLC: HeaderLayout = {
  name: 'LLC',
  length: 3,
  fields: [
    field(0, 1, 'LLC destination SAP', 'Destination SAP', 'sap'),
    field(1, 2, 'LLC source SAP', 'Source SAP', 'sap'),
    field(2, 3, 'LLC control', 'LLC control', null, [
      { mask: 0x03, name: 'LLC frame format' },
      { mask: 0x01, name: 'lowest bit of LLC control' },
      { mask: 0xef, name: 'LLC control without the poll bit' },
      { mask: 0x0f, name: 'LLC supervisory type' },
    ]),
  ],
}

/** Both together, for loads that reach from one into the other. */
export const LLC_SNAP: HeaderLayout = { name: 'LLC and SNAP', length: 8, fields: [] }

/** What follows LLC where its SAPs say so. */
export const SNAP: HeaderLayout = {
  name: 'SNAP',
  length: 5,
  fields: [
    field(0, 3, 'SNAP organization', 'SNAP organization'),
    field(3, 5, 'EtherType after SNAP', 'EtherType', 'ethertype'),
  ],
}

/** What follows LLC where its SAPs are those of the ISO protocols. */
export const ISO: HeaderLayout = {
  name: 'ISO network layer',
  length: 1,
  fields: [field(0, 1, 'ISO network-layer protocol', 'ISO protocol', 'nlpid')],
}

/** Source: ISO 10589. */
export const ISIS: HeaderLayout = {
  name: 'IS-IS',
  length: 8,
  fields: [
    field(0, 1, 'ISO network-layer protocol', 'ISO protocol', 'nlpid'),
    field(1, 2, 'IS-IS header length', 'Header length'),
    field(4, 5, 'IS-IS PDU type', 'PDU type', null, [{ mask: 0x1f, name: 'IS-IS PDU type' }]),
  ],
}

export const MPLS: HeaderLayout = {
  name: 'MPLS',
  length: 4,
  fields: [
    field(0, 4, 'MPLS label stack entry', 'Label stack entry', null, [
      { mask: 0xfffff000, name: 'MPLS label' },
      { mask: 0x00000e00, name: 'MPLS traffic class' },
      { mask: 0x00000100, name: 'MPLS bottom-of-stack bit' },
      { mask: 0x000000ff, name: 'MPLS time to live' },
    ]),
  ],
}

export const PPPOE: HeaderLayout = {
  name: 'PPPoE',
  length: 6,
  fields: [
    field(0, 1, 'PPPoE version and type', 'Version and type'),
    field(1, 2, 'PPPoE code', 'PPPoE code'),
    field(2, 4, 'PPPoE session', 'PPPoE session'),
    field(4, 6, 'PPPoE length', 'PPPoE length'),
  ],
}

/** Without the framing of HDLC. */
export const PPP: HeaderLayout = {
  name: 'PPP',
  length: 2,
  fields: [field(0, 2, 'PPP protocol', 'PPP protocol', 'ppp')],
}

/** What HDLC framing puts before the number of the protocol. */
export const PPP_FRAMING: HeaderLayout = {
  name: 'PPP framing',
  length: 2,
  fields: [field(0, 1, 'PPP address', 'PPP address'), field(1, 2, 'PPP control', 'PPP control')],
}

/** The pppd of Linux writes the direction where the address would be. */
export const PPPD_FRAMING: HeaderLayout = {
  name: 'PPP framing',
  length: 2,
  fields: [field(0, 1, 'direction, 0 in and 1 out', 'Direction'), field(1, 2, 'PPP control', 'PPP control')],
}

export const CISCO_HDLC: HeaderLayout = {
  name: 'Cisco HDLC',
  length: 4,
  fields: [
    field(0, 1, 'HDLC address', 'HDLC address'),
    field(1, 2, 'HDLC control', 'HDLC control'),
    field(2, 4, 'EtherType', 'EtherType', 'ethertype'),
  ],
}

/** Linux cooked capture. */
export const COOKED: HeaderLayout = {
  name: 'Linux cooked',
  length: 16,
  fields: [
    field(0, 2, 'packet type, to whom it goes', 'Packet type', 'packet-type'),
    field(2, 4, 'hardware type', 'Hardware type'),
    field(4, 6, 'length of the sender’s address', 'Address length'),
    field(6, 14, 'sender’s address', 'Sender address', 'mac'),
    field(14, 16, 'EtherType', 'EtherType', 'ethertype'),
  ],
}

/** Its second version. */
export const COOKED_2: HeaderLayout = {
  name: 'Linux cooked, version 2',
  length: 20,
  fields: [
    field(0, 2, 'EtherType', 'EtherType', 'ethertype'),
    field(4, 8, 'interface index', 'Interface index'),
    field(8, 10, 'hardware type', 'Hardware type'),
    field(10, 11, 'packet type, to whom it goes', 'Packet type', 'packet-type'),
    field(11, 12, 'length of the sender’s address', 'Address length'),
    field(12, 20, 'sender’s address', 'Sender address', 'mac'),
  ],
}

/** `kind` tells in which order the bytes of the family are. */
export function loopbackLayout(kind: ValueKind): HeaderLayout {
  return { name: 'Loopback', length: 4, fields: [field(0, 4, 'address family', 'Address family', kind)] }
}

export const ENC: HeaderLayout = {
  name: 'OpenBSD encapsulated IP',
  length: 12,
  fields: [
    field(0, 4, 'address family', 'Address family', 'family-swapped'),
    field(4, 8, 'security parameters index', 'Security parameters index'),
    field(8, 12, 'flags', 'Flags'),
  ],
}

export const PFLOG: HeaderLayout = {
  name: 'Packet-filter log',
  length: 61,
  fields: [
    field(0, 1, 'packet-filter log header length', 'Log header length'),
    field(1, 2, 'address family', 'Address family', 'family'),
    field(2, 3, 'packet-filter action', 'Action'),
    field(3, 4, 'packet-filter reason', 'Reason'),
    field(4, 20, 'interface name', 'Interface name', 'text'),
    field(20, 36, 'rule set name', 'Rule set name', 'text'),
    field(36, 40, 'rule number', 'Rule number'),
    field(40, 44, 'sub-rule number', 'Sub-rule number'),
    field(60, 61, 'direction', 'Direction'),
  ],
}

/** IP over IEEE 1394, as Apple captures it. */
export const IEEE_1394: HeaderLayout = {
  name: 'IEEE 1394',
  length: 18,
  fields: [
    field(0, 8, 'destination identifier', 'Destination identifier', 'mac'),
    field(8, 16, 'source identifier', 'Source identifier', 'mac'),
    field(16, 18, 'EtherType', 'EtherType', 'ethertype'),
  ],
}

/** Linux keeps two bytes of an offset before the type. */
export function arcnetLayout(typeAt: 2 | 4): HeaderLayout {
  return {
    name: 'ARCNET',
    length: typeAt + 4,
    fields: [
      field(0, 1, 'source node', 'Source node'),
      field(1, 2, 'destination node', 'Destination node'),
      field(typeAt, typeAt + 1, 'ARCNET type', 'ARCNET type', 'arcnet'),
    ],
  }
}

export const SLIP: HeaderLayout = {
  name: 'SLIP',
  length: 16,
  fields: [
    field(0, 1, 'direction, 0 in and 1 out', 'Direction'),
    field(1, 16, 'header as it was compressed', 'Compressed header'),
  ],
}

/** BSD/OS has a longer one, of which nothing is told. */
export const SLIP_BSDOS: HeaderLayout = { name: 'SLIP', length: 24, fields: [] }

export const FRAME_RELAY: HeaderLayout = {
  name: 'Frame Relay',
  length: 4,
  fields: [
    field(0, 2, 'Frame Relay address', 'Address'),
    field(2, 3, 'control', 'Control'),
    field(3, 4, 'network-layer protocol', 'Protocol', 'nlpid'),
  ],
}

/** What all of Juniper's begin with. */
export const JUNIPER: HeaderLayout = {
  name: 'Juniper',
  length: 4,
  fields: [
    field(0, 3, 'Juniper’s magic number', 'Magic number'),
    field(3, 4, 'Juniper flags', 'Flags', null, [{ mask: 0x01, name: 'inbound bit' }]),
  ],
}
