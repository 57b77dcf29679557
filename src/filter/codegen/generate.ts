/**
 * Expression → flow graph. Leaves are generated from left to right, in the order of the text, since
 * `vlan`, `mpls` and their like move the offsets of all that follows.
 */
import type { Arithmetic, Expression, Primitive } from '../ast.ts'
import type { Clause, CompileOptions } from '../types.ts'
import { genAtmField, genAtmType } from './atm.ts'
import type { Block } from './block.ts'
import { finish, genAnd, genNot, genOr, genReturn } from './boolean.ts'
import { genEncapsulation } from './encapsulation.ts'
import { genPpiCheck, insertHeaderLengths } from './header-lengths.ts'
import { genIdentifier } from './identifier.ts'
import { genBroadcast, genByteop, genIfindex, genInbound, genLength, genMulticast } from './length.ts'
import { genMtp2Type, genMtp3Field } from './mtp.ts'
import { genPf } from './pf.ts'
import { genProtoAbbrev } from './protocol.ts'
import { genArithmetic, genRelation } from './relation.ts'
import { createCodegenState, type CodegenState } from './state.ts'
import { genLlc, genWlanDirection, genWlanType } from './wlan-type.ts'

export interface Graph {
  readonly root: Block
  /** Leaves in the order of the text. */
  readonly clauses: readonly Clause[]
  /** False for programs that jump inside a block. */
  readonly mayOptimize: boolean
}

/** Is given the blocks of each clause, whose exits are still open, as soon as they are made. */
export type OnLeaf = (clause: number, block: Block) => void

/** @throws CompileFailure */
export function generate(expression: Expression | null, options: CompileOptions, onLeaf: OnLeaf | null = null): Graph {
  const state = createCodegenState(options)
  if (expression === null) return { root: genReturn(options.snaplen), clauses: [], mayOptimize: true }
  const clauses: Clause[] = []
  let block = genExpression(state, { clauses, onLeaf }, expression)
  state.clause = null
  insertHeaderLengths(state, block.head)
  const ppi = genPpiCheck(state)
  if (ppi !== null) block = genAnd(ppi, block)
  return { root: finish(block, options.snaplen), clauses, mayOptimize: state.mayOptimize }
}

/**
 * Generates, for its faults alone, what was read before a syntax error.
 *
 * @throws CompileFailure
 */
export function generateParts(parts: readonly (Primitive | Arithmetic)[], options: CompileOptions): void {
  const state = createCodegenState(options)
  for (const part of parts) {
    state.span = part.span
    if (isArithmetic(part)) genArithmetic(state, part)
    else genPrimitive(state, part)
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set(['constant', 'length', 'load', 'negate', 'binary'])

function isArithmetic(part: Primitive | Arithmetic): part is Arithmetic {
  return ARITHMETIC.has(part.kind)
}

interface Leaves {
  readonly clauses: Clause[]
  readonly onLeaf: OnLeaf | null
}

function genExpression(state: CodegenState, leaves: Leaves, node: Expression): Block {
  switch (node.kind) {
    case 'not':
      return genNot(genExpression(state, leaves, node.operand))
    case 'and':
    case 'or': {
      // A list is as deep on its left side as it is long, and it may have thousands of members.
      const joints = [node]
      let first = node.left
      for (; first.kind === 'and' || first.kind === 'or'; first = first.left) joints.push(first)
      let block = genExpression(state, leaves, first)
      for (const { kind, right } of joints.reverse()) {
        const next = genExpression(state, leaves, right)
        block = kind === 'and' ? genAnd(block, next) : genOr(block, next)
      }
      return block
    }
    default: {
      const clause = leaves.clauses.length
      state.clause = clause
      state.span = node.span
      leaves.clauses.push({ span: node.span })
      const block = genPrimitive(state, node)
      leaves.onLeaf?.(clause, block)
      return block
    }
  }
}

export function genPrimitive(state: CodegenState, node: Primitive): Block {
  switch (node.kind) {
    case 'identifier':
      state.identifierSpan = node.identifierSpan
      return genIdentifier(state, node.qualifiers, node.identifier)
    case 'protocol':
      return genProtoAbbrev(state, node.protocol)
    case 'relation': {
      const left = genArithmetic(state, node.left)
      const right = genArithmetic(state, node.right)
      return genRelation(state, node.operator, left, right)
    }
    case 'broadcast':
      return genBroadcast(state, node.protocol)
    case 'multicast':
      return genMulticast(state, node.protocol)
    case 'less':
    case 'greater':
      return genLength(state, node.kind, node.value)
    case 'ifindex':
      return genIfindex(state, node.value)
    case 'byte':
      return genByteop(state, node)
    case 'inbound':
    case 'outbound':
      return genInbound(state, node.kind === 'outbound')
    case 'encapsulation':
      return genEncapsulation(state, node.encapsulation, node.value)
    case 'llc':
      return genLlc(state, node.type)
    case 'pf':
      return genPf(state, node)
    case 'wlan-type':
      return genWlanType(state, node.type, node.subtype)
    case 'wlan-direction':
      return genWlanDirection(state, node.direction)
    case 'atm-type':
      return genAtmType(state, node.type)
    case 'atm-field':
      return genAtmField(state, node.field, node.operator, node.value)
    case 'mtp2-type':
      return genMtp2Type(state, node.type)
    case 'mtp3-field':
      return genMtp3Field(state, node.field, node.operator, node.value)
  }
}
