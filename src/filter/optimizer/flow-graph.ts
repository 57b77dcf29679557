/**
 * The flow graph as the optimizer sees it: blocks with numbers, edges with numbers, and what each
 * analysis has found out about them.
 *
 * The arrays hold every block that code generation made reachable; a block that becomes unreachable
 * stays in them and is only left out of `levels`. Numbers are given depth first, the true side
 * first: the order decides ties, and the result must be libpcap's.
 */
import type { Block } from '../codegen/block.ts'
import type { TreePlace } from './dominator-tree.ts'

/** Registers and scratch words that statements use and define: M[0]–M[15], A, X. */
export const A_ATOM = 16
export const X_ATOM = 17
export const ATOMS = 18

export interface Edge extends TreePlace<Edge> {
  readonly id: number
  readonly from: Node
  to: Node
  /** Whether it is taken when the branch's test holds. */
  readonly whenTrue: boolean
  /** The nearest edge above this one in the dominator tree that is taken when its test holds. */
  dominatingTrue: Edge | null
}

export interface Node extends TreePlace<Node> {
  readonly id: number
  readonly block: Block
  /** Both null for a return. */
  et: Edge | null
  ef: Edge | null
  /** Longest way to a return. */
  level: number
  /** The traversal that saw it last. */
  mark: number
  /** While dominators are sought: nearest common dominator of the edges found so far. */
  meet: Edge | null
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
  /** Number of the branch's test: the same for the same comparison of the same values. */
  test: number
}

export interface FlowGraph {
  root: Node
  readonly nodes: readonly Node[]
  /** Reachable nodes by level, 0 (returns) to the root's; the order inside a level matters. */
  levels: Node[][]
  /** Traversals so far. */
  traversals: number
}

function newNode(id: number, block: Block): Node {
  const node: Omit<Node, 'jump'> & { jump: Node | null } = {
    id,
    block,
    et: null,
    ef: null,
    level: 0,
    mark: 0,
    meet: null,
    inEdges: [],
    kill: 0,
    inUse: 0,
    outUse: 0,
    values: new Uint32Array(ATOMS),
    operand: 0,
    test: 0,
    dominator: null,
    depth: 0,
    jump: null,
  }
  node.jump = node as Node
  return node as Node
}

function newEdge(id: number, from: Node, to: Node, whenTrue: boolean): Edge {
  const edge: Omit<Edge, 'jump'> & { jump: Edge | null } = {
    id,
    from,
    to,
    whenTrue,
    dominatingTrue: null,
    dominator: null,
    depth: 0,
    jump: null,
  }
  edge.jump = edge as Edge
  return edge as Edge
}

export function buildFlowGraph(root: Block): FlowGraph {
  const nodes: Node[] = []
  const byBlock = new Map<Block, Node>()
  const stack: Block[] = [root]
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    if (byBlock.has(block)) continue
    const node = newNode(nodes.length, block)
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
  for (const node of nodes) {
    const { jt, jf } = node.block
    if (jt === null || jf === null) continue
    node.et = newEdge(node.id, node, at(jt), true)
    node.ef = newEdge(nodes.length + node.id, node, at(jf), false)
  }
  return { root: at(root), nodes, levels: [], traversals: 0 }
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
export function postOrder(graph: FlowGraph): Node[] {
  const mark = ++graph.traversals
  const order: Node[] = []
  const open: Node[] = [graph.root]
  graph.root.mark = mark
  // How many successors of each open node have been looked at.
  const looked: number[] = [0]
  while (open.length > 0) {
    const top = open.length - 1
    const node = open[top] as Node
    const next = looked[top]
    const edge = next === 0 ? node.et : next === 1 ? node.ef : null
    if (edge === null) {
      order.push(node)
      open.pop()
      looked.pop()
      continue
    }
    looked[top] = (next ?? 0) + 1
    if (edge.to.mark === mark) continue
    edge.to.mark = mark
    open.push(edge.to)
    looked.push(0)
  }
  return order
}
