/**
 * What the description of a header is made of: where its fields are and what they are called in a
 * sentence. Data alone; the dissector's own tables are about spelling values, these about naming loads.
 */

/** How to spell a number from a field. */
export type ValueKind =
  | 'ipv4'
  | 'ipv6'
  | 'ethertype'
  | 'ipproto'
  | 'port'
  | 'mac'
  | 'icmp-type'
  | 'icmpv6-type'
  | 'arp-operation'
  | 'tcp-flags'
  | 'packet-type'
  | 'text'
  | 'ppp'
  | 'family'
  | 'family-swapped'
  | 'sap'
  | 'nlpid'
  | 'arcnet'
  /** Several fields at once: their bytes. */
  | 'bytes'
  | 'wlan-type'
  | 'wlan-subtype'
  | 'audit-arch'
  | 'syscall-x86-64'
  | 'syscall-arm64'

/** Some bits of a field that have a name of their own. */
export interface FieldPart {
  readonly mask: number
  readonly name: string
  /** How to spell them once they are shifted down; left out where they are just a number. */
  readonly kind?: ValueKind
}

export interface FieldLayout {
  /** Bytes from the header's start, half-open. */
  readonly from: number
  readonly to: number
  /** As the rest of a sentence, with the protocol: `IPv4 destination`. */
  readonly name: string
  /** As the subject of a question: `Destination`. */
  readonly noun: string
  readonly kind: ValueKind | null
  readonly parts: readonly FieldPart[]
}

export interface HeaderLayout {
  readonly name: string
  readonly fields: readonly FieldLayout[]
  /** Least length in bytes; loads after it belong to options or payload. 0 for a payload without fields. */
  readonly length: number
}

export function field(
  from: number,
  to: number,
  name: string,
  noun: string,
  kind: ValueKind | null = null,
  parts: readonly FieldPart[] = [],
): FieldLayout {
  return { from, to, name, noun, kind, parts }
}

/** Bytes that have no fields here. */
export function payload(name: string): HeaderLayout {
  return { name, fields: [], length: 0 }
}
