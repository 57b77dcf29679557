/**
 * Moving branches: an edge that is reached only when a test already has an outcome skips the same
 * test; tests of the same value in a chain are pulled together.
 * Source of behaviour: opt_j, fold_edge, use_conflict, or_pullup, and_pullup of libpcap 1.10.3.
 */
import { CLASS, JMP, SRC } from '../../bpf/index.ts'
import { takeOver } from '../codegen/served.ts'
import { dominates } from './dominator-tree.ts'
import { ATOMS, A_ATOM, type Edge, type FlowGraph, type Node } from './flow-graph.ts'
import { moved, simplified, type Progress } from './progress.ts'

/**
 * Blocks by their test, so that the tests an edge depends on are found without a search. Made when
 * the first edge under many others asks; in everyday filters none does.
 */
export interface Tests {
  readonly graph: FlowGraph
  byTest: Node[][] | null
}

function testsOf(tests: Tests): Node[][] {
  if (tests.byTest !== null) return tests.byTest
  const byTest: Node[][] = []
  const { levels } = tests.graph
  for (let level = 1; level < levels.length; level++) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) (byTest[node.test] ??= []).push(node)
  }
  return (tests.byTest = byTest)
}

/** Sends the edge past blocks whose outcome is settled when it is taken. */
export function moveEdge(tests: Tests, progress: Progress, edge: Edge | null): void {
  if (edge === null || edge.to.et === null || edge.to.ef === null) return
  if (edge.to.et.to === edge.to.ef.to && !usesConflict(edge.from, edge.to.et.to)) {
    simplified(progress)
    edge.to = edge.to.et.to
  }
  while (edge.to.et !== null) {
    const by = findSettling(tests, edge)
    const target = by === null ? null : foldEdge(edge.to, by)
    if (by === null || target === null) return
    moved(progress)
    takeOverTest(by.from, edge.to)
    edge.to = target
  }
}

/** Above so many edges it pays to look for the test instead. */
const SHALLOW = 16

/**
 * The first dominating edge that settles the test of the edge's target and lets it skip it; null
 * where none does. libpcap tries all dominating edges by ascending number; those that can settle it
 * make the same test, or are the true side of a test of the same value for equality.
 */
function findSettling(tests: Tests, edge: Edge): Edge | null {
  let best: Edge | null = null
  const child = edge.to
  const alike = edge.depth > SHALLOW ? (testsOf(tests)[child.test] ?? NO_NODES) : null
  if (alike === null || alike.length > edge.depth) {
    for (let above: Edge | null = edge; above !== null; above = above.dominator) best = better(best, above, edge)
    return best
  }
  for (const { et, ef } of alike) {
    if (et !== null && dominates(et, edge)) best = better(best, et, edge)
    if (ef !== null && dominates(ef, edge)) best = better(best, ef, edge)
  }
  if (child.block.code === EQUALS_CONSTANT) {
    let above = edge.whenTrue ? edge : edge.dominatingTrue
    for (; above !== null; above = above.dominatingTrue) best = better(best, above, edge)
  }
  return best
}

const NO_NODES: readonly Node[] = []

/** `offered` where it comes before `best` and settles the test of the edge's target. */
function better(best: Edge | null, offered: Edge, edge: Edge): Edge | null {
  if (best !== null && offered.id >= best.id) return best
  const target = foldEdge(edge.to, offered)
  return target === null || usesConflict(edge.from, target) ? best : offered
}

const EQUALS_CONSTANT = CLASS.JMP | JMP.JEQ | SRC.K

/** The test of `by`, and what it loads, also answers for the test of `skipped`. */
function takeOverTest(by: Node, skipped: Node): void {
  takeOver(by.block, skipped.block)
  for (const s of by.block.statements) takeOver(s, skipped.block)
}

/** The successor of `child` that follows from having come along `edge`; null where none does. */
function foldEdge(child: Node, edge: Edge): Node | null {
  const { from } = edge
  if (child.et === null || child.ef === null) return null
  if (child.block.code !== from.block.code) return null
  if (child.values[A_ATOM] !== from.values[A_ATOM]) return null
  if (child.operand === from.operand) return edge.whenTrue ? child.et.to : child.ef.to
  // A equals one constant, so it does not equal another. (Distinct constants have distinct numbers.)
  if (edge.whenTrue && child.block.code === EQUALS_CONSTANT) return child.ef.to
  return null
}

/** Whether an atom that is live behind `successor` has another value there than at `node`. */
function usesConflict(node: Node, successor: Node): boolean {
  let used = successor.outUse
  for (let atom = 0; used !== 0 && atom < ATOMS; atom++, used >>>= 1) {
    if ((used & 1) === 1 && node.values[atom] !== successor.values[atom]) return true
  }
  return false
}

/** In "a or b or …", brings a later test of the value that the predecessors left in A up to them. */
export function pullUpOr(progress: Progress, node: Node): void {
  pullUp(progress, node, 'ef', 'et')
}

/** The same for "a and b and …". */
export function pullUpAnd(progress: Progress, node: Node): void {
  pullUp(progress, node, 'et', 'ef')
}

/** `along`: the exit that leads down the chain; `out`: the one that all of the chain share. */
function pullUp(progress: Progress, node: Node, along: 'et' | 'ef', out: 'et' | 'ef'): void {
  const first = node.firstInEdge
  if (first === null) return
  const value = first.from.values[A_ATOM]
  for (let edge = first.nextInEdge; edge !== null; edge = edge.nextInEdge) {
    if (edge.from.values[A_ATOM] !== value) return
  }

  const shared = node[out]?.to
  // The first of the chain that looks at something else …
  let different: Edge | null = first.from.et?.to === node ? first.from.et : first.from.ef
  let above = node
  for (;;) {
    if (different === null || !continues(node, above, different.to, out, shared)) return
    if (different.to.values[A_ATOM] !== value) break
    above = different.to
    different = above[along]
  }
  const atTop = different.to === node
  // … and the next behind it that looks at the value again.
  above = different.to
  let same: Edge | null = above[along]
  for (;;) {
    if (same === null || !continues(node, above, same.to, out, shared)) return
    if (same.to.values[A_ATOM] === value) break
    above = same.to
    same = above[along]
  }

  const pulled = same.to
  const pulledAlong = pulled[along]
  if (pulledAlong === null) return
  same.to = pulledAlong.to
  pulledAlong.to = different.to
  if (atTop) {
    for (let edge: Edge | null = first; edge !== null; edge = edge.nextInEdge) {
      const { et, ef } = edge.from
      if (et?.to === node) et.to = pulled
      else if (ef !== null) ef.to = pulled
    }
  } else different.to = pulled
  moved(progress)
}

/** Whether the chain that starts at `node` goes on from `above`, which is part of it, to `candidate`. */
function continues(node: Node, above: Node, candidate: Node, out: 'et' | 'ef', shared: Node | undefined): boolean {
  if (candidate[out]?.to !== shared) return false
  // What `above` dominates, `node` does; mostly that is all there is to ask.
  return candidate === node || candidate.dominator === above || dominates(node, candidate)
}
