/**
 * The words of the machine: its state, what surrounds it, and how a run can end.
 */
import { type Flavour } from '../bpf/index.ts'

/**
 * What the kernel knows of a packet beside its bytes: the fields of the socket buffer that the
 * extension loads read. Each is the number the load puts into A.
 */
export interface Metadata {
  /** skb->len: the packet's length in bytes; null means the length of the bytes at hand. */
  readonly len: number | null
  readonly proto: number
  readonly type: number
  readonly ifidx: number
  readonly mark: number
  readonly queue: number
  readonly hatype: number
  readonly rxhash: number
  readonly cpu: number
  readonly vlan_tci: number
  readonly vlan_avail: number
  readonly vlan_tpid: number
  /** The number that `rand` gives, so that a run can be repeated. */
  readonly rand: number
  /** Byte of the packet where the network header starts; 14 on Ethernet. */
  readonly netoff: number
  /** What `poff` gives; computed from the packet where it is absent. See payload-offset.ts. */
  readonly poff?: number
}

/** What a program runs against. */
export interface Environment {
  readonly packet: Uint8Array
  readonly metadata: Metadata
  readonly flavour: Flavour
}

export type Outcome =
  /** The program returned: 0 drops, anything else keeps that many bytes at most. */
  | { readonly kind: 'returned'; readonly value: number }
  /** A load reached past the packet's end; the kernel drops. `offset` is the first byte asked for. */
  | { readonly kind: 'out-of-bounds'; readonly pc: number; readonly offset: number; readonly size: number }
  | { readonly kind: 'division-by-zero'; readonly pc: number }
  /** The instruction at pc does not exist or cannot be executed; a checked program never gets here. */
  | { readonly kind: 'bad-instruction'; readonly pc: number }
  | { readonly kind: 'step-limit'; readonly steps: number }

/** The most steps a run takes unless the caller says otherwise. A checked program needs 4096 at most. */
export const DEFAULT_STEP_LIMIT = 1_000_000

/** Nothing known of the packet but its bytes; an Ethernet frame. */
export const defaultMetadata: Metadata = {
  len: null,
  proto: 0,
  type: 0,
  ifidx: 0,
  mark: 0,
  queue: 0,
  hatype: 0,
  rxhash: 0,
  cpu: 0,
  vlan_tci: 0,
  vlan_avail: 0,
  vlan_tpid: 0,
  rand: 0,
  netoff: 14,
}

/** Registers and scratch memory at one moment. All values unsigned 32 bits. */
export interface MachineState {
  pc: number
  a: number
  x: number
  /** Sixteen words. */
  m: Uint32Array
  /** Instructions executed so far; one that ends the run, even by failing, counts. */
  steps: number
  /** Null while the machine runs. */
  outcome: Outcome | null
}

/** The packet bytes an instruction reads, half-open. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}
