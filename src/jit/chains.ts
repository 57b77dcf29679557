/**
 * Chains of tests of A for equality with one constant after the other, all of which lead to the same place: what a
 * list of hosts or ports becomes. Whether A is one of many is a single question to a set.
 *
 * Left out on purpose: tests of other kinds, and chains that load in between; the optimizer moves the loads ahead.
 */
import { CLASS, JMP, SRC, classOf, operationOf, type Program } from '../bpf/index.ts'
import { type Block, type Blocks } from './blocks.ts'

export interface Chain {
  readonly constants: readonly number[]
  /** Where it goes when A is one of the constants, and when it is none of them. */
  readonly yes: number
  readonly no: number
}

/** Below this many tests a set is no faster. */
const SHORTEST = 8

/** By the first instruction of the block that a chain begins at the end of. */
export function chainsOf(program: Program, { all }: Blocks): ReadonlyMap<number, Chain> {
  const blocks = new Map(all.map((block) => [block.from, block]))
  const chains = new Map<number, Chain>()
  const covered = new Set<number>()
  for (const head of all) {
    if (covered.has(head.from)) continue
    const { chain, within } = chainFrom(program, blocks, head)
    if (chain.constants.length < SHORTEST) continue
    chains.set(head.from, chain)
    for (const from of within) covered.add(from)
  }
  return chains
}

/** A chain of no constants where the block does not end in such a test. */
function chainFrom(
  program: Program,
  blocks: ReadonlyMap<number, Block>,
  head: Block,
): { readonly chain: Chain; readonly within: readonly number[] } {
  const constants: number[] = []
  const within: number[] = []
  let yes = -1
  let no = -1
  for (let block: Block | undefined = head; block !== undefined; block = blocks.get(no)) {
    const test = program[block.to - 1]
    if (block.exit.kind !== 'branch' || test?.code !== (CLASS.JMP | JMP.JEQ | SRC.K)) break
    if (block !== head && block.to - block.from !== 1) break
    const to = throughJumps(program, blocks, block.exit.yes)
    if (block === head) yes = to
    else if (to !== yes) break
    constants.push(test.k)
    within.push(block.from)
    no = throughJumps(program, blocks, block.exit.no)
  }
  return { chain: { constants, yes, no }, within: within.slice(1) }
}

/** Where a way ends up that leads over jumps alone: tests reach 255 instructions, `ja` any. */
function throughJumps(program: Program, blocks: ReadonlyMap<number, Block>, place: number): number {
  let at = place
  for (;;) {
    const block = blocks.get(at)
    if (block?.exit.kind !== 'goto' || block.to - block.from !== 1 || block.exit.to <= at) return at
    const { code = 0 } = program[block.from] ?? {}
    if (classOf(code) !== CLASS.JMP || operationOf(code) !== JMP.JA) return at
    at = block.exit.to
  }
}
