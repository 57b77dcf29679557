/**
 * A frame and its dissection, as plain data.
 */
export interface Frame {
  /** Link type number (DLT_*), 1 = EN10MB. */
  readonly linkType: number
  readonly bytes: Uint8Array
  /** Bytes that it had on the wire, where a capture has kept fewer. */
  readonly wireLength?: number | null
}

/** A sample that ships with the playground. The id is frozen: links carry it. */
export interface SampleFrame {
  readonly id: string
  readonly name: string
  /** One line for a list: `192.168.1.142 → 192.168.1.1`. */
  readonly summary: string
  readonly frame: Frame
  /** What is special or wrong in it, for people; null where there is nothing to say. */
  readonly remark: string | null
}

/** Which kind of header a field belongs to, for the tint of its bytes. */
export type Layer = 'link' | 'network' | 'transport' | 'payload'

/** A node of the field tree. Bytes are half-open offsets into the frame; a child lies inside its parent. */
export interface Field {
  /** Full name for the tree: `Header checksum`. */
  readonly name: string
  /** Short caption for the bytes: `cksum`; null where the bytes carry none. No byte has two captions. */
  readonly short: string | null
  /** Stable key, unique within a dissection: `ipv4.checksum`; a second header of a kind is `ipv4#2.checksum`. */
  readonly key: string
  readonly layer: Layer
  readonly from: number
  readonly to: number
  /** The value in words: `64`, `192.168.1.1`, `1, ICMP`. */
  readonly value: string
  /** What is odd about it: `should be 0x3f90`; null where nothing is. */
  readonly warning: string | null
  /**
   * For a checksum or a length: the number, in the order of the bytes, that recomputing would write, be it what is
   * there or not; left out where that cannot be known.
   */
  readonly right?: number
  /** The field is a run of bits in its bytes, big-endian: `shift` bits up from the low end, `count` wide. */
  readonly bits?: { readonly shift: number; readonly count: number }
  readonly children: readonly Field[]
}

export interface Dissection {
  /** Top-level headers in the order of the frame, without gaps: Ethernet, IPv4, ICMP, Data. */
  readonly fields: readonly Field[]
  /** One line: `192.168.1.142 → 192.168.1.1`. */
  readonly summary: string
  /** The innermost addresses that are known, without ports; empty where there are none. */
  readonly source: string
  readonly destination: string
  /** Name of the innermost header that is taken apart: `TCP`; empty where all is data. */
  readonly protocol: string
  /** What that header says in a line: `49152 → 443, SYN`. */
  readonly info: string
}
