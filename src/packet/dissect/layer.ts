/**
 * What one protocol's dissector takes and gives. A dissector names the next protocol and never
 * calls it, so no protocol file imports another; dissect.ts does the walking.
 */
import type { Field } from '../types.ts'

export type ProtocolName =
  | 'ethernet'
  | 'vlan'
  | 'llc'
  | 'arp'
  | 'ipv4'
  | 'ipv6'
  | 'ipv6-extension'
  | 'tcp'
  | 'udp'
  | 'icmp'
  | 'icmpv6'
  | 'igmp'
  | 'sctp'
  | 'gre'
  | 'mpls'
  | 'pppoe'
  | 'ppp'
  | 'hdlc'
  | 'vxlan'
  | 'geneve'
  | 'wlan'
  | 'radiotap'
  | 'sll'
  | 'sll2'
  | 'loopback'
  | 'dns'
  | 'syscall'
  | 'data'

/** The source of an IP header in the frame's bytes; its destination, of as many bytes, follows at once. */
export interface AddressesAt {
  readonly from: number
  readonly size: 4 | 16
}

/** The stretch of the frame that a protocol is to read. */
export interface Part {
  readonly protocol: ProtocolName
  /** First byte, and the end that the layer below gives; never past the frame's end. */
  readonly from: number
  readonly to: number
  /** Whether from … to is the whole of the message: false where the frame is cut short or the packet is a fragment. */
  readonly complete: boolean
  /** It is the start of a packet that an error message quotes: as a rule cut short, and not who talks to whom. */
  readonly quoted: boolean
  /** Only who talks to whom, in which protocol, saying what, is wanted: headers are read, and their fields left out. */
  readonly brief: boolean
  /** The addresses for checksums; null where there is no IP below, or the final address is not known. */
  readonly pseudo: AddressesAt | null
  /** The number that named the protocol: an EtherType, an IP protocol; 0 where there was none. */
  readonly number: number
  /** For `data`: what the bytes are, `SCTP`; null where that is not known. */
  readonly note: string | null
}

/**
 * The bytes from `from` on, which no dissector knows. Written out, as every part that most packets have is: a spread
 * of its members costs more than all else that a dissector does where no fields are wanted.
 */
export function dataAfter(part: Part, from: number, note: string | null = null): Part {
  const { to, complete, quoted, brief, pseudo, number } = part
  return { protocol: 'data', from, to, complete, quoted, brief, pseudo, number, note }
}

/** Source, then destination. */
export type Ends = readonly [source: string, destination: string]

/** `source → destination`, of which each may be empty. */
export function arrow(source: string, destination: string): string {
  if (source === '') return destination === '' ? '' : `→ ${destination}`
  return destination === '' ? `${source} →` : `${source} → ${destination}`
}

/** The line that says who talks to whom. */
export function endsText([source, destination]: Ends): string {
  return arrow(source, destination)
}

/** A header without its line of text, which is made when asked for. */
export interface Header extends Omit<Field, 'value'> {
  readonly value: () => string
}

/** Texts are functions: of all the headers of a frame, only the innermost that has one is asked for it. */
export interface Dissected {
  readonly header: Header
  /** What follows; after a header that is cut short it may start past the end, and is then not visited. */
  readonly next: Part | null
  /** Who talks to whom, if this protocol knows better than the ones below it. */
  readonly summary: (() => string) | null
  /** The addresses of this header, where it has any. */
  readonly ends?: (() => Ends) | null
}

export type Dissector = (bytes: Uint8Array, part: Part) => Dissected
