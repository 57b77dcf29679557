/**
 * The flow graph as the optimizer sees it: blocks with numbers, edges with numbers, and what each
 * analysis has found out about them.
 *
 * The arrays hold every block that code generation made reachable; a block that becomes unreachable
 * stays in them and is only left out of `levels`. Numbers are given depth first, the true side
 * first: the order decides ties, and the result must be libpcap's.
 */
import { CLASS, MODE, classOf, modeOf } from '../../bpf/index.ts'
import type { Block } from '../codegen/block.ts'
import type { TreePlace } from './dominator-tree.ts'

/** What statements use and define, as "atoms": A, X, and from FIRST_WORD on the scratch words M[]. */
export const A_ATOM = 0
export const X_ATOM = 1
export const FIRST_WORD = 2

export interface Edge extends TreePlace<Edge> {
  readonly id: number
  readonly from: Node
  to: Node
  /** Whether it is taken when the branch's test holds. */
  readonly whenTrue: boolean
  /** The next edge that leads to the same block. */
  nextInEdge: Edge | null
  /** In the dominator tree: the first edge under this one, and the next under the same. */
  firstBelow: Edge | null
  nextBeside: Edge | null
  /** Numbers of a walk through the tree; what is below lies between. Set where they are asked for. */
  enter: number
  leave: number
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
  /** The next node of the same level. */
  nextInLevel: Node | null
  /** The traversal that saw it last, and how many of its successors that has looked at. */
  mark: number
  looked: number
  /** While dominators are sought: nearest common dominator of the edges found so far. */
  meet: Edge | null
  /** The edges that lead here are linked from this one on. */
  firstInEdge: Edge | null
  /** In this pass, the edge that leaves the run of tests of one value; see pull-up.ts. Null: not sought. */
  endAlongTrue: Edge | null
  endAlongFalse: Edge | null
  /** Atoms as bit masks: defined before any use; used before defined, or live through; live on exit. */
  kill: number
  inUse: number
  outUse: number
  /** Value numbers of the atoms on exit; 0 is unknown. */
  readonly values: number[]
  /** Value number of what the branch compares A with. */
  operand: number
  /** Number of the branch's test: the same for the same comparison of the same values. */
  test: number
}

export interface FlowGraph {
  root: Node
  readonly nodes: readonly Node[]
  /** First reachable node of each level, 0 (returns) to the root's; the order inside a level matters. */
  levels: Node[]
  /** A, X, and the scratch words up to the last that is used. */
  readonly atoms: number
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
    nextInLevel: null,
    mark: 0,
    looked: 0,
    meet: null,
    firstInEdge: null,
    endAlongTrue: null,
    endAlongFalse: null,
    kill: 0,
    inUse: 0,
    outUse: 0,
    values: [0, 0],
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
    nextInEdge: null,
    firstBelow: null,
    nextBeside: null,
    enter: 0,
    leave: 0,
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
  const stack: Block[] = [root]
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    if (block.number >= 0) continue
    block.number = nodes.length
    nodes.push(newNode(nodes.length, block))
    if (block.jf !== null) stack.push(block.jf)
    if (block.jt !== null) stack.push(block.jt)
  }
  const at = (block: Block): Node => {
    const node = nodes[block.number]
    if (node === undefined) throw new Error('Broken invariant: a successor is a node')
    return node
  }
  for (const node of nodes) {
    const { jt, jf } = node.block
    if (jt === null || jf === null) continue
    node.et = newEdge(node.id, node, at(jt), true)
    node.ef = newEdge(nodes.length + node.id, node, at(jf), false)
  }
  return { root: at(root), nodes, levels: [], atoms: countAtoms(nodes), traversals: 0 }
}

/** Most filters use no scratch word at all, and what is not used need not be followed. */
function countAtoms(nodes: readonly Node[]): number {
  let atoms = FIRST_WORD
  for (const { block } of nodes) {
    for (const { code, k } of block.statements)
      if (usesScratch(code) && k + FIRST_WORD >= atoms) atoms = k + FIRST_WORD + 1
  }
  for (const { values } of nodes) while (values.length < atoms) values.push(0)
  return atoms
}

function usesScratch(code: number): boolean {
  const kind = classOf(code)
  if (kind === CLASS.ST || kind === CLASS.STX) return true
  return (kind === CLASS.LD || kind === CLASS.LDX) && modeOf(code) === MODE.MEM
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
  const open: Node[] = []
  let node: Node | undefined = graph.root
  node.mark = mark
  node.looked = 0
  while (node !== undefined) {
    const edge: Edge | null = node.looked === 0 ? node.et : node.looked === 1 ? node.ef : null
    if (edge === null) {
      order.push(node)
      node = open.pop()
      continue
    }
    node.looked++
    const { to }: Edge = edge
    if (to.mark === mark) continue
    to.mark = mark
    to.looked = 0
    open.push(node)
    node = to
  }
  return order
}
