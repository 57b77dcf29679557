/**
 * LINKTYPE_* numbers of files as DLT_* numbers of filters. They differ where systems disagreed on a DLT_* number and
 * libpcap made up a number for files.
 *
 * Source: www.tcpdump.org/linktypes.html; libpcap 1.10.3 on Linux.
 */
const DIFFERENT: ReadonlyMap<number, number> = new Map([
  [100, 11], // ATM_RFC1483
  [101, 12], // RAW
  [102, 15], // SLIP_BSDOS
  [103, 16], // PPP_BSDOS
  [106, 19], // ATM_CLIP
  [246, 18], // PFSYNC
])

export function linkTypeOfFile(fileLinkType: number): number {
  return DIFFERENT.get(fileLinkType) ?? fileLinkType
}

/** For USB more than libpcap 1.10.3 allows, which has 256 KiB and 1 MiB: there are transfers that are longer. */
const LONG_PACKETS: ReadonlyMap<number, number> = new Map([
  [220, 128 * 1024 * 1024], // USB_LINUX_MMAPPED
  [231, 128 * 1024 * 1024], // DBUS
  [249, 128 * 1024 * 1024], // USBPCAP
  [279, 8 * 1024 * 1024], // EBHSCR
])

/** The most bytes that a packet of the link type can have; what says it has more is broken. */
export function mostBytes(linkType: number): number {
  return LONG_PACKETS.get(linkType) ?? 262_144
}

const LARGEST_INT = 0x7fffffff

/** The bytes to which packets were cut, where a file says `written`: zero, or more than an int, is no limit at all. */
export function adjustSnapshot(linkType: number, written: number): number {
  return written === 0 || written > LARGEST_INT ? mostBytes(linkType) : written
}
