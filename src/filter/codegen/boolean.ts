/**
 * Joining expressions: and, or, not, and closing the graph with its returns.
 */
import { CLASS, SRC } from '../../bpf/index.ts'
import { newBlock, type Block } from './block.ts'

/** Sends every open exit of the chain that starts at `list` to `target`. */
function backpatch(list: Block | null, target: Block): void {
  while (list !== null) {
    const next: Block | null = list.sense ? list.jf : list.jt
    if (list.sense) list.jf = target
    else list.jt = target
    list = next
  }
}

/** Threads the open exits of `b1` behind those of `b0`. */
function merge(b0: Block, b1: Block): void {
  let last = b0
  for (;;) {
    const next = last.sense ? last.jf : last.jt
    if (next === null) break
    last = next
  }
  if (last.sense) last.jf = b1
  else last.jt = b1
}

/** `b1` becomes "b0 and b1" and is given back. */
export function genAnd(b0: Block, b1: Block): Block {
  backpatch(b0, b1.head)
  b0.sense = !b0.sense
  b1.sense = !b1.sense
  merge(b1, b0)
  b1.sense = !b1.sense
  b1.head = b0.head
  return b1
}

/** `b1` becomes "b0 or b1" and is given back. */
export function genOr(b0: Block, b1: Block): Block {
  b0.sense = !b0.sense
  backpatch(b0, b1.head)
  b0.sense = !b0.sense
  merge(b1, b0)
  b1.head = b0.head
  return b1
}

export function genNot(b: Block): Block {
  b.sense = !b.sense
  return b
}

export function genReturn(value: number): Block {
  return newBlock(CLASS.RET | SRC.K, value, [], null)
}

/** Closes the expression: accepted packets keep `snaplen` bytes, others are dropped. Gives the root. */
export function finish(expression: Block, snaplen: number): Block {
  backpatch(expression, genReturn(snaplen))
  expression.sense = !expression.sense
  backpatch(expression, genReturn(0))
  return expression.head
}
