/**
 * What the transformations need to know about the graph: levels, dominators, edges that lead to each
 * block, and live atoms (the last in live-atoms.ts).
 *
 * The graph has no cycles (programs with loops are not optimized), so one sweep by level suffices
 * for each. Source of behaviour: find_levels, find_dom, find_edom, find_inedges of libpcap 1.10.3.
 */
import { nearestCommon, placeAtRoot, placeUnder } from './dominator-tree.ts'
import { postOrder, type Edge, type FlowGraph, type Node } from './flow-graph.ts'

/** Each node goes in front of its level's list. */
export function findLevels(graph: FlowGraph): void {
  const levels: Node[] = []
  for (const node of postOrder(graph)) {
    const level = node.et === null || node.ef === null ? 0 : Math.max(node.et.to.level, node.ef.to.level) + 1
    node.level = level
    node.nextInLevel = levels[level] ?? null
    levels[level] = node
  }
  graph.levels = levels
}

/**
 * Which blocks dominate each block, and which edges each edge. Returns get no place: nothing asks.
 * An edge is dominated by what dominates every edge that leads to its block.
 */
export function findDominators(graph: FlowGraph): void {
  const { root, levels } = graph
  for (let level = root.level; level > 0; level--) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      node.meet = null
      node.dominator = null
      node.endAlongTrue = null
      node.endAlongFalse = null
    }
  }
  for (let level = root.level; level > 0; level--) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      if (node.dominator === null) placeAtRoot(node)
      else placeUnder(node, node.dominator)
      placeEdge(node.et, node.meet)
      placeEdge(node.ef, node.meet)
      reach(root, node, node.et)
      reach(root, node, node.ef)
    }
  }
}

function placeEdge(edge: Edge | null, above: Edge | null): void {
  if (edge === null) return
  edge.firstBelow = null
  edge.nextBeside = null
  if (above === null) placeAtRoot(edge)
  else {
    placeUnder(edge, above)
    edge.nextBeside = above.firstBelow
    above.firstBelow = edge
  }
  edge.dominatingTrue = above === null || above.whenTrue ? above : above.dominatingTrue
}

function reach(root: Node, from: Node, edge: Edge | null): void {
  if (edge === null || edge.to.et === null) return
  const { to } = edge
  if (to.dominator === null) {
    to.dominator = from
    to.meet = edge
  } else {
    to.dominator = nearestCommon(to.dominator, from) ?? root
    to.meet = to.meet === null ? null : nearestCommon(to.meet, edge)
  }
}

/** Numbers the trees of edges, so that one look tells whether one is above the other. */
export function numberEdges(graph: FlowGraph): void {
  let number = 0
  const { levels, root } = graph
  for (let level = root.level; level > 0; level--) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      if (node.et?.dominator === null) number = numberTree(node.et, number)
      if (node.ef?.dominator === null) number = numberTree(node.ef, number)
    }
  }
}

/** Gives the last number. */
function numberTree(top: Edge, before: number): number {
  let number = before
  let edge = top
  for (;;) {
    edge.enter = ++number
    if (edge.firstBelow !== null) {
      edge = edge.firstBelow
      continue
    }
    for (;;) {
      edge.leave = number
      if (edge === top) return number
      if (edge.nextBeside !== null) break
      edge = edge.dominator ?? top
    }
    edge = edge.nextBeside
  }
}

/** The edge found last comes first. */
export function findInEdges(graph: FlowGraph): void {
  const { root, levels, nodes } = graph
  for (const node of nodes) node.firstInEdge = null
  for (let level = root.level; level > 0; level--) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      link(node.et)
      link(node.ef)
    }
  }
}

function link(edge: Edge | null): void {
  if (edge === null) return
  edge.nextInEdge = edge.to.firstInEdge
  edge.to.firstInEdge = edge
}
