/**
 * Moving branches: an edge that is reached only when a test already has an outcome skips the same
 * test.
 * Source of behaviour: opt_j, fold_edge, use_conflict of libpcap 1.10.3.
 */
import { CLASS, JMP, SRC } from '../../bpf/index.ts'
import { takeOver } from '../codegen/served.ts'
import { numberEdges } from './analysis.ts'
import { A_ATOM, type Edge, type FlowGraph, type Node } from './flow-graph.ts'
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
  numberEdges(tests.graph)
  return (tests.byTest = byTest)
}

/** Sends the edge past blocks whose outcome is settled when it is taken. */
export function moveEdge(tests: Tests, progress: Progress, edge: Edge | null): void {
  if (edge === null || edge.to.et === null || edge.to.ef === null) return
  if (edge.to.et.to === edge.to.ef.to && !usesConflict(edge.from, edge.to.et.to)) {
    simplified(progress)
    progress.watch?.skipped(edge, null)
    edge.to = edge.to.et.to
  }
  while (edge.to.et !== null) {
    const by = findSettling(tests, edge)
    const target = by === null ? null : foldEdge(edge.to, by)
    if (by === null || target === null) return
    moved(progress)
    takeOverTest(by.from, edge.to)
    progress.watch?.skipped(edge, by)
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
  for (const node of alike) {
    // Its own edges are behind this one.
    if (node === child) continue
    if (node.et !== null && isAbove(node.et, edge)) best = better(best, node.et, edge)
    if (node.ef !== null && isAbove(node.ef, edge)) best = better(best, node.ef, edge)
  }
  if (child.block.code === EQUALS_CONSTANT) {
    let above = edge.whenTrue ? edge : edge.dominatingTrue
    for (; above !== null; above = above.dominatingTrue) best = better(best, above, edge)
  }
  return best
}

/** By the numbers that testsOf has given. */
function isAbove(other: Edge, edge: Edge): boolean {
  return other.enter <= edge.enter && edge.enter <= other.leave
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
  for (let atom = 0; used !== 0; atom++, used >>>= 1) {
    if ((used & 1) === 1 && node.values[atom] !== successor.values[atom]) return true
  }
  return false
}
