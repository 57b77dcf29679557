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

/** A block and where its instructions go. */
export interface Place {
  readonly block: Block
  jt: Place | null
  jf: Place | null
  /** How many of its successors have been looked at. */
  looked: number
  /** Statements that are left. */
  real: number
  /** Instructions from the first of this block to the program's end. */
  fromEnd: number
  longTrue: boolean
  longFalse: boolean
}

/** The blocks of the program from the last to the first. */
export function layOut(root: Block): readonly Place[] {
  const order = layoutOrder(root)
  let fromEnd = 0
  for (const place of order) {
    settle(place, fromEnd)
    fromEnd = place.fromEnd
  }
  return order
}

/** @throws CompileFailure where a jump inside a block cannot be expressed. */
export function emit(root: Block, order = layOut(root)): Emitted {
  const output: Output = { program: [], provenance: [] }
  for (let i = order.length - 1; i >= 0; i--) {
    const place = order[i]
    if (place === undefined) continue
    emitStatements(output, place)
    emitBranch(output, place)
  }
  return output
}

interface Output {
  readonly program: Instruction[]
  readonly provenance: (readonly number[])[]
}

function add({ program, provenance }: Output, code: number, jt: number, jf: number, k: number, origin: Served): void {
  program.push({ code, jt, jf, k })
  provenance.push(clausesOf(origin))
}

/** Blocks from the last to the first: each after its successors, the false side first. */
function layoutOrder(root: Block): Place[] {
  const order: Place[] = []
  const places = new Map<Block, Place>()
  const open: Place[] = []
  let place: Place | undefined = newPlace(places, root)
  while (place !== undefined) {
    const { block }: Place = place
    const next: Block | null = place.looked === 0 ? block.jf : place.looked === 1 ? block.jt : null
    if (next === null) {
      order.push(place)
      place = open.pop()
      continue
    }
    const known = places.get(next)
    const target: Place = known ?? newPlace(places, next)
    if (place.looked++ === 0) place.jf = target
    else place.jt = target
    if (known !== undefined) continue
    open.push(place)
    place = target
  }
  return order
}

function newPlace(places: Map<Block, Place>, block: Block): Place {
  let real = 0
  for (const { code } of block.statements) if (code !== NOP) real++
  const place = { block, jt: null, jf: null, looked: 0, real, fromEnd: 0, longTrue: false, longFalse: false }
  places.set(block, place)
  return place
}

/** Jumps to jumps that reach far. */
function longJumps({ longTrue, longFalse }: Place): number {
  return Number(longTrue) + Number(longFalse)
}

/** `before`: instructions behind the block. */
function settle(place: Place, before: number): void {
  const { jt, jf, real } = place
  for (;;) {
    const long = longJumps(place)
    place.fromEnd = before + real + 1 + long
    if (jt !== null && !place.longTrue && before + long - jt.fromEnd > REACH) place.longTrue = true
    else if (jf !== null && !place.longFalse && before + long - jf.fromEnd > REACH) place.longFalse = true
    else return
  }
}

function emitBranch(output: Output, place: Place): void {
  const { block, jt, jf, longTrue, longFalse } = place
  if (jt === null || jf === null) return add(output, block.code, 0, 0, block.k, block)
  const behind = place.fromEnd - place.real - 1
  const toTrue = behind - jt.fromEnd
  const toFalse = behind - jf.fromEnd
  const long = longJumps(place)
  add(output, block.code, longTrue ? 0 : toTrue, longFalse ? long - 1 : toFalse, block.k, block)
  if (longTrue) add(output, CLASS.JMP | JMP.JA, 0, 0, toTrue - 1, block)
  if (longFalse) add(output, CLASS.JMP | JMP.JA, 0, 0, toFalse - long, block)
}

function emitStatements(output: Output, { block, real }: Place): void {
  const { statements } = block
  let at = 0
  for (const s of statements) {
    if (s.code === NOP) continue
    // The statement before the last is left as it is, whatever it is; so libpcap does.
    if (at === real - 2 || !isLocalBranch(s)) add(output, s.code, 0, 0, s.k, s)
    else {
      // libpcap looks for the targets among as many statements as are left, but in the list that
      // still has the removed ones: where one was removed before a target, the jump goes one too
      // far. So it does behind `vlan 5` in a live capture, where an earlier test has loaded the same.
      const listed = statements.slice(0, real)
      add(output, s.code, localOffset(listed, at, s.jt), localOffset(listed, at, s.jf), s.k, s)
    }
    at++
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
