/** What the views of a capture show. */

export type CaptureColumn = 'number' | 'time' | 'source' | 'destination' | 'protocol' | 'length' | 'verdict' | 'steps'

export interface CaptureSort {
  readonly sort: CaptureColumn
  readonly descending: boolean
}

export type Expected = 'any' | 'accept' | 'drop'

export type ShownPackets = 'all' | 'matching' | 'dropped'

export interface CaptureRowProps {
  /** From 1. */
  readonly number: number
  /** Seconds since the first packet; null where it has no time. */
  readonly time: number | null
  readonly source: string
  readonly destination: string
  readonly protocol: string
  readonly info: string
  /** Bytes on the wire, and those that there are. */
  readonly length: number
  readonly caplen: number
  /** Null where the program does not see the packet. */
  readonly verdict: number | null
  readonly steps: number
  /** Whether its verdict is the one that was expected of it; null where nothing was. */
  readonly holds: boolean | null
}
