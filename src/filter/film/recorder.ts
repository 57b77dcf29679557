/**
 * Looks on at the optimizer and makes the film: one frame for each step that changed something.
 *
 * What the optimizer says it does is put into words; what a graph shows beyond that (exits that
 * follow a block which moved, blocks that nothing leads to any more) is told as it is seen.
 */
import type { Block } from '../codegen/block.ts'
import { applyFlowGraph, type Edge, type FlowGraph, type Node } from '../optimizer/flow-graph.ts'
import type { Reason, Step, Watch } from '../optimizer/watch.ts'
import { quote, stateOf, tellChanges, type BlockState } from './block-changes.ts'
import { idOf, isSame, numberBlocks, takeSnapshot, type BlockIds, type Snapshot } from './snapshot.ts'
import type { FilmBlock, FilmChange, FilmGraph, Frame, FrameStep } from './types.ts'

const TITLES: Readonly<Record<FrameStep, string>> = {
  generated: 'As generated',
  statements: 'simplifying statements',
  branches: 'moving branches',
  'pull-up': 'pulling tests together',
  merge: 'Merging equal blocks',
  root: 'Dissolving the root',
}

export class Recorder implements Watch {
  private readonly frames: Frame[] = []
  /** The last one that was left out, and how many were. */
  private pending: Frame | null = null
  private leftOut = 0
  /** Graphs of this round, and whether one has come up again. */
  private readonly seen = new Set<string>()
  private turning = false
  private readonly most: number
  private readonly ids: BlockIds
  private last: Snapshot
  private changes: FilmChange[] = []
  private round: Frame['round'] = null
  private pass = 0
  private state: BlockState | null = null
  /** In this step: block that is gone → the one that stands for it. */
  private readonly replaced = new Map<number, number>()

  /** `most`: frames to keep. */
  constructor(root: Block, most: number) {
    this.most = most
    this.ids = numberBlocks(root)
    this.last = takeSnapshot(root, this.ids, null)
    this.add('generated')
  }

  passBegins(alter: boolean): void {
    const round = alter ? 'statements' : 'branches'
    if (this.round !== round) this.enter(round)
    this.pass++
  }

  done(step: Step, graph: FlowGraph): void {
    if (step === 'merge') this.enter(null)
    // The optimizer writes the edges back itself in the end, and does not look at them before.
    this.see(step, applyFlowGraph(graph))
  }

  blockBegins(node: Node): void {
    this.state = stateOf(node)
  }

  blockDone(reason: Reason, node: Node): void {
    if (this.state === null) return
    const id = this.idOf(node)
    for (const { text, others } of tellChanges(this.state, node, reason, (each) => this.idOf(each)))
      this.note(id, `block ${id}: ${text}`, ...others)
    this.state = stateOf(node)
  }

  skipped(edge: Edge, by: Edge | null): void {
    const id = this.idOf(edge.from)
    const child = edge.to
    const skipped = this.idOf(child)
    const start = `block ${id}, ${edge.whenTrue ? 'true' : 'false'} exit: skips block ${skipped}`
    if (by === null) {
      const target = child.et === null ? skipped : this.idOf(child.et.to)
      this.note(id, `${start}, whose exits both lead to block ${target}`, skipped, target)
      return
    }
    const settling = this.idOf(by.from)
    const outcome = by.whenTrue ? 'it held' : 'it did not hold'
    const where = settling === id ? 'here' : `in block ${settling}`
    const why =
      child.operand !== by.from.operand
        ? `: ${quote(by.from.block)} held ${where}, so ${quote(child.block)} cannot`
        : `, whose test is made ${where} already: ${outcome}`
    const others = settling === id ? [skipped] : [skipped, settling]
    this.note(id, `${start}${why}`, ...others)
  }

  pulledUp(node: Node, before: Node, behind: Node | null): void {
    const id = this.idOf(node)
    const next = this.idOf(before)
    const where =
      behind === null
        ? `before block ${next}: what it tests is in A there`
        : `behind block ${this.idOf(behind)}, which tests the same value`
    this.note(id, `block ${id} moved up ${where}`, ...(behind === null ? [next] : [this.idOf(behind)]))
  }

