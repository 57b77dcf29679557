/**
 * Patterns of neighbouring statements, and of the last one with the branch.
 * Source of behaviour: opt_peep of libpcap 1.10.3.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC, classOf, modeOf, operationOf, sourceOf } from '../../bpf/index.ts'
import { NOP, type Block, type Statement } from '../codegen/block.ts'
import { takeOver } from '../codegen/served.ts'
import { A_ATOM, X_ATOM, type Node } from './flow-graph.ts'
import { simplified } from './progress.ts'
import type { Pass } from './statements.ts'
import { UNKNOWN } from './values.ts'

export function peephole(pass: Pass, node: Node): void {
  const { block } = node
  const first = block.statements[0]
  if (first === undefined) return
  const last = simplifyPairs(pass, node, first)
  const liveA = ((node.outUse >>> A_ATOM) & 1) === 1
  if (block.code === (CLASS.JMP | JMP.JEQ | SRC.K) && !liveA) mergeIntoComparison(pass, node, last)
  foldBranch(pass, node)
}

function nextReal(block: Block, from: number): number | null {
  for (let i = from; i < block.statements.length; i++) if (block.statements[i]?.code !== NOP) return i
  return null
}

/** Gives the last statement, or `first`, removed or not, where there is no pair at all. */
function simplifyPairs({ progress }: Pass, node: Node, first: Statement): Statement {
  const { block } = node
  const at = (index: number | null) => (index === null ? undefined : block.statements[index])
  let last = first
  let index = nextReal(block, 0)
  while (index !== null) {
    const nextIndex = nextReal(block, index + 1)
    const s = at(index)
    const next = at(nextIndex)
    if (s === undefined || next === undefined || nextIndex === null) break
    last = next
    // st M[k]; ldx M[k]  →  st M[k]; tax
    if (s.code === CLASS.ST && next.code === (CLASS.LDX | MODE.MEM) && s.k === next.k) {
      next.code = CLASS.MISC | MISC.TAX
      simplified(progress)
    }
    // ld #k; tax  →  ldx #k; txa
    if (s.code === (CLASS.LD | MODE.IMM) && next.code === (CLASS.MISC | MISC.TAX)) {
      s.code = CLASS.LDX | MODE.IMM
      next.code = CLASS.MISC | MISC.TXA
      simplified(progress)
    }
    // ld #k; [ldxb 4*([n]&0xf);] add x; tax; ld [x + 0]  →  [ldxb …;] ld [x + k]
    // X must not be used afterwards, since it no longer holds the sum.
    const liveX = ((node.outUse >>> X_ATOM) & 1) === 1
    if (s.code === (CLASS.LD | MODE.IMM) && !liveX) {
      const isHeaderLength = next.code === (CLASS.LDX | MODE.MSH | SIZE.B)
      const addIndex = isHeaderLength ? nextReal(block, nextIndex + 1) : nextIndex
      const taxIndex = addIndex === null ? null : nextReal(block, addIndex + 1)
      const loadIndex = taxIndex === null ? null : nextReal(block, taxIndex + 1)
      const [add, tax, load] = [at(addIndex), at(taxIndex), at(loadIndex)]
      if (
        add?.code === (CLASS.ALU | ALU.ADD | SRC.X) &&
        tax?.code === (CLASS.MISC | MISC.TAX) &&
        load !== undefined &&
        classOf(load.code) === CLASS.LD &&
        modeOf(load.code) === MODE.IND
      ) {
        load.k = (load.k + s.k) >>> 0
        for (const removed of [s, add, tax]) {
          takeOver(load, removed)
          removed.code = NOP
        }
        simplified(progress)
      }
    }
    index = nextIndex
  }
  return last
}

/** Arithmetic right before "A equals k?" can move into the comparison. */
function mergeIntoComparison({ values, progress }: Pass, node: Node, last: Statement): void {
  const { block } = node
  const remove = () => {
    takeOver(block, last)
    last.code = NOP
    simplified(progress)
  }
  switch (last.code) {
    case CLASS.ALU | ALU.SUB | SRC.X: {
      const x = values.constantOf(node.values[X_ATOM] ?? UNKNOWN)
      if (x !== undefined) {
        // sub x; jeq #y  →  jeq #(x + y)
        block.k = (block.k + x) >>> 0
        remove()
      } else if (block.k === 0) {
        // sub x; jeq #0  →  jeq x
        block.code = CLASS.JMP | JMP.JEQ | SRC.X
        remove()
      }
      return
    }
    case CLASS.ALU | ALU.SUB | SRC.K:
      // sub #x; jeq #y  →  jeq #(x + y)
      block.k = (block.k + last.k) >>> 0
      return remove()
    case CLASS.ALU | ALU.AND | SRC.K:
      // and #k; jeq #0  →  jset #k, the other way round
      if (block.k !== 0) return
      block.k = last.k
      block.code = CLASS.JMP | JMP.JSET | SRC.K
      remove()
      swapExits(node)
  }
}

function swapExits(node: Node): void {
  if (node.et === null || node.ef === null) return
  const to = node.et.to
  node.et.to = node.ef.to
  node.ef.to = to
}

/** A branch whose outcome is known goes one way only. */
function foldBranch({ values, progress }: Pass, node: Node): void {
  const { block } = node
  const goBoth = (holds: boolean) => {
    if (node.et === null || node.ef === null || node.et.to === node.ef.to) return
    progress.touched = true
    if (holds) node.ef.to = node.et.to
    else node.et.to = node.ef.to
  }
  if (block.code === (CLASS.JMP | JMP.JSET | SRC.K)) {
    if (block.k === 0) goBoth(false)
    if (block.k === 0xffffffff) goBoth(true)
  }
  const x = values.constantOf(node.values[X_ATOM] ?? UNKNOWN)
  if (x !== undefined && sourceOf(block.code) === SRC.X) {
    block.code &= ~SRC.X
    block.k = x
    progress.touched = true
  }
  const a = values.constantOf(node.values[A_ATOM] ?? UNKNOWN)
  if (a === undefined || sourceOf(block.code) !== SRC.K || node.et === null || node.ef === null) return
  if (node.et.to !== node.ef.to) simplified(progress)
  goBoth(compare(operationOf(block.code), a, block.k))
}

function compare(operation: number, a: number, k: number): boolean {
  switch (operation) {
    case JMP.JEQ:
      return a === k
    case JMP.JGT:
      return a > k
    case JMP.JGE:
      return a >= k
    default:
      return (a & k) !== 0
  }
}
