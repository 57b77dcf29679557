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
import { indexTests, moveEdge, pullUpAnd, pullUpOr } from './branches.ts'
import { applyFlowGraph, buildFlowGraph, type FlowGraph } from './flow-graph.ts'
import { findLiveAtoms } from './live-atoms.ts'
import { mergeBlocks } from './merge-blocks.ts'
import type { Progress } from './progress.ts'
import type { Pass } from './statements.ts'
import { ValueTable } from './values.ts'

const MOST_IDLE_PASSES = 100

/**
 * Alters the blocks in place and gives the new root.
 *
 * @throws CompileFailure for a division by zero or a shift too far that only now shows.
 */
export function optimize(root: Block): Block {
  const graph = buildFlowGraph(root)
  const values = new ValueTable(4 * graph.nodes.length)
  repeat(graph, values, false)
  repeat(graph, values, true)
  mergeBlocks(graph)
  return dissolveRoot(applyFlowGraph(graph))
}

function repeat(graph: FlowGraph, values: ValueTable, alter: boolean): void {
  for (let idle = 0; idle < MOST_IDLE_PASSES;) {
    const progress: Progress = { changed: false, simplified: false }
    findLevels(graph)
    findDominators(graph)
    findLiveAtoms(graph)
    values.clear()
    runPass(graph, { values, progress, alter })
    if (!progress.changed) return
    idle = progress.simplified ? 0 : idle + 1
  }
}

function runPass(graph: FlowGraph, pass: Pass): void {
  const { progress } = pass
  const { levels, root } = graph
  findInEdges(graph)
  for (let level = root.level; level >= 0; level--) {
    for (const node of levels[level] ?? []) optimizeBlock(pass, node)
  }
  // Once statements change, branches stay where they are.
  if (pass.alter) return
  const tests = indexTests(graph)
  for (let level = 1; level <= root.level; level++) {
    for (const node of levels[level] ?? []) {
      moveEdge(tests, progress, node.et)
      moveEdge(tests, progress, node.ef)
    }
  }
  findInEdges(graph)
  for (let level = 1; level <= root.level; level++) {
    for (const node of levels[level] ?? []) {
      pullUpOr(progress, node)
      pullUpAnd(progress, node)
    }
  }
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
