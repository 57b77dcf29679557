/**
 * Blocks that do the same and go on to the same become one.
 *
 * libpcap compares all pairs, and starts over while anything changes. Going through the graph from
 * its returns up, with the successors already merged, one look at each block is enough: two blocks
 * can only become equal once their successors are. Equal ones are found by a hash of what they do.
 * Source of behaviour: intern_blocks of libpcap 1.10.3.
 */
import { NOP, type Statement } from '../codegen/block.ts'
import { takeOver } from '../codegen/served.ts'
import { postOrder, type Edge, type FlowGraph, type Node } from './flow-graph.ts'
import type { Watch } from './watch.ts'

export function mergeBlocks(graph: FlowGraph, watch: Watch | null): void {
  const buckets = new Map<number, Node[]>()
  /** By number of the node that is gone. */
  const replacement: (Node | undefined)[] = []
  for (const node of postOrder(graph)) {
    redirect(node.et, replacement)
    redirect(node.ef, replacement)
    const hash = hashOf(node)
    const bucket = buckets.get(hash)
    if (bucket === undefined) buckets.set(hash, [node])
    else {
      const same = bucket.find((kept) => isSame(kept, node))
      if (same === undefined) bucket.push(node)
      else {
        replacement[node.id] = same
        join(same, node)
        watch?.merged(same, node)
      }
    }
  }
}

function redirect(edge: Edge | null, replacement: readonly (Node | undefined)[]): void {
  if (edge !== null) edge.to = replacement[edge.to.id] ?? edge.to
}

function hashOf({ block, et, ef }: Node): number {
  let hash = Math.imul(block.code, 31) ^ Math.imul(block.k, 0x9e3779b1)
  hash = Math.imul(hash, 31) + (et?.to.id ?? 0)
  hash = Math.imul(hash, 31) + (ef?.to.id ?? 0)
  for (const { code, k } of block.statements) if (code !== NOP) hash = Math.imul(hash, 31) ^ (code + k)
  return hash | 0
}

function isSame(a: Node, b: Node): boolean {
  return (
    a.block.code === b.block.code &&
    a.block.k === b.block.k &&
    a.et?.to === b.et?.to &&
    a.ef?.to === b.ef?.to &&
    haveSameStatements(a, b)
  )
}

function haveSameStatements(a: Node, b: Node): boolean {
  const ours = a.block.statements
  const theirs = b.block.statements
  let i = 0
  let j = 0
  for (;;) {
    i = nextReal(ours, i)
    j = nextReal(theirs, j)
    const s = ours[i]
    const t = theirs[j]
    if (s === undefined || t === undefined) return s === t
    if (s.code !== t.code || s.k !== t.k) return false
    i++
    j++
  }
}

function nextReal(statements: readonly Statement[], from: number): number {
  let i = from
  while (statements[i]?.code === NOP) i++
  return i
}

/** `kept` now also serves the clauses of `gone`, statement by statement. */
function join(kept: Node, gone: Node): void {
  takeOver(kept.block, gone.block)
  const ours = kept.block.statements
  const theirs = gone.block.statements
  for (let i = 0, j = 0; ; i++, j++) {
    i = nextReal(ours, i)
    j = nextReal(theirs, j)
    const s = ours[i]
    const t = theirs[j]
    if (s === undefined || t === undefined) return
    takeOver(s, t)
  }
}
