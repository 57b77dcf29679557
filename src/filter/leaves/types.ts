/**
 * Which exits of the unoptimized program decide each clause, and how the clauses make the expression.
 * Plain data.
 */
import type { Span } from '../../base/index.ts'
import type { Program } from '../../bpf/index.ts'
import type { Encapsulation } from '../ast.ts'
import type { Clause } from '../types.ts'

export interface FilterWithLeaves {
  /** Not optimized, whatever the options say: here the clauses are tested in the order of the text. */
  readonly program: Program
  /** As in CompiledFilter: for each instruction the clause it serves, or none. */
  readonly provenance: readonly (readonly number[])[]
  readonly clauses: readonly Clause[]
  /** One for each clause, in their order. */
  readonly leaves: readonly Leaf[]
  /** Null for an empty expression, which accepts every packet. */
  readonly tree: ClauseTree | null
}

export interface Leaf {
  /** Index into `clauses`. */
  readonly clause: number
  /** What it is a test for that moves the offsets of all clauses behind it; null for most. */
  readonly moves: Encapsulation | null
  /** What decides it. Decisions are made by exits, not by where they lead: two may lead to the same place. */
  readonly exits: readonly LeafExit[]
  /** Its instructions, ascending; without what computes header lengths at the program's start. */
  readonly pcs: readonly number[]
  /** Numbers of its blocks as in the first frame of the film, ascending. */
  readonly blocks: readonly number[]
}

export interface LeafExit {
  /** The conditional jump. Where its target is far, the long jump behind it is not meant. */
  readonly pc: number
  /** Whether its test holds. */
  readonly taken: boolean
  /** What the clause is then, as written: a `not` around it is the tree's affair. */
  readonly value: boolean
}

/** The expression over indices of clauses. Chains of the same joint are one node. */
export type ClauseTree =
  | { readonly kind: 'clause'; readonly clause: number; readonly span: Span }
  | { readonly kind: 'not'; readonly operand: ClauseTree; readonly span: Span }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly ClauseTree[]; readonly span: Span }

/** A conditional jump that was executed, and whether its test held. */
export interface ExecutedJump {
  readonly pc: number
  readonly taken: boolean
}

/**
 * `unreadable`: the run ended inside the clause, with a load past the packet's end or a division by
 * zero; the packet is dropped.
 */
export type ClauseValue = 'true' | 'false' | 'not reached' | 'unreadable'
