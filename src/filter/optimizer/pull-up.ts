/**
 * In a chain of tests, "a or b or …" or "a and b and …", brings tests of the same value together.
 *
 * libpcap walks down the chain from every block. Here a run of tests of one value is walked once:
 * each block remembers the edge that leaves its run. What is pulled up joins the end of a run, and is
 * the first of the run that it leaves, so that what the others remember goes on to hold.
 * Source of behaviour: or_pullup, and_pullup of libpcap 1.10.3.
 */
import { dominates } from './dominator-tree.ts'
import { A_ATOM, type Edge, type Node } from './flow-graph.ts'
import { moved, type Progress } from './progress.ts'

/** Which exit leads down the chain, which one all of the chain share, and where a run's end is kept. */
interface Direction {
  readonly along: 'et' | 'ef'
  readonly out: 'et' | 'ef'
  readonly end: 'endAlongTrue' | 'endAlongFalse'
}

const OR: Direction = { along: 'ef', out: 'et', end: 'endAlongFalse' }
const AND: Direction = { along: 'et', out: 'ef', end: 'endAlongTrue' }

/** In "a or b or …", brings a later test of the value that the predecessors left in A up to them. */
export function pullUpOr(progress: Progress, node: Node): void {
  pullUp(progress, node, OR)
}

/** The same for "a and b and …". */
export function pullUpAnd(progress: Progress, node: Node): void {
  pullUp(progress, node, AND)
}

function pullUp(progress: Progress, node: Node, direction: Direction): void {
  const first = node.firstInEdge
  if (first === null) return
  const { along, out } = direction
  const shared = node[out]?.to
  // Mostly there is no chain: what comes next does not share the exit.
  if (node[along]?.to[out]?.to !== shared) return
  const value = first.from.values[A_ATOM]
  for (let edge = first.nextInEdge; edge !== null; edge = edge.nextInEdge) {
    if (edge.from.values[A_ATOM] !== value) return
  }

  // The first of the chain that looks at something else …
  let different: Edge | null = first.from.et?.to === node ? first.from.et : first.from.ef
  for (;;) {
    if (different === null || !continues(node, different, out, shared)) return
    if (different.to.values[A_ATOM] !== value) break
    different = endOfRun(different.to, direction)
  }
  // … and the next behind it that looks at the value again.
  let same: Edge | null = endOfRun(different.to, direction)
  for (;;) {
    if (same === null || !continues(node, same, out, shared)) return
    if (same.to.values[A_ATOM] === value) break
    same = endOfRun(same.to, direction)
  }

  const pulled = same.to
  const pulledAlong = pulled[along]
  if (pulledAlong === null) return
  const atTop = different.to === node
  same.to = pulledAlong.to
  pulledAlong.to = different.to
  pulled.endAlongTrue = null
  pulled.endAlongFalse = null
  if (atTop) {
    for (let edge: Edge | null = first; edge !== null; edge = edge.nextInEdge) {
      const { et, ef } = edge.from
      if (et?.to === node) et.to = pulled
      else if (ef !== null) ef.to = pulled
    }
  } else different.to = pulled
  moved(progress)
  progress.watch?.pulledUp(pulled, pulledAlong.to, atTop ? null : different.from)
}

/** Whether the chain that starts at `node` goes on by `edge`, whose start is part of it. */
function continues(node: Node, edge: Edge, out: 'et' | 'ef', shared: Node | undefined): boolean {
  const candidate = edge.to
  if (candidate[out]?.to !== shared) return false
  // What the start of the edge dominates, `node` does; mostly that is all there is to ask.
  return candidate === node || candidate.dominator === edge.from || dominates(node, candidate)
}

/**
 * The edge that leaves the run of `start`: the blocks behind it that look at the same value, share
 * its exit and are dominated each by the one before.
 */
function endOfRun(start: Node, { along, out, end }: Direction): Edge | null {
  const shared = start[out]?.to
  const value = start.values[A_ATOM]
  let last = start[end] ?? start[along]
  while (last !== null) {
    const next: Node = last.to
    if (next.values[A_ATOM] !== value || next[out]?.to !== shared) break
    if (next.dominator !== last.from && !dominates(last.from, next)) break
    last = next[end] ?? next[along]
  }
  start[end] = last
  return last
}
