/**
 * Flow graph → program: blocks laid out from the end, jumps that are too far made long, returns
 * shared.
 *
 * A conditional jump reaches 255 instructions. Where a target is further away, the jump goes to an
 * unconditional one right behind it. libpcap starts over each time it finds such a block; but a
 * block's place counted from the end depends only on what is behind it, so one sweep from the end
 * settles every block for good.
 *
 * Source of behaviour: icode_to_fcode and convert_code_r of libpcap 1.10.3.
 */
import { CLASS, JMP, type Instruction, type Program } from '../bpf/index.ts'
import { NOP, isLocalBranch, type Block, type Statement } from './codegen/block.ts'
import { clausesOf, type Served } from './codegen/served.ts'
import { CompileFailure } from './codegen/state.ts'

const REACH = 255

export interface Emitted {
  readonly program: Program
  /** For each instruction the clauses it serves, ascending. */
  readonly provenance: readonly (readonly number[])[]
}

interface Placed {
  /** Instructions from the first of this block to the program's end. */
  readonly fromEnd: number
  readonly longTrue: boolean
  readonly longFalse: boolean
}

/** @throws CompileFailure where a jump inside a block cannot be expressed. */
export function emit(root: Block): Emitted {
  const order = layoutOrder(root)
  const places = new Map<Block, Placed>()
  let fromEnd = 0
  for (const block of order) {
    const placed = place(block, places, fromEnd)
    places.set(block, placed)
    fromEnd = placed.fromEnd
  }
  const program: Instruction[] = []
  const provenance: (readonly number[])[] = []
  for (const block of order.reverse()) {
    const add = (code: number, jt: number, jf: number, k: number, origin: Served) => {
      program.push({ code, jt, jf, k })
      provenance.push(clausesOf(origin))
    }
    emitStatements(block, add)
    emitBranch(block, places, add)
  }
  return { program, provenance }
}

type Add = (code: number, jt: number, jf: number, k: number, origin: Served) => void

/** Blocks from the last to the first: each after its successors, the false side first. */
function layoutOrder(root: Block): Block[] {
  const order: Block[] = []
  const seen = new Set<Block>()
  const stack: { block: Block; close: boolean }[] = [{ block: root, close: false }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { block, close } = top
    if (close) order.push(block)
    else if (!seen.has(block)) {
      seen.add(block)
      stack.push({ block, close: true })
      if (block.jt !== null) stack.push({ block: block.jt, close: false })
      if (block.jf !== null) stack.push({ block: block.jf, close: false })
    }
  }
  return order
}

function realStatements(block: Block): Statement[] {
  return block.statements.filter((s) => s.code !== NOP)
}

function place(block: Block, places: ReadonlyMap<Block, Placed>, before: number): Placed {
  const length = realStatements(block).length + 1
  const distance = (target: Block | null, long: number) =>
    target === null ? 0 : before + long - (places.get(target)?.fromEnd ?? 0)
  let longTrue = false
  let longFalse = false
  for (;;) {
    const long = Number(longTrue) + Number(longFalse)
    if (!longTrue && distance(block.jt, long) > REACH) longTrue = true
    else if (!longFalse && distance(block.jf, long) > REACH) longFalse = true
    else return { fromEnd: before + length + long, longTrue, longFalse }
  }
}

function emitBranch(block: Block, places: ReadonlyMap<Block, Placed>, add: Add): void {
  const { code, k, jt, jf } = block
  const here = places.get(block)
  if (here === undefined) throw new Error('Broken invariant: every block has a place')
  if (jt === null || jf === null) return add(code, 0, 0, k, block)
  const long = Number(here.longTrue) + Number(here.longFalse)
  const behind = here.fromEnd - realStatements(block).length - 1
  const distance = (target: Block) => behind - (places.get(target)?.fromEnd ?? 0)
  const near = { true: distance(jt), false: distance(jf) }
  add(code, here.longTrue ? 0 : near.true, here.longFalse ? long - 1 : near.false, k, block)
  const far = (target: number, extra: number) => add(CLASS.JMP | JMP.JA, 0, 0, target - extra, block)
  if (here.longTrue) far(near.true, 1)
  if (here.longFalse) far(near.false, long)
}

function emitStatements(block: Block, add: Add): void {
  const real = realStatements(block)
  for (const [at, s] of real.entries()) {
    // The statement before the last is left as it is, whatever it is; so libpcap does.
    const local = isLocalBranch(s) && at !== real.length - 2
    add(s.code, local ? localOffset(real, at, s.jt) : 0, local ? localOffset(real, at, s.jf) : 0, s.k, s)
  }
}

function localOffset(statements: readonly Statement[], at: number, target: Statement | null): number {
  const refuse = (reason: string) => new CompileFailure(`${reason} for block-local relative jump: off=${at}`, null)
  if (target === null) throw refuse('no jmp destination')
  const index = statements.indexOf(target)
  if (index < 0) throw refuse('no destination found')
  const offset = index - at - 1
  if (offset < 0 || offset > REACH) throw refuse('out-of-range jump')
  return offset
}
