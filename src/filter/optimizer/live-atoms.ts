/**
 * Which registers and scratch words each statement reads and writes, and which are live on exit
 * from each block.
 * Source of behaviour: atomuse, atomdef, compute_local_ud, find_ud of libpcap 1.10.3.
 */
import { CLASS, MISC, MODE, SRC, classOf, miscOf, modeOf, returnSourceOf, sourceOf } from '../../bpf/index.ts'
import { NOP } from '../codegen/block.ts'
import { A_ATOM, FIRST_WORD, X_ATOM, type FlowGraph, type Node } from './flow-graph.ts'

const A = 1 << A_ATOM
const X = 1 << X_ATOM
/** What atomDefined gives where nothing is written. */
export const NOTHING = -1
/** In the tables: the scratch word that k names. */
const SCRATCH = -2

/** By opcode, atoms read as a bit mask, or SCRATCH. */
const USED: readonly number[] = Array.from({ length: 256 }, (_, code) => usedBy(code))
/** By opcode, the atom written, NOTHING or SCRATCH. */
const DEFINED: readonly number[] = Array.from({ length: 256 }, (_, code) => definedBy(code))

export function findLiveAtoms(graph: FlowGraph): void {
  const { levels, root } = graph
  for (const first of levels)
    for (let node: Node | null = first; node !== null; node = node.nextInLevel) findLocalUse(node)
  for (let level = 1; level <= root.level; level++) {
    for (let node = levels[level] ?? null; node !== null; node = node.nextInLevel) {
      node.outUse |= (node.et?.to.inUse ?? 0) | (node.ef?.to.inUse ?? 0)
      node.inUse |= node.outUse & ~node.kill
    }
  }
}

function findLocalUse(node: Node): void {
  let defined = 0
  let use = 0
  let kill = 0
  const { statements, code: branch, k: operand } = node.block
  for (const { code, k } of statements) {
    if (code === NOP) continue
    use |= atomsUsed(code, k) & ~defined
    const atom = atomDefined(code, k)
    if (atom === NOTHING) continue
    const bit = 1 << atom
    if ((use & bit) === 0) kill |= bit
    defined |= bit
  }
  if (classOf(branch) === CLASS.JMP) use |= atomsUsed(branch, operand) & ~defined
  node.inUse = use
  node.kill = kill
  node.outUse = 0
}

/** Atoms an instruction reads, as a bit mask. */
export function atomsUsed(code: number, k: number): number {
  if (code === NOP) return 0
  const used = USED[code] ?? 0
  return used === SCRATCH ? 1 << (k + FIRST_WORD) : used
}

/** The atom an instruction writes, or NOTHING. */
export function atomDefined(code: number, k: number): number {
  if (code === NOP) return NOTHING
  const defined = DEFINED[code] ?? NOTHING
  return defined === SCRATCH ? k + FIRST_WORD : defined
}

function usedBy(code: number): number {
  switch (classOf(code)) {
    case CLASS.RET:
      return returnSourceOf(code) === SRC.A ? A : returnSourceOf(code) === SRC.X ? X : 0
    case CLASS.LD:
    case CLASS.LDX:
      return modeOf(code) === MODE.IND ? X : modeOf(code) === MODE.MEM ? SCRATCH : 0
    case CLASS.ST:
      return A
    case CLASS.STX:
      return X
    case CLASS.JMP:
    case CLASS.ALU:
      return sourceOf(code) === SRC.X ? A | X : A
    default:
      return miscOf(code) === MISC.TXA ? X : A
  }
}

function definedBy(code: number): number {
  switch (classOf(code)) {
    case CLASS.LD:
    case CLASS.ALU:
      return A_ATOM
    case CLASS.LDX:
      return X_ATOM
    case CLASS.ST:
    case CLASS.STX:
      return SCRATCH
    case CLASS.MISC:
      return miscOf(code) === MISC.TAX ? X_ATOM : A_ATOM
    default:
      return NOTHING
  }
}
