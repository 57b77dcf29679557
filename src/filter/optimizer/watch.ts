/**
 * What somebody who looks on at the optimizer is told: each pass, each thing done to a block, and why.
 *
 * Only the reasons that cannot be seen from a graph before and after; film/ puts the two together.
 * Nobody looks on when a filter is just compiled, and then all of this is one test for null.
 */
import type { Block } from '../codegen/block.ts'
import type { Edge, FlowGraph, Node } from './flow-graph.ts'

/** What is done over the whole graph before the next thing is. */
export type Step = 'statements' | 'branches' | 'pull-up' | 'merge'

/**
 * Why statements of one block were altered: by what is known of the values; because the block leaves
 * nothing behind; by what stands next to each other, and to the branch; because nobody reads them.
 */
export type Reason = 'values' | 'needless' | 'neighbours' | 'dead stores'

export interface Watch {
  /** `alter` as in Pass: whether it is the round in which statements change. */
  passBegins: (alter: boolean) => void
  done: (step: Step, graph: FlowGraph) => void
  blockBegins: (node: Node) => void
  blockDone: (reason: Reason, node: Node) => void
  /** The edge is about to skip the block it leads to; `by` has settled its test, or null: it has no choice. */
  skipped: (edge: Edge, by: Edge | null) => void
  /** `node` now stands before `before` and, where it is not the first of the chain, right behind `behind`. */
  pulledUp: (node: Node, before: Node, behind: Node | null) => void
  merged: (kept: Node, gone: Node) => void
  /** `root` had no choice, and `successor` is the root now; the same where it had one. */
  dissolved: (root: Block, successor: Block) => void
}
