/**
 * Expression → unoptimized program and its leaf table.
 *
 * When a clause's code has just been made, the exits that are still open are the ones that decide it.
 * They are noted then, by block, and become places in the program when that is emitted. The optimizer
 * would move and merge them, which is why it does not run.
 */
import type { Diagnostic, Result } from '../../base/index.ts'
import type { Block } from '../codegen/block.ts'
import { generate } from '../codegen/generate.ts'
import { translate } from '../compile.ts'
import { emit, layOut, type Place } from '../emit.ts'
import type { CompileOptions } from '../types.ts'
import { clauseTree } from './clause-tree.ts'
import type { FilterWithLeaves, Leaf, LeafExit } from './types.ts'

interface OpenExit {
  readonly block: Block
  readonly taken: boolean
  readonly value: boolean
}

/** Faults are those of compileFilter, save that what rejects all packets is a program here. */
export function compileWithLeaves(text: string, options: CompileOptions): Result<FilterWithLeaves, Diagnostic[]> {
  return translate(text, options, (expression): FilterWithLeaves => {
    const open: OpenExit[][] = []
    const { root, clauses } = generate(expression, options, (clause, block) => {
      open[clause] = openExits(block)
    })
    const order = layOut(root)
    const { program, provenance } = emit(root, order)
    const places = new Map(order.map((place) => [place.block, place]))
    const { tree, moves } = expression === null ? { tree: null, moves: [] } : clauseTree(expression)
    const leaves = open.map((exits, clause): Leaf => {
      const located = exits.flatMap((exit) => locate(exit, places, program.length))
      return { clause, moves: moves[clause] ?? null, exits: located, pcs: [], blocks: [] }
    })
    return {
      program,
      provenance,
      clauses,
      leaves: withMembers(leaves, order, provenance),
      tree,
    }
  })
}

/** Both chains of exits that a block under construction carries; see codegen/block.ts. */
function openExits(last: Block): OpenExit[] {
  const exits: OpenExit[] = []
  for (const value of [true, false]) {
    // The last block is in both chains; its sense tells which of its exits is in the chain of `true`.
    let falseSide = value ? last.sense : !last.sense
    for (let block: Block | null = last; block !== null;) {
      exits.push({ block, taken: !falseSide, value })
      block = falseSide ? block.jf : block.jt
      falseSide = block?.sense ?? false
    }
  }
  return exits
}

function locate({ block, taken, value }: OpenExit, places: ReadonlyMap<Block, Place>, length: number): LeafExit[] {
  const place = places.get(block)
  return place === undefined ? [] : [{ pc: length - place.fromEnd + place.real, taken, value }]
}

/** Adds what belongs to each leaf: instructions and blocks. */
function withMembers(
  leaves: readonly Leaf[],
  order: readonly Place[],
  provenance: readonly (readonly number[])[],
): readonly Leaf[] {
  const pcs = leaves.map((): number[] => [])
  provenance.forEach((clauses, pc) => clauses.forEach((clause) => pcs[clause]?.push(pc)))
  const blocks = leaves.map((): number[] => [])
  for (let i = order.length - 1; i >= 0; i--) {
    const clause = order[i]?.block.clause ?? null
    if (clause !== null) blocks[clause]?.push(order.length - 1 - i)
  }
  return leaves.map((leaf, clause) => ({ ...leaf, pcs: pcs[clause] ?? [], blocks: blocks[clause] ?? [] }))
}
