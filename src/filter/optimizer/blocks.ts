/**
 * One block at a time: values on entry, statements, dead stores.
 * Source of behaviour: opt_blk, opt_deadstores, deadstmt of libpcap 1.10.3.
 */
import { SRC, sourceOf } from '../../bpf/index.ts'
import { NOP, isReturn, type Statement } from '../codegen/block.ts'
import { NOTHING, atomDefined, atomsUsed } from './live-atoms.ts'
import { ATOMS, A_ATOM, X_ATOM, type Node } from './flow-graph.ts'
import { peephole } from './peephole.ts'
import { simplified } from './progress.ts'
import { optimizeStatement, type Pass } from './statements.ts'
import { UNKNOWN } from './values.ts'

export function optimizeBlock(pass: Pass, node: Node): void {
  inheritValues(node)
  const { block } = node
  const a = node.values[A_ATOM] ?? UNKNOWN
  const x = node.values[X_ATOM] ?? UNKNOWN
  for (const s of block.statements) optimizeStatement(pass, s, node.values)

  // A block that leaves nothing behind and finds A and X as it would leave them needs no statements,
  // and neither does a return.
  const same = a !== UNKNOWN && node.values[A_ATOM] === a && x !== UNKNOWN && node.values[X_ATOM] === x
  if (pass.alter && ((node.outUse === 0 && same) || isReturn(block))) {
    if (block.statements.length > 0) {
      block.statements = []
      simplified(pass.progress)
    }
  } else {
    peephole(pass, node)
    removeDeadStores(pass, node)
  }
  const { values } = pass
  node.operand = sourceOf(block.code) === SRC.K ? values.constant(block.k) : (node.values[X_ATOM] ?? UNKNOWN)
  // A comparison is a value as well; no other operation has the code of a jump.
  node.test = values.number(block.code, node.values[A_ATOM] ?? UNKNOWN, node.operand)
}

/** An atom has a value on entry where all predecessors leave the same one. */
function inheritValues(node: Node): void {
  const [first, ...others] = node.inEdges
  if (first === undefined) {
    node.values.fill(UNKNOWN)
    return
  }
  node.values.set(first.from.values)
  for (const { from } of others) {
    for (let atom = 0; atom < ATOMS; atom++) {
      if (node.values[atom] !== from.values[atom]) node.values[atom] = UNKNOWN
    }
  }
}

/** Removes what is written and never read: in this block, or live on exit. */
function removeDeadStores({ progress }: Pass, node: Node): void {
  const pending = new Array<Statement | null>(ATOMS).fill(null)
  const remove = (s: Statement) => {
    s.code = NOP
    simplified(progress)
  }
  const step = (code: number, k: number, s: Statement | null) => {
    let used = atomsUsed(code, k)
    for (let atom = 0; used !== 0; atom++, used >>>= 1) if ((used & 1) === 1) pending[atom] = null
    const atom = atomDefined(code, k)
    if (atom === NOTHING || s === null) return
    const previous = pending[atom] ?? null
    if (previous !== null) remove(previous)
    pending[atom] = s
  }
  for (const s of node.block.statements) step(s.code, s.k, s)
  step(node.block.code, node.block.k, null)
  for (let atom = 0; atom < ATOMS; atom++) {
    const s = pending[atom] ?? null
    if (s !== null && ((node.outUse >>> atom) & 1) === 0) remove(s)
  }
}
