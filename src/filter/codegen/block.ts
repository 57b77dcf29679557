/**
 * The flow graph between code generation and emission.
 *
 * A block is a run of statements and a last one that branches or returns. While code is generated an
 * expression is one block, the last of its primitive's chain, whose unresolved exits are threaded
 * through `jt`/`jf` links: `sense` says which of the two is still open, `head` is where the chain
 * starts. (The scheme is libpcap's; see McCanne & Jacobson 1993 and gen_and/gen_or in its gencode.)
 */
import { CLASS, JMP, classOf } from '../../bpf/index.ts'
import type { Served } from './served.ts'

/** Code of a statement that the optimizer has removed. */
export const NOP = -1

export interface Statement extends Served {
  /** Opcode, or NOP. */
  code: number
  k: number
  /** Targets inside the same block, for the few jumps there; null elsewhere. */
  jt: Statement | null
  jf: Statement | null
}

/** As something that serves clauses, a block stands for its branch. */
export interface Block extends Served {
  statements: Statement[]
  /** Opcode and operand of the branch or return. */
  code: number
  k: number
  /** Successors; both null for a return. While code is generated, one may be a link in a chain. */
  jt: Block | null
  jf: Block | null
  /** While code is generated: false when jt is the open exit, true when jf is. */
  sense: boolean
  /** While code is generated: the first block of the expression this one ends. */
  head: Block
  /** While it is optimized: which of the graph's nodes it is; -1 before. */
  number: number
}

/** `clause` is the index of the clause it is made for; null for none. */
export function newBlock(code: number, k: number, statements: Statement[], clause: number | null): Block {
  const block: Omit<Block, 'head'> & { head: Block | null } = {
    statements,
    code,
    k: k >>> 0,
    clause,
    takenOver: null,
    jt: null,
    jf: null,
    sense: false,
    head: null,
    number: -1,
  }
  block.head = block as Block
  return block as Block
}

export function newStatement(code: number, k: number, clause: number | null): Statement {
  return { code, k: k >>> 0, jt: null, jf: null, clause, takenOver: null }
}

/** Opcode of a conditional jump that compares A with the constant. */
export function jump(operation: number): number {
  return CLASS.JMP | operation
}

export function isReturn(block: Block): boolean {
  return classOf(block.code) === CLASS.RET
}

/** Whether the statement is a conditional jump inside its block. */
export function isLocalBranch(statement: Statement): boolean {
  return statement.code !== NOP && classOf(statement.code) === CLASS.JMP && statement.code !== (CLASS.JMP | JMP.JA)
}
