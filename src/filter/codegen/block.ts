/**
 * The flow graph between code generation and emission.
 *
 * A block is a run of statements and a last one that branches or returns. While code is generated an
 * expression is one block, the last of its primitive's chain, whose unresolved exits are threaded
 * through `jt`/`jf` links: `sense` says which of the two is still open, `head` is where the chain
 * starts. (The scheme is libpcap's; see McCanne & Jacobson 1993 and gen_and/gen_or in its gencode.)
 */
import { CLASS, JMP, classOf } from '../../bpf/index.ts'

/** Code of a statement that the optimizer has removed. */
export const NOP = -1

export interface Statement {
  /** Opcode, or NOP. */
  code: number
  k: number
  /** Targets inside the same block, for the few jumps there; null elsewhere. */
  jt: Statement | null
  jf: Statement | null
  /** Clauses it serves, ascending. */
  clauses: ClauseSet
}

/** Indices of clauses, ascending, never changed in place. */
export type ClauseSet = readonly number[]

export const NO_CLAUSE: ClauseSet = []

export function unite(a: ClauseSet, b: ClauseSet): ClauseSet {
  if (a === b || b.length === 0) return a
  if (a.length === 0) return b
  if (b.every((clause) => a.includes(clause))) return a
  return [...new Set([...a, ...b])].sort((x, y) => x - y)
}

export interface Block {
  statements: Statement[]
  /** Opcode and operand of the branch or return. */
  code: number
  k: number
  /** Clauses the branch serves. */
  clauses: ClauseSet
  /** Successors; both null for a return. While code is generated, one may be a link in a chain. */
  jt: Block | null
  jf: Block | null
  /** While code is generated: false when jt is the open exit, true when jf is. */
  sense: boolean
  /** While code is generated: the first block of the expression this one ends. */
  head: Block
}

export function newBlock(code: number, k: number, statements: Statement[], clauses: ClauseSet): Block {
  const block: Omit<Block, 'head'> & { head: Block | null } = {
    statements,
    code,
    k: k >>> 0,
    clauses,
    jt: null,
    jf: null,
    sense: false,
    head: null,
  }
  block.head = block as Block
  return block as Block
}

export function newStatement(code: number, k: number, clauses: ClauseSet): Statement {
  return { code, k: k >>> 0, jt: null, jf: null, clauses }
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
