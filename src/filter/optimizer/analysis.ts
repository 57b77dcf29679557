/**
 * What the transformations need to know about the graph: levels, dominators, live atoms.
 *
 * The graph has no cycles (programs with loops are not optimized), so one sweep by level suffices
 * for each. Source of behaviour: find_levels, find_dom, find_edom, find_ud of libpcap 1.10.3.
 */
import { CLASS, MISC, MODE, SRC, classOf, miscOf, modeOf, returnSourceOf, sourceOf } from '../../bpf/index.ts'
import { NOP, type Block } from '../codegen/block.ts'
import { A_ATOM, X_ATOM, postOrder, type Edge, type FlowGraph } from './flow-graph.ts'

export function findLevels(graph: FlowGraph): void {
  const levels: (typeof graph.levels)[number][] = []
  for (const node of postOrder(graph.root)) {
    node.level = node.et === null || node.ef === null ? 0 : Math.max(node.et.to.level, node.ef.to.level) + 1
    ;(levels[node.level] ??= []).push(node)
  }
  // libpcap hangs each node in front of its level's list.
  for (const level of levels) level.reverse()
  graph.levels = levels
}

/** Levels from the root down to the returns. */
function* downwards(graph: FlowGraph) {
  for (let level = graph.root.level; level >= 0; level--) yield* graph.levels[level] ?? []
}

export function findDominators(graph: FlowGraph): void {
  const words = (graph.nodes.length >>> 5) + 1
  for (const node of graph.nodes) node.dominators = new Uint32Array(words).fill(node === graph.root ? 0 : 0xffffffff)
  for (const node of downwards(graph)) {
    insert(node.dominators, node.id)
    if (node.et !== null) intersect(node.et.to.dominators, node.dominators)
    if (node.ef !== null) intersect(node.ef.to.dominators, node.dominators)
  }
}

export function findEdgeDominators(graph: FlowGraph): void {
  const words = ((2 * graph.nodes.length) >>> 5) + 1
  for (const edge of graph.edges) {
    if (edge !== undefined) edge.dominators = new Uint32Array(words).fill(edge.from === graph.root ? 0 : 0xffffffff)
  }
  const propagate = (edge: Edge | null) => {
    if (edge === null) return
    insert(edge.dominators, edge.id)
    if (edge.to.et !== null) intersect(edge.to.et.dominators, edge.dominators)
    if (edge.to.ef !== null) intersect(edge.to.ef.dominators, edge.dominators)
  }
  for (const node of downwards(graph)) {
    propagate(node.et)
    propagate(node.ef)
  }
}

export function findInEdges(graph: FlowGraph): void {
  for (const node of graph.nodes) node.inEdges = []
  for (const node of downwards(graph)) {
    if (node.et !== null) node.et.to.inEdges.push(node.et)
    if (node.ef !== null) node.ef.to.inEdges.push(node.ef)
  }
  // The edge found last comes first.
  for (const node of graph.nodes) node.inEdges.reverse()
}

/** Which atoms are live on exit from each block. */
export function findLiveAtoms(graph: FlowGraph): void {
  for (const node of downwards(graph)) {
    const { use, kill } = localUse(node.block)
    node.inUse = use
    node.kill = kill
    node.outUse = 0
  }
  for (let level = 1; level <= graph.root.level; level++) {
    for (const node of graph.levels[level] ?? []) {
      node.outUse |= (node.et?.to.inUse ?? 0) | (node.ef?.to.inUse ?? 0)
      node.inUse |= node.outUse & ~node.kill
    }
  }
}

function localUse(block: Block): { use: number; kill: number } {
  let defined = 0
  let use = 0
  let kill = 0
  const step = (code: number, k: number) => {
    use |= atomsUsed(code, k) & ~defined
    const atom = atomDefined(code, k)
    if (atom === null) return
    const bit = 1 << atom
    if ((use & bit) === 0) kill |= bit
    defined |= bit
  }
  for (const { code, k } of block.statements) if (code !== NOP) step(code, k)
  if (classOf(block.code) === CLASS.JMP) step(block.code, block.k)
  return { use, kill }
}

const A = 1 << A_ATOM
const X = 1 << X_ATOM

/** Atoms an instruction reads, as a bit mask. */
export function atomsUsed(code: number, k: number): number {
  if (code === NOP) return 0
  switch (classOf(code)) {
    case CLASS.RET:
      return returnSourceOf(code) === SRC.A ? A : returnSourceOf(code) === SRC.X ? X : 0
    case CLASS.LD:
    case CLASS.LDX:
      return modeOf(code) === MODE.IND ? X : modeOf(code) === MODE.MEM ? 1 << k : 0
    case CLASS.ST:
      return A
    case CLASS.STX:
      return X
    case CLASS.JMP:
    case CLASS.ALU:
      return sourceOf(code) === SRC.X ? A | X : A
    default:
      return miscOf(code) === MISC.TXA ? X : A
  }
}

/** The atom an instruction writes; null where it writes none. */
export function atomDefined(code: number, k: number): number | null {
  if (code === NOP) return null
  switch (classOf(code)) {
    case CLASS.LD:
    case CLASS.ALU:
      return A_ATOM
    case CLASS.LDX:
      return X_ATOM
    case CLASS.ST:
    case CLASS.STX:
      return k
    case CLASS.MISC:
      return miscOf(code) === MISC.TAX ? X_ATOM : A_ATOM
    default:
      return null
  }
}

export function contains(set: Uint32Array, id: number): boolean {
  return (((set[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1
}

function insert(set: Uint32Array, id: number): void {
  set[id >>> 5] = (set[id >>> 5] ?? 0) | (1 << (id & 31))
}

function intersect(set: Uint32Array, other: Uint32Array): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) & (other[i] ?? 0)
}
