/**
 * What the page and the worker of captures say to each other: plain data. A request that wants an answer has a
 * number, and the answer has it too; events come when something has happened.
 */
import type { CaptureFault, CaptureFormat, ClauseTotals, Flavour, SourceInput } from '../playground/index.ts'

/** How far reading a file is. */
export interface ReadingState {
  readonly name: string
  /** Bytes of the file, as it lies there. */
  readonly size: number
  /** When it was last changed, milliseconds since 1970. */
  readonly modified: number
  /** Bytes read of it. */
  readonly read: number
  readonly packets: number
  readonly format: CaptureFormat | null
  /** DLT_* numbers of its interfaces, each once. */
  readonly linkTypes: readonly number[]
  /** `reading`, or how it ended: all was read, the person gave up, the file is broken, memory is full. */
  readonly state: 'reading' | 'whole' | 'given up' | 'broken' | 'full'
  readonly fault: CaptureFault | null
}

/** What a filter did with the packets so far. */
export interface FilterTotals {
  /** Of the request. */
  readonly run: number
  /** Packets looked at, of all. */
  readonly done: number
  readonly total: number
  readonly matches: number
  /** Packets that the program does not see where it runs (sight.ts): they are not run. */
  readonly others: number
  /** Whether what follows is known: verdicts come first, counts when there are verdicts for all packets. */
  readonly isCounted: boolean
  readonly steps: number
  readonly worst: number
  /** For each instruction of the program, and for each of its conditional jumps; empty until it is known. */
  readonly executed: Float64Array
  readonly taken: Float64Array
  /** For each clause of a filter; empty in the other languages, and until all packets have been counted. */
  readonly clauses: readonly ClauseTotals[]
  /** Null until all packets have been looked at, and where they have no times. */
  readonly histogram: Histogram | null
}

/** Packets over time, in stretches of the same length. */
export interface Histogram {
  /** Seconds from the first packet to the last. */
  readonly seconds: number
  readonly all: Uint32Array
  readonly matches: Uint32Array
}

export type SortColumn = 'number' | 'time' | 'source' | 'destination' | 'protocol' | 'length' | 'verdict' | 'steps'

/** Which packets are in view, and in which order. */
export interface Arrangement {
  readonly sort: SortColumn
  readonly descending: boolean
  readonly show: 'all' | 'matching' | 'dropped'
}

export interface CapturedRow {
  /** From 1, in the order of the file. */
  readonly number: number
  /** Seconds since the first packet; null where it has no time. */
  readonly time: number | null
  readonly source: string
  readonly destination: string
  readonly protocol: string
  readonly info: string
  /** Bytes on the wire, and those that the file holds. */
  readonly length: number
  readonly caplen: number
  /** What the program returned; null where it does not see the packet, or there is none. */
  readonly verdict: number | null
  readonly steps: number
}

/** A stretch of the packets in view. */
export interface RowsAnswer {
  /** All packets in view. */
  readonly total: number
  readonly from: number
  readonly rows: readonly CapturedRow[]
}

export interface CapturedPacket {
  readonly number: number
  readonly linkType: number
  readonly bytes: Uint8Array
  readonly length: number
}

/** How far writing packets down is. */
export interface WritingState {
  readonly format: 'pcap' | 'CSV'
  readonly done: number
  readonly total: number
}

export type Event =
  | { readonly kind: 'reading'; readonly reading: ReadingState }
  /** Null when it is over, in one way or another. */
  | { readonly kind: 'writing'; readonly writing: WritingState | null }
  | { readonly kind: 'filtered'; readonly totals: FilterTotals }
  /** How far reading all packets is for the first order by a text, 0 … 1; null when it is over. */
  | { readonly kind: 'sorting'; readonly progress: number | null }
  /** A bug of ours, or memory that is not to be had. */
  | { readonly kind: 'failed'; readonly message: string }

export interface FilterRequest {
  readonly run: number
  /** Compiled again in the worker. */
  readonly source: SourceInput
  readonly flavour: Flavour
}

/** Method name → its arguments and its answer. */
export interface Methods {
  readonly rows: (arrangement: Arrangement, from: number, count: number) => Promise<RowsAnswer>
  readonly packet: (number: number) => Promise<CapturedPacket | null>
  /** Where the packet stands in the arrangement, from 0; -1 where it is not in view. */
  readonly place: (arrangement: Arrangement, number: number) => Promise<number>
  /** The packets in view, as a pcap file, or the table as text; null where writing was stopped. */
  readonly exportPcap: (arrangement: Arrangement) => Promise<Blob | null>
  readonly exportCsv: (arrangement: Arrangement) => Promise<Blob | null>
}

export type MethodName = keyof Methods

export type Request =
  | { readonly kind: 'open'; readonly file: File }
  | { readonly kind: 'give up' }
  | { readonly kind: 'stop writing' }
  | { readonly kind: 'filter'; readonly request: FilterRequest }
  | { readonly kind: 'call'; readonly id: number; readonly method: MethodName; readonly args: readonly unknown[] }

export type Reply =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
