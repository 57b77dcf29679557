/**
 * `nla` and `nlan`: finding a netlink attribute in the packet.
 *
 * An attribute is a header of four bytes, length (itself included) and type, 16 bits each in the
 * machine's byte order, then its data; the next one starts at a multiple of four from it. The
 * byte order here is little-endian, as on x86 and ARM. The two highest bits of the type are flags
 * and take no part in the comparison.
 *
 * Source: Documentation/networking/filter.rst, rtnetlink(7); answers of a live kernel.
 */

const HEADER = 4

/** Offset of the first attribute of the type at or after byte `offset`; 0 where there is none. */
export function findAttribute(packet: Uint8Array, offset: number, type: number): number {
  if (offset + HEADER > packet.length) return 0
  return find(packet, offset, packet.length, type)
}

/** The same among the attributes inside the one that starts at `offset`. */
export function findNestedAttribute(packet: Uint8Array, offset: number, type: number): number {
  if (offset + HEADER > packet.length) return 0
  const end = offset + littleEndian16(packet, offset)
  if (end > packet.length) return 0
  return find(packet, offset + HEADER, end, type)
}

function find(packet: Uint8Array, from: number, to: number, type: number): number {
  let at = from
  while (at + HEADER <= to) {
    const length = littleEndian16(packet, at)
    if (length < HEADER || at + length > to) return 0
    if ((littleEndian16(packet, at + 2) & 0x3fff) === type) return at
    at += (length + 3) & ~3
  }
  return 0
}

function littleEndian16(packet: Uint8Array, at: number): number {
  return (packet[at] ?? 0) | ((packet[at + 1] ?? 0) << 8)
}
