/**
 * The flow graph of a program as it is drawn: a box for each basic block, and for each jump to a return a copy of that
 * return, so that not all lines of a filter run to the same two places.
 *
 * A program of very many blocks is drawn folded: neighbouring blocks in one box, until somebody opens it.
 */
import { basicBlocks, type BasicBlock, type Program } from '../../bpf/index.ts'

export interface FlowNode {
  readonly id: string
  /** Instructions, half-open. */
  readonly from: number
  readonly to: number
  /** Blocks in it; more than one where it is folded. */
  readonly blocks: number
  readonly kind: 'block' | 'return' | 'folded'
  /** A return that is drawn elsewhere too. */
  readonly copy: boolean
}

export interface FlowEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: 'true' | 'false' | 'always'
  /** The instruction that it leaves, and the one that it leads to; null where it may join several, of folded blocks. */
  readonly jump: Jump | null
  /** All that it joins. */
  readonly jumps: readonly Jump[]
}

export interface Jump {
  readonly from: number
  readonly to: number
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[]
  readonly edges: readonly FlowEdge[]
  /** Basic blocks of the program. */
  readonly blocks: number
}

/** More blocks than this are folded. */
export const MOST_BLOCKS = 300
/** So many folded boxes are aimed at. */
const FOLDED_BOXES = 60

/** `opened` has the ids of folded boxes that are to be drawn whole. */
export function flowGraph(program: Program, opened: ReadonlySet<string> = new Set()): FlowGraph {
  const blocks = basicBlocks(program)
  const groups = groupsOf(blocks, opened)
  const groupOf = groups.flatMap((group, index) => group.blocks.map(() => index))
  const nodes: FlowNode[] = []
  const edges: FlowEdge[] = []
  const drawnReturns = new Set<number>()
  const isReturn = (block: BasicBlock): boolean => block.exits.length === 0 && block.to - block.from === 1
  const alone = (index: number): BasicBlock | null => {
    const group = groups[index]
    return group?.blocks.length === 1 ? (group.blocks[0] ?? null) : null
  }
  for (const [index, group] of groups.entries()) {
    const first = group.blocks[0]
    const last = group.blocks.at(-1)
    if (first === undefined || last === undefined) continue
    const single = alone(index)
    // A return is drawn where a jump leads to it; the entry is drawn in any case.
    if (single !== null && index > 0 && isReturn(single)) continue
    const id = String(first.from)
    const kind = single === null ? 'folded' : isReturn(single) ? 'return' : 'block'
    nodes.push({ id, from: first.from, to: last.to, blocks: group.blocks.length, kind, copy: false })
    /** The jumps of each edge that joins some, by where it leads. */
    const joins = new Map<string, Jump[]>()
    for (const block of group.blocks) {
      for (const { kind: way, to } of block.exits) {
        const jump = { from: block.to - 1, to: blocks[to]?.from ?? 0 }
        const target = groupOf[to] ?? 0
        if (target === index && single === null) continue
        const ending = alone(target)
        if (ending !== null && isReturn(ending)) {
          const copyId = `${ending.from}<${single === null ? id : `${jump.from}${way}`}`
          if (join(copyId, jump)) continue
          const { from, to: end } = ending
          nodes.push({ id: copyId, from, to: end, blocks: 1, kind: 'return', copy: drawnReturns.has(from) })
          drawnReturns.add(from)
          addEdge(copyId, single === null, way, jump)
          continue
        }
        const targetId = String(groups[target]?.blocks[0]?.from ?? 0)
        const isJoined = single === null || alone(target) === null
        if (!isJoined || !join(targetId, jump)) addEdge(targetId, isJoined, way, jump)
      }
    }

    /** Whether there is an edge that joins jumps to there; the jump is one of them then. */
    function join(targetId: string, jump: Jump): boolean {
      const jumps = joins.get(targetId)
      jumps?.push(jump)
      return jumps !== undefined
    }

    function addEdge(targetId: string, isJoined: boolean, way: FlowEdge['kind'], jump: Jump): void {
      const jumps = [jump]
      if (isJoined) joins.set(targetId, jumps)
      const kind = isJoined ? 'always' : way
      const edgeId = `${id}-${kind}-${targetId}`
      edges.push({ id: edgeId, from: id, to: targetId, kind, jump: isJoined ? null : jump, jumps })
    }
  }
  return { nodes, edges, blocks: blocks.length }
}

interface Group {
  readonly blocks: readonly BasicBlock[]
}

/** Each block alone, or where there are very many, runs of them; returns are never folded. */
function groupsOf(blocks: readonly BasicBlock[], opened: ReadonlySet<string>): readonly Group[] {
  if (blocks.length <= MOST_BLOCKS) return blocks.map((block) => ({ blocks: [block] }))
  const size = Math.ceil(blocks.length / FOLDED_BOXES)
  const groups: BasicBlock[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    const fits = block.exits.length > 0 && last !== undefined && last.length < size && (last[0]?.exits.length ?? 0) > 0
    if (fits) last.push(block)
    else groups.push([block])
  }
  return groups.flatMap((group) =>
    opened.has(String(group[0]?.from)) ? group.map((block) => ({ blocks: [block] })) : [{ blocks: group }],
  )
}
