/**
 * libpcap's optimizer, pass by pass: the same program for every expression.
 *
 * Two rounds, each repeated until nothing changes: first only branches move, then statements are
 * altered as well. Then equal blocks are merged and a root that goes one way only is dissolved. Where
 * a hundred passes do nothing but move branches, the graph has come back to itself, and the round
 * ends (libpcap's own heuristic).
 *
 * Source of behaviour: bpf_optimize, opt_loop, opt_blks, opt_root of libpcap 1.10.3.
 */
import { isReturn, type Block } from '../codegen/block.ts'
import { findDominators, findInEdges, findLevels } from './analysis.ts'
import { optimizeBlock } from './blocks.ts'
import { moveEdge } from './branches.ts'
import { applyFlowGraph, buildFlowGraph, type FlowGraph } from './flow-graph.ts'
import { findLiveAtoms } from './live-atoms.ts'
import { mergeBlocks } from './merge-blocks.ts'
import type { Progress } from './progress.ts'
import { pullUpAnd, pullUpOr } from './pull-up.ts'
import type { Pass } from './statements.ts'
import { ValueTable } from './values.ts'
import type { Watch } from './watch.ts'

const MOST_IDLE_PASSES = 100

/** Empty between passes; only its space is kept. */
const values = new ValueTable()

/** What one pass leaves to the next. */
interface Knowledge {
  /** Levels, edges and live atoms were found before something was altered. */
  stale: boolean
}

/**
 * Alters the blocks in place and gives the new root. Who wants to see how, passes a watch.
 *
 * @throws CompileFailure for a division by zero or a shift too far that only now shows.
 */
export function optimize(root: Block, watch: Watch | null = null): Block {
  const graph = buildFlowGraph(root)
  values.expect(4 * graph.nodes.length)
  const known: Knowledge = { stale: true }
  repeat(graph, known, false, watch)
  repeat(graph, known, true, watch)
  mergeBlocks(graph, watch)
  watch?.done('merge', graph)
  const first = applyFlowGraph(graph)
  const dissolved = dissolveRoot(first)
  watch?.dissolved(first, dissolved)
  return dissolved
}

function repeat(graph: FlowGraph, known: Knowledge, alter: boolean, watch: Watch | null): void {
  const progress: Progress = { changed: false, simplified: false, touched: false, watch }
  const pass = { values, progress, alter }
  for (let idle = 0; idle < MOST_IDLE_PASSES;) {
    progress.changed = progress.simplified = progress.touched = false
    if (known.stale) {
      findLevels(graph)
      findInEdges(graph)
      findLiveAtoms(graph)
      if (!alter) findDominators(graph)
    }
    values.clear()
    watch?.passBegins(alter)
    runPass(graph, pass)
    known.stale = progress.touched
    if (!progress.changed) return
    idle = progress.simplified ? 0 : idle + 1
  }
}

function runPass(graph: FlowGraph, pass: Pass): void {
  const { progress } = pass
  const { levels, root } = graph
  for (let level = root.level; level >= 0; level--) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) optimizeBlock(pass, node)
  }
  progress.watch?.done('statements', graph)
  // Once statements change, branches stay where they are.
  if (pass.alter) return
  const tests = { graph, byTest: null }
  const touched = progress.touched
  progress.touched = false
  for (let level = 1; level <= root.level; level++) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      moveEdge(tests, progress, node.et)
      moveEdge(tests, progress, node.ef)
    }
  }
  progress.watch?.done('branches', graph)
  if (touched || progress.touched) findInEdges(graph)
  progress.touched ||= touched
  for (let level = 1; level <= root.level; level++) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      pullUpOr(progress, node)
      pullUpAnd(progress, node)
    }
  }
  progress.watch?.done('pull-up', graph)
}

/** A root whose branch leads one way gives its statements to where it leads. */
function dissolveRoot(root: Block): Block {
  const statements = root.statements
  root.statements = []
  let block = root
  while (block.jt !== null && block.jt === block.jf) block = block.jt
  block.statements = isReturn(block) ? [] : [...statements, ...block.statements]
  return block
}
