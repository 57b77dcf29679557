/**
 * The optimizer as a film: the flow graph after each thing that changed it. Plain data.
 */
import type { Instruction } from '../../bpf/index.ts'
import type { Clause } from '../types.ts'

export interface Film {
  readonly clauses: readonly Clause[]
  /** The first is what code generation made, the last what is emitted. Never empty. */
  readonly frames: readonly Frame[]
  /** Why there is only the first; null where the optimizer ran. */
  readonly unoptimized: 'switched off' | 'jumps inside a block' | null
  /** Whether the end is a program that drops every packet, which the compiler refuses. */
  readonly rejectsAll: boolean
}

/**
 * What was done: `generated` for the first frame; then, pass after pass, to the statements of each
 * block, to the branches, and to the order of tests; in the end equal blocks merged, the root dissolved.
 */
export type FrameStep = 'generated' | 'statements' | 'branches' | 'pull-up' | 'merge' | 'root'

export interface Frame {
  /** A heading in words: `Moving branches, pass 2`. */
  readonly title: string
  readonly step: FrameStep
  /** In which of the optimizer's rounds: branches alone are moved, then statements altered; null outside. */
  readonly round: 'branches' | 'statements' | null
  /** Counted from 1 inside the round; 0 outside. */
  readonly pass: number
  readonly graph: FilmGraph
  /** What was done to which block since the frame before. A block may have several, or be gone since. */
  readonly changes: readonly FilmChange[]
  /** Length of the program that this graph would be. */
  readonly instructions: number
  /**
   * Frames left out between the one before and this one: there are too many, or the branches have begun to
   * move in a circle, which the optimizer ends after a hundred passes. `changes` are of this frame alone.
   */
  readonly leftOut: number
}

export interface FilmGraph {
  /** Number of a block. */
  readonly root: number
  /** Those that are reached, in the order of the program. One that has not changed is the same object as before. */
  readonly blocks: readonly FilmBlock[]
}

export interface FilmBlock {
  /** The same through the whole film: its place, from 0, among the blocks of the unoptimized program. */
  readonly id: number
  /** Jumps are offsets inside the block; where the branch leads is in the two below. */
  readonly statements: readonly Instruction[]
  /** The test or return that ends it; its own offsets are 0. */
  readonly branch: Instruction
  /** Numbers of the blocks behind it; null for a return. */
  readonly jt: number | null
  readonly jf: number | null
  /** Clauses that any of it serves, ascending. */
  readonly clauses: readonly number[]
}

export interface FilmChange {
  /** Number of the block it was done to; it is in this frame or in the one before. */
  readonly block: number
  /** Whole, with the block's number: `block 2, true exit: skips block 5, …`. Code stands in backquotes. */
  readonly text: string
  /** Other blocks it is about, in the order of the text. */
  readonly others: readonly number[]
}
