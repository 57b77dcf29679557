/**
 * Blocks that do the same and go on to the same become one.
 * Source of behaviour: intern_blocks of libpcap 1.10.3, which compares all pairs; here the blocks
 * are looked up by what they do. The last one of equals, by number, stays.
 */
import { NOP, type Block } from '../codegen/block.ts'
import { takeOver } from '../codegen/served.ts'
import { postOrder, type FlowGraph, type Node } from './flow-graph.ts'

export function mergeBlocks(graph: FlowGraph): void {
  for (let changed = true; changed;) {
    changed = false
    const replacement = findReplacements(graph)
    for (const node of graph.nodes) {
      for (const edge of [node.et, node.ef]) {
        const target = edge === null ? undefined : replacement.get(edge.to)
        if (edge === null || target === undefined) continue
        edge.to = target
        changed = true
      }
    }
  }
}

function findReplacements(graph: FlowGraph): Map<Node, Node> {
  const alive = new Set(postOrder(graph))
  const kept = new Map<string, Node>()
  const replacement = new Map<Node, Node>()
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    const node = graph.nodes[i]
    if (node === undefined || !alive.has(node)) continue
    const signature = signatureOf(node)
    const same = kept.get(signature)
    if (same === undefined) kept.set(signature, node)
    else {
      replacement.set(node, same)
      join(same.block, node.block)
    }
  }
  return replacement
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
