/**
 * A flow graph as plain data, at one moment. What has not changed since the moment before is not
 * copied again.
 */
import type { Instruction } from '../../bpf/index.ts'
import { NOP, isLocalBranch, type Block, type Statement } from '../codegen/block.ts'
import type { Served } from '../codegen/served.ts'
import { layOut } from '../emit.ts'
import type { FilmBlock, FilmGraph } from './types.ts'

export interface Snapshot {
  readonly graph: FilmGraph
  readonly byId: ReadonlyMap<number, FilmBlock>
  /** Length of the program. */
  readonly instructions: number
}

/** Numbers of the blocks: their places in the unoptimized program. */
export type BlockIds = ReadonlyMap<Block, number>

export function numberBlocks(root: Block): BlockIds {
  const order = layOut(root)
  return new Map(order.map(({ block }, i) => [block, order.length - 1 - i]))
}

export function idOf(ids: BlockIds, block: Block): number {
  const id = ids.get(block)
  if (id === undefined) throw new Error('Broken invariant: the optimizer makes no new blocks')
  return id
}

export function takeSnapshot(root: Block, ids: BlockIds, before: Snapshot | null): Snapshot {
  const order = layOut(root)
  const byId = new Map<number, FilmBlock>()
  for (let i = order.length - 1; i >= 0; i--) {
    const block = order[i]?.block
    if (block === undefined) continue
    const id = idOf(ids, block)
    const known = before?.byId.get(id)
    const made = copyBlock(block, id, ids)
    const same = known !== undefined && isSame(known, made) && isSameList(known.clauses, made.clauses)
    byId.set(id, same ? known : made)
  }
  const graph = { root: idOf(ids, root), blocks: [...byId.values()] }
  return { graph, byId, instructions: order.at(-1)?.fromEnd ?? 0 }
}

function copyBlock(block: Block, id: number, ids: BlockIds): FilmBlock {
  const real = block.statements.filter(({ code }) => code !== NOP)
  return {
    id,
    statements: real.map((s, at) => copyStatement(s, at, block, real.length)),
    branch: instruction(block.code, block.k),
    jt: block.jt === null ? null : idOf(ids, block.jt),
    jf: block.jf === null ? null : idOf(ids, block.jf),
    clauses: clausesOfAll([block, ...real]),
  }
}

/** As clausesOf for one, but what several took over is gone through once. */
function clausesOfAll(parts: readonly Served[]): readonly number[] {
  const clauses = new Set<number>()
  const seen = new Set(parts)
  // A set is read on while it grows.
  for (const { clause, takenOver } of seen) {
    if (clause !== null) clauses.add(clause)
    for (const other of takenOver ?? []) seen.add(other)
  }
  return [...clauses].sort((a, b) => a - b)
}

/** With the offsets that emission gives it, libpcap's mistakes in them included; see emit.ts. */
function copyStatement(s: Statement, at: number, { statements }: Block, real: number): Instruction {
  if (!isLocalBranch(s) || at === real - 2) return instruction(s.code, s.k)
  const offset = (target: Statement | null) => {
    const index = target === null ? -1 : statements.indexOf(target)
    return index < 0 || index >= real ? 0 : Math.max(0, index - at - 1)
  }
  return { code: s.code, jt: offset(s.jt), jf: offset(s.jf), k: s.k }
}

export function instruction(code: number, k: number): Instruction {
  return { code, jt: 0, jf: 0, k }
}

/** Does the same and goes on to the same; whom it serves may differ. */
export function isSame(a: FilmBlock, b: FilmBlock): boolean {
  return (
    a.jt === b.jt &&
    a.jf === b.jf &&
    isSameInstruction(a.branch, b.branch) &&
    a.statements.length === b.statements.length &&
    a.statements.every((s, i) => isSameInstruction(s, b.statements[i] ?? a.branch))
  )
}

function isSameInstruction(a: Instruction, b: Instruction): boolean {
  return a.code === b.code && a.k === b.k && a.jt === b.jt && a.jf === b.jf
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i])
}
