/**
 * IEEE 802.11 and the radio headers before it.
 *
 * Source: IEEE 802.11-2020 clause 9.2, 9.3; radiotap.org; the tcpdump group's link-layer header
 * types for Prism, AVS and PPI.
 */
import { type HeaderLayout, field } from './layout.ts'

/** What all frames have. */
export const WLAN: HeaderLayout = {
  name: '802.11',
  length: 10,
  fields: [
    field(0, 1, '802.11 type and subtype', '802.11 type and subtype', null, [
      { mask: 0x03, name: '802.11 version' },
      { mask: 0x0c, name: '802.11 type', kind: 'wlan-type' },
      { mask: 0xf0, name: '802.11 subtype' },
      { mask: 0xfc, name: '802.11 type and subtype', kind: 'wlan-subtype' },
      { mask: 0x04, name: 'control-frame bit' },
      { mask: 0x08, name: 'data-frame bit' },
      { mask: 0x80, name: 'highest subtype bit (QoS in data frames)' },
    ]),
    field(1, 2, '802.11 flags', '802.11 flags', null, [
      { mask: 0x01, name: 'to-DS bit' },
      { mask: 0x02, name: 'from-DS bit' },
      { mask: 0x03, name: 'to-DS and from-DS bits' },
      { mask: 0x04, name: 'more-fragments bit' },
      { mask: 0x08, name: 'retry bit' },
      { mask: 0x40, name: 'protected bit' },
    ]),
    field(2, 4, '802.11 duration', 'Duration'),
    field(4, 10, '802.11 address 1', 'Address 1', 'mac'),
  ],
}

/** What follows in data and management frames, and in part in some control frames. */
export const WLAN_ADDRESSES: HeaderLayout = {
  name: '802.11 addresses',
  length: 14,
  fields: [
    field(0, 6, '802.11 address 2', 'Address 2', 'mac'),
    field(6, 12, '802.11 address 3', 'Address 3', 'mac'),
    field(12, 14, '802.11 sequence control', 'Sequence control'),
  ],
}

/** Only in data frames from one access point to another. */
export const WLAN_FOURTH_ADDRESS: HeaderLayout = {
  name: '802.11 address 4',
  length: 6,
  fields: [field(0, 6, '802.11 address 4', 'Address 4', 'mac')],
}

/** Radiotap is little-endian: its numbers are read byte by byte, or their bits in swapped places. */
export const RADIOTAP: HeaderLayout = {
  name: 'Radiotap',
  length: 8,
  fields: [
    field(0, 1, 'radiotap version', 'Radiotap version'),
    field(2, 4, 'radiotap length', 'Radiotap length'),
    field(4, 8, 'radiotap presence bits', 'Radiotap presence bits', null, [
      { mask: 0x01000000, name: 'radiotap timestamp-present bit' },
      { mask: 0x02000000, name: 'radiotap flags-present bit' },
      { mask: 0x00000080, name: 'radiotap more-presence-bits bit' },
    ]),
  ],
}

/** Its flags, wherever they stand. */
export const RADIOTAP_FLAGS: HeaderLayout = {
  name: 'Radiotap flags',
  length: 1,
  fields: [
    field(0, 1, 'radiotap flags', 'Radiotap flags', null, [
      { mask: 0x20, name: 'radiotap padding-after-header bit' },
      { mask: 0x10, name: 'radiotap check-sequence bit' },
    ]),
  ],
}

export const PPI: HeaderLayout = {
  name: 'PPI',
  length: 8,
  fields: [
    field(0, 1, 'PPI version', 'PPI version'),
    field(1, 2, 'PPI flags', 'PPI flags'),
    field(2, 4, 'PPI length', 'PPI length'),
    field(4, 8, 'PPI link type', 'PPI link type'),
  ],
}

/** Prism's own header; drivers may write AVS in its place. */
export const PRISM: HeaderLayout = {
  name: 'Prism',
  length: 8,
  fields: [
    field(0, 4, 'Prism message code, or AVS magic number', 'Message code or magic number', null, [
      { mask: 0xfffff000, name: 'AVS magic number' },
    ]),
    field(4, 8, 'Prism message length', 'Message length'),
  ],
}

export const AVS: HeaderLayout = {
  name: 'AVS',
  length: 8,
  fields: [
    field(0, 4, 'AVS magic number and version', 'Magic number', null, [{ mask: 0xfffff000, name: 'AVS magic number' }]),
    field(4, 8, 'AVS header length', 'AVS header length'),
  ],
}
