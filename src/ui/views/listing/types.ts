/**
 * What the listing needs to know of an instruction; plain data, made by the store.
 */

export interface InstructionHits {
  readonly executed: number
  /** Times that its test held. */
  readonly taken: number
  /** `executed` by packets; above 1 in a loop. */
  readonly share: number
}

/** How often instructions ran over many packets. */
export interface ListingHits {
  /** `packets`, `frames`. */
  readonly of: string
  readonly ran: number
  /** One an instruction; empty while they are being counted. */
  readonly rows: readonly InstructionHits[]
  /** They are asked for: there is a place for them however narrow it is. */
  readonly insists: boolean
}

export interface ListingRow {
  readonly pc: number
  readonly op: string
  readonly operand: string
  /** Absolute targets; null where the instruction does not branch. An unconditional jump has only `jt`. */
  readonly jt: number | null
  readonly jf: number | null
  /** What it does in words: `A ← bytes 12–13, EtherType`. */
  readonly meaning: string
  /** Clauses of the filter it serves, ascending. */
  readonly clauses: readonly number[]
  /** `ran` has just been executed, `next` is the program counter's. */
  readonly state: 'ran' | 'next' | null
  readonly breakpoint: boolean
  /** Times executed so far. */
  readonly runs: number
  /** Where the run went, or for the next instruction will go, from here; null where it did not pass. */
  readonly target: number | null
}
