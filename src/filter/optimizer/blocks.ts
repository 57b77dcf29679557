/**
 * One block at a time: values on entry, statements, dead stores.
 * Source of behaviour: opt_blk, opt_deadstores, deadstmt of libpcap 1.10.3.
 */
import { SRC, sourceOf } from '../../bpf/index.ts'
import { NOP, isReturn } from '../codegen/block.ts'
import { NOTHING, atomDefined, atomsUsed } from './live-atoms.ts'
import { A_ATOM, X_ATOM, type Node } from './flow-graph.ts'
import { peephole } from './peephole.ts'
import { simplified } from './progress.ts'
import { optimizeStatement, type Pass } from './statements.ts'
import { UNKNOWN } from './values.ts'

export function optimizeBlock(pass: Pass, node: Node): void {
  inheritValues(node)
  const { block } = node
  const { watch } = pass.progress
  watch?.blockBegins(node)
  const a = node.values[A_ATOM] ?? UNKNOWN
  const x = node.values[X_ATOM] ?? UNKNOWN
  for (const s of block.statements) optimizeStatement(pass, s, node.values)
  watch?.blockDone('values', node)

  // A block that leaves nothing behind and finds A and X as it would leave them needs no statements,
  // and neither does a return.
  const same = a !== UNKNOWN && node.values[A_ATOM] === a && x !== UNKNOWN && node.values[X_ATOM] === x
  if (pass.alter && ((node.outUse === 0 && same) || isReturn(block))) {
    if (block.statements.length > 0) {
      block.statements = []
      simplified(pass.progress)
      watch?.blockDone('needless', node)
    }
  } else {
    peephole(pass, node)
    watch?.blockDone('neighbours', node)
    removeDeadStores(pass, node)
    watch?.blockDone('dead stores', node)
  }
  const { values } = pass
  node.operand = sourceOf(block.code) === SRC.K ? values.constant(block.k) : (node.values[X_ATOM] ?? UNKNOWN)
  // A comparison is a value as well; no other operation has the code of a jump.
  node.test = values.number(block.code, node.values[A_ATOM] ?? UNKNOWN, node.operand)
}

/** An atom has a value on entry where all predecessors leave the same one. */
function inheritValues(node: Node): void {
  const { values } = node
  let edge = node.firstInEdge
  if (edge === null) {
    values.fill(UNKNOWN)
    return
  }
  const inherited = edge.from.values
  for (let atom = 0; atom < values.length; atom++) values[atom] = inherited[atom] ?? UNKNOWN
  for (edge = edge.nextInEdge; edge !== null; edge = edge.nextInEdge) {
    const others = edge.from.values
    for (let atom = 0; atom < values.length; atom++) if (values[atom] !== others[atom]) values[atom] = UNKNOWN
  }
}

/**
 * Removes what is written and never read: in this block, or live on exit. What a removed statement
 * reads still counts as read, as in libpcap, which finds the next one in its next pass.
 */
function removeDeadStores({ progress }: Pass, node: Node): void {
  const { statements, code, k } = node.block
  let live = node.outUse | atomsUsed(code, k)
  for (let i = statements.length - 1; i >= 0; i--) {
    const s = statements[i]
    if (s === undefined || s.code === NOP) continue
    const atom = atomDefined(s.code, s.k)
    const used = atomsUsed(s.code, s.k)
    if (atom !== NOTHING) {
      if (((live >>> atom) & 1) === 0) {
        s.code = NOP
        simplified(progress)
      }
      live &= ~(1 << atom)
    }
    live |= used
  }
}
