/**
 * The flow graph as the optimizer sees it: blocks with numbers, edges with numbers, and what each
 * analysis has found out about them.
 *
 * The arrays hold every block that code generation made reachable; a block that becomes unreachable
 * stays in them and is only left out of `levels`. Numbers are given depth first, the true side
 * first: the order decides ties, and the result must be libpcap's.
 */
import type { Block } from '../codegen/block.ts'

/** Registers and scratch words that statements use and define: M[0]–M[15], A, X. */
export const A_ATOM = 16
export const X_ATOM = 17
export const ATOMS = 18

export interface Edge {
  readonly id: number
  readonly from: Node
  to: Node
  /** Whether it is taken when the branch's test holds. */
  readonly whenTrue: boolean
  /** Edges that dominate this one, as a bit set by id. */
  dominators: Uint32Array
}

export interface Node {
  readonly id: number
  readonly block: Block
  /** Both null for a return. */
  et: Edge | null
  ef: Edge | null
  /** Longest way to a return. */
  level: number
  /** Blocks that dominate this one, as a bit set by id. */
  dominators: Uint32Array
  /** Edges that lead here. */
  inEdges: Edge[]
  /** Atoms as bit masks: defined before any use; used before defined, or live through; live on exit. */
  kill: number
  inUse: number
  outUse: number
  /** Value numbers of the atoms on exit; 0 is unknown. */
  readonly values: Uint32Array
  /** Value number of what the branch compares A with. */
  operand: number
}

export interface FlowGraph {
  root: Node
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
  /** Reachable nodes by level, 0 (returns) to the root's; the order inside a level matters. */
  levels: Node[][]
}

export function buildFlowGraph(root: Block): FlowGraph {
  const nodes: Node[] = []
  const byBlock = new Map<Block, Node>()
  const stack: Block[] = [root]
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    if (byBlock.has(block)) continue
    const node: Node = {
      id: nodes.length,
      block,
      et: null,
      ef: null,
      level: 0,
      dominators: new Uint32Array(0),
      inEdges: [],
      kill: 0,
      inUse: 0,
      outUse: 0,
      values: new Uint32Array(ATOMS),
      operand: 0,
    }
    nodes.push(node)
    byBlock.set(block, node)
    if (block.jf !== null) stack.push(block.jf)
    if (block.jt !== null) stack.push(block.jt)
  }
  const at = (block: Block): Node => {
    const node = byBlock.get(block)
    if (node === undefined) throw new Error('Broken invariant: a successor is a node')
    return node
  }
  const edges: Edge[] = []
  const edge = (node: Node, to: Block, whenTrue: boolean): Edge => {
    const id = whenTrue ? node.id : nodes.length + node.id
    const made = { id, from: node, to: at(to), whenTrue, dominators: new Uint32Array(0) }
    edges[id] = made
    return made
  }
  for (const node of nodes) {
    const { jt, jf } = node.block
    if (jt === null || jf === null) continue
    node.et = edge(node, jt, true)
    node.ef = edge(node, jf, false)
  }
  return { root: at(root), nodes, edges, levels: [] }
}

/** Writes the edges back into the blocks. */
export function applyFlowGraph(graph: FlowGraph): Block {
  for (const node of graph.nodes) {
    if (node.et !== null) node.block.jt = node.et.to.block
    if (node.ef !== null) node.block.jf = node.ef.to.block
  }
  return graph.root.block
}

/** Nodes reachable from the root, each after both its successors; the true side first. */
export function postOrder(root: Node): Node[] {
  const order: Node[] = []
  const seen = new Set<Node>()
  // A node is pushed to be opened, and once more to be closed when its successors are done.
  const stack: { node: Node; close: boolean }[] = [{ node: root, close: false }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, close } = top
    if (close) order.push(node)
    else if (!seen.has(node)) {
      seen.add(node)
      stack.push({ node, close: true })
      if (node.ef !== null) stack.push({ node: node.ef.to, close: false })
      if (node.et !== null) stack.push({ node: node.et.to, close: false })
    }
  }
  return order
}
