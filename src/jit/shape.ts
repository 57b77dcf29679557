/**
 * A program as its code is laid out: its blocks in order, long chains of tests taken together, and what is known at the
 * beginning of each.
 */
import { type Flavour, type Program } from '../bpf/index.ts'
import { successors, type Block, type Blocks, type Exit } from './blocks.ts'
import { chainsOf, type Chain } from './chains.ts'
import { factsOfBlocks, type Facts } from './facts.ts'

export interface ShapedBlock extends Block {
  /** Where the block's last test is that A is one of several: these. Where it goes is in `exit`. */
  readonly chain: readonly number[] | null
  readonly facts: Facts
}

export interface Shape {
  readonly blocks: readonly ShapedBlock[]
  /** First instructions of the blocks that a jump back leads to. */
  readonly loops: ReadonlySet<number>
}

export function shapeOf(program: Program, cut: Blocks, flavour: Flavour, atStart: Facts, withChains: boolean): Shape {
  const facts = factsOfBlocks(program, cut, flavour, atStart)
  const chains = withChains ? chainsOf(program, cut) : new Map<number, Chain>()
  const all = cut.all.map((block): ShapedBlock => {
    const chain = chains.get(block.from)
    const exit: Exit = chain === undefined ? block.exit : { kind: 'branch', yes: chain.yes, no: chain.no }
    const here = facts.get(block.from)
    if (here === undefined) throw new Error(`Broken invariant: nothing leads to instruction ${block.from}`)
    return { ...block, exit, chain: chain?.constants ?? null, facts: here }
  })
  return { blocks: reachable(all), loops: cut.loops }
}

/** The blocks that are left when chains are passed over. */
function reachable(all: readonly ShapedBlock[]): readonly ShapedBlock[] {
  const blocks = new Map(all.map((block) => [block.from, block]))
  const seen = new Set([0])
  for (const from of seen) {
    const block = blocks.get(from)
    if (block !== undefined) for (const to of successors(block.exit)) seen.add(to)
  }
  return all.filter(({ from }) => seen.has(from))
}
