/** What a row of the packets table shows. */
import type { ClauseMark } from './ClauseMarks.tsx'

export type Expected = 'any' | 'accept' | 'drop'

export interface PacketRowProps {
  readonly id: string
  readonly name: string
  readonly summary: string
  /** What keeps it from being a fair test, if anything: `another link type`. */
  readonly remark: string | null
  /** Where it is from, if that is a capture that is not open: `mixed.pcap`. */
  readonly file: string | null
  /** Bytes. */
  readonly length: number
  /** Null where there is no program to run. */
  readonly verdict: { readonly kind: 'accept' | 'drop' | 'error'; readonly text: string } | null
  /** Instructions executed until the verdict. */
  readonly steps: number | null
  readonly expected: Expected
  /** Whether the verdict is the expected one; null where nothing is expected or nothing ran. */
  readonly holds: boolean | null
  /** What each clause of the filter is for it; empty where there are none, or too many to tell apart. */
  readonly clauses: readonly ClauseMark[]
  readonly selected: boolean
  /** What can be undone: an edited sample goes back, an own frame goes away. */
  readonly own: 'edited' | 'added' | null
}

export interface PacketHandlers {
  readonly onSelect: (id: string) => void
  readonly onExpect: (id: string, expected: Expected) => void
  readonly onRevert: (id: string) => void
  readonly onRemove: (id: string) => void
}
