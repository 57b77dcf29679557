/**
 * Blocks that do the same and go on to the same become one.
 *
 * libpcap compares all pairs, and starts over while anything changes. Going through the graph from
 * its returns up, with the successors already merged, one look at each block is enough: two blocks
 * can only become equal once their successors are.
 * Source of behaviour: intern_blocks of libpcap 1.10.3.
 */
import { NOP, type Block } from '../codegen/block.ts'
import { takeOver } from '../codegen/served.ts'
import { postOrder, type FlowGraph, type Node } from './flow-graph.ts'

export function mergeBlocks(graph: FlowGraph): void {
  const kept = new Map<string, Node>()
  const replacement = new Map<Node, Node>()
  for (const node of postOrder(graph)) {
    for (const edge of [node.et, node.ef]) if (edge !== null) edge.to = replacement.get(edge.to) ?? edge.to
    const signature = signatureOf(node)
    const same = kept.get(signature)
    if (same === undefined) kept.set(signature, node)
    else {
      replacement.set(node, same)
      join(same.block, node.block)
    }
  }
}

function signatureOf({ block, et, ef }: Node): string {
  let text = `${block.code},${block.k},${et?.to.id ?? ''},${ef?.to.id ?? ''}`
  for (const { code, k } of block.statements) if (code !== NOP) text += `;${code},${k}`
  return text
}

/** `kept` now also serves the clauses of `gone`, statement by statement. */
function join(kept: Block, gone: Block): void {
  takeOver(kept, gone)
  const theirs = gone.statements.filter((s) => s.code !== NOP)
  const ours = kept.statements.filter((s) => s.code !== NOP)
  for (const [i, s] of ours.entries()) {
    const other = theirs[i]
    if (other !== undefined) takeOver(s, other)
  }
}
