/**
 * The clauses of an expression, each as code of its own, and every way through such code that some
 * packet could take.
 *
 * The code is what the compiler generates for the clause at its place, offsets moved by an earlier
 * `vlan` and all, before any optimizing. A and X count as unknown where it begins, since what comes
 * before may differ from path to path; the scratch words that carry header lengths from one clause
 * to another are unknown too, but the same for every clause until the next encapsulation.
 */
import {
  ALU,
  CLASS,
  JMP,
  MISC,
  MODE,
  SIZE,
  SRC,
  classOf,
  miscOf,
  modeOf,
  operationOf,
  sizeOf,
  sourceOf,
} from '../../bpf/index.ts'
import type { Primitive } from '../ast.ts'
import { NOP, isLocalBranch, isReturn, type Block, type Statement } from '../codegen/block.ts'
import { finish } from '../codegen/boolean.ts'
import { genPrimitive } from '../codegen/generate.ts'
import { createCodegenState, type CodegenState } from '../codegen/state.ts'
import type { CompileOptions } from '../types.ts'
import type { Knowledge } from './knowledge.ts'
import type { Term, Terms } from './terms.ts'

export interface Leaf {
  readonly primitive: Primitive
  /** Returns 1 where the clause is true, 0 where it is false. */
  readonly code: Block
  /** How many encapsulations stand before it. */
  readonly epoch: number
  readonly layout: Layout
}

/** Where the headers are for a clause; null where that varies from packet to packet. */
export interface Layout {
  readonly linkTypeField: number
  readonly network: number
}

/** @throws CompileFailure where the expression has no program. */
export function generateLeaves(primitives: readonly Primitive[], options: CompileOptions): Leaf[] {
  const state = createCodegenState(options)
  let epoch = 0
  return primitives.map((primitive) => {
    const layout = layoutOf(state)
    const code = finish(genPrimitive(state, primitive), 1)
    const leaf = { primitive, code, epoch, layout }
    if (primitive.kind === 'encapsulation') epoch++
    return leaf
  })
}

function layoutOf({ linkTypeField, linkPayload, networkHeader }: CodegenState): Layout {
  return { linkTypeField: linkTypeField.constant, network: linkPayload.constant + networkHeader }
}

/** Thrown when a search has taken as many steps as it may; caught where the search began. */
export class OutOfBudget extends Error {}

/** One search: its terms, what it knows on the present path, and the steps that are left. */
export interface Search {
  readonly terms: Terms
  readonly knowledge: Knowledge
  budget: number
  /** Told of each test that could not come out one way, and of which clause. */
  readonly onConflict: ((leaf: Leaf, tested: Term) => void) | null
}

interface Registers {
  a: Term
  x: Term
  readonly m: Map<number, Term>
}

/**
 * Follows every possible path and calls `onExit` at the end of each, with the clause's truth; true
 * from there ends the search, and is given back.
 */
export function runLeaf(search: Search, leaf: Leaf, onExit: (truth: boolean) => boolean): boolean {
  const { terms } = search
  return runBlock(search, leaf, leaf.code, { a: terms.fresh(), x: terms.fresh(), m: new Map() }, onExit)
}

function runBlock(
  search: Search,
  leaf: Leaf,
  block: Block,
  registers: Registers,
  onExit: (truth: boolean) => boolean,
): boolean {
  if (isReturn(block)) return onExit(block.k !== 0)
  const { jt, jf } = block
  if (jt === null || jf === null) throw new Error('Broken invariant: a branch has two ways')
  search.budget -= block.statements.length + 1
  if (search.budget < 0) throw new OutOfBudget()
  const { knowledge, terms } = search
  const after = { ...registers, m: new Map(registers.m) }
  if (block.statements.some(jumpsInside)) forget(terms, after)
  else for (const s of block.statements) execute(terms, leaf, s, after)

  const operation = operationOf(block.code)
  const operand = sourceOf(block.code) === SRC.X ? after.x : terms.constant(block.k)
  for (const outcome of [true, false]) {
    const mark = knowledge.mark()
    const possible = knowledge.assume(operation, after.a, operand, outcome)
    if (!possible) search.onConflict?.(leaf, after.a)
    const done = possible && runBlock(search, leaf, outcome ? jt : jf, after, onExit)
    knowledge.undo(mark)
    if (done) return true
  }
  return false
}

function jumpsInside(s: Statement): boolean {
  return isLocalBranch(s) || s.code === (CLASS.JMP | JMP.JA)
}

/** Some statements may have been skipped: nothing is known of any register. */
function forget(terms: Terms, registers: Registers): void {
  registers.a = terms.fresh()
  registers.x = terms.fresh()
  for (let word = 0; word < 16; word++) registers.m.set(word, terms.fresh())
}

const BYTES = new Map<number, number>([
  [SIZE.B, 1],
  [SIZE.H, 2],
  [SIZE.W, 4],
])

function execute(terms: Terms, leaf: Leaf, { code, k }: Statement, r: Registers): void {
  if (code === NOP) return
  switch (classOf(code)) {
    case CLASS.LD:
      r.a = loaded(terms, leaf, code, k, r)
      return
    case CLASS.LDX:
      r.x = loaded(terms, leaf, code, k, r)
      return
    case CLASS.ST:
      r.m.set(k, r.a)
      return
    case CLASS.STX:
      r.m.set(k, r.x)
      return
    case CLASS.ALU: {
      const operation = operationOf(code)
      if (operation === ALU.NEG) r.a = terms.operation(ALU.SUB, terms.constant(0), r.a)
      else r.a = terms.operation(operation, r.a, sourceOf(code) === SRC.X ? r.x : terms.constant(k))
      return
    }
    case CLASS.MISC:
      if (miscOf(code) === MISC.TAX) r.x = r.a
      else r.a = r.x
      return
    default:
      throw new Error('Broken invariant: a statement neither jumps nor returns')
  }
}

function loaded(terms: Terms, leaf: Leaf, code: number, k: number, r: Registers): Term {
  const size = BYTES.get(sizeOf(code)) ?? 1
  switch (modeOf(code)) {
    case MODE.IMM:
      return terms.constant(k)
    case MODE.ABS:
      return terms.loadAbsolute(k, size)
    case MODE.IND:
      return terms.loadAt(r.x, k, size)
    case MODE.MEM:
      return r.m.get(k) ?? terms.named(`M[${k}] ${leaf.epoch}`)
    case MODE.LEN:
      return terms.named('len')
    case MODE.MSH: {
      const nibble = terms.operation(ALU.AND, terms.loadAbsolute(k, 1), terms.constant(0xf))
      return terms.operation(ALU.LSH, nibble, terms.constant(2))
    }
    default:
      return terms.fresh()
  }
}