  merged(kept: Node, gone: Node): void {
    const one = this.idOf(kept)
    const other = this.idOf(gone)
    this.replaced.set(other, one)
    this.note(one, `blocks ${one} and ${other} do the same: merged, block ${other} is gone`, other)
  }

  dissolved(root: Block, successor: Block): void {
    if (root === successor) return
    const id = idOf(this.ids, root)
    const next = idOf(this.ids, successor)
    this.replaced.set(id, next)
    const takes = (this.last.byId.get(id)?.statements.length ?? 0) > 0 && successor.jt !== null
    const end = takes ? `block ${next} takes its statements` : `block ${next} is the first now`
    this.note(id, `block ${id} goes one way only: dissolved, ${end}`, next)
    this.see('root', successor)
  }

  private idOf(node: Node): number {
    return idOf(this.ids, node.block)
  }

  private note(block: number, text: string, ...others: number[]): void {
    this.changes.push({ block, text, others })
  }

  private enter(round: Frame['round']): void {
    if (this.turning) this.keepPending()
    this.turning = false
    this.seen.clear()
    this.round = round
    this.pass = 0
  }

  private see(step: FrameStep, root: Block): void {
    const before = this.last
    const now = takeSnapshot(root, this.ids, before)
    this.changes = this.changes.filter(({ block }) => before.byId.has(block))
    this.tellTheRest(before, now)
    // Whom a block serves may change without anything else; the next frame will show it.
    if (this.changes.length > 0) {
      this.last = now
      this.add(step)
    }
    this.changes = []
    this.replaced.clear()
  }

  /** What can be seen and nobody has told. */
  private tellTheRest(before: Snapshot, now: Snapshot): void {
    const told = new Set(this.changes.map(({ block }) => block))
    for (const block of now.graph.blocks) {
      const was = before.byId.get(block.id)
      if (was === undefined || told.has(block.id) || isSame(was, block)) continue
      this.tellExits(was, block)
    }
    for (const { id } of before.graph.blocks) {
      if (!now.byId.has(id) && !this.replaced.has(id)) this.note(id, `block ${id}: nothing leads here any more`)
    }
  }

  private tellExits(was: FilmBlock, is: FilmBlock): void {
    for (const exit of ['jt', 'jf'] as const) {
      const target = is[exit]
      const old = was[exit]
      if (target === null || old === null || target === old || this.replaced.get(old) === target) continue
      const which = exit === 'jt' ? 'true' : 'false'
      this.note(is.id, `block ${is.id}, ${which} exit: leads to block ${target} now`, target)
    }
  }

  private add(step: FrameStep): void {
    const { round, pass, last, changes } = this
    const { graph, instructions } = last
    const title = round === null ? TITLES[step] : `Round ${round === 'branches' ? 1 : 2}, pass ${pass}: ${TITLES[step]}`
    this.changes = []
    const frame: Frame = { title, step, round, pass, graph, changes, instructions, leftOut: 0 }
    if (!this.turning && this.frames.length < this.most - 1) this.frames.push(frame)
    else {
      if (this.pending !== null) this.leftOut++
      this.pending = frame
    }
    // A round that moves branches in a circle ends only after a hundred passes; one turn shows it.
    const key = step + keyOf(graph)
    this.turning ||= this.seen.has(key)
    this.seen.add(key)
  }

  private keepPending(): void {
    if (this.pending === null) return
    this.frames.push({ ...this.pending, leftOut: this.leftOut })
    this.pending = null
    this.leftOut = 0
  }

  /** All frames, when the optimizer is done. */
  finish(): readonly Frame[] {
    this.keepPending()
    return this.frames
  }
}

/** The same for graphs that do the same. */
function keyOf({ root, blocks }: FilmGraph): string {
  const parts = blocks.map(({ id, jt, jf, branch, statements }) => {
    return [id, jt, jf, ...[branch, ...statements].flatMap(({ code, k }) => [code, k])].join()
  })
  return `${root};${parts.join(';')}`
}
