/**
 * Relations: arithmetic over loaded bytes, compared.
 *
 * Every value is computed into a scratch word of its own and loaded again where it is used; the
 * optimizer removes most of that. A load brings along the test that its protocol is there.
 * Source of behaviour: gen_load, gen_arth, gen_neg, gen_relation of libpcap 1.10.3.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC } from '../../bpf/index.ts'
import { DLT, IPPROTO } from '../../net/index.ts'
import type { Arithmetic, RelationalOperator } from '../ast.ts'
import { jump, type Block, type Statement } from './block.ts'
import { genAnd, genNot } from './boolean.ts'
import { genCmp, genLoadXIpHeaderLength, loadVariablePart } from './load.ts'
import { genFirstFragment } from './port.ts'
import { genProtoAbbrev } from './protocol.ts'
import { ALU_CODES, RELATIONAL_CODES } from './operator-codes.ts'
import { allocRegister, block, fail, freeRegister, statement, type CodegenState } from './state.ts'

/** A value being computed. */
export interface Value {
  /** Tests that must hold for the value to mean anything; null where there are none. */
  readonly check: Block | null
  readonly statements: Statement[]
  /** The scratch word that holds it afterwards. */
  readonly register: number
}

export function genArithmetic(state: CodegenState, node: Arithmetic): Value {
  switch (node.kind) {
    case 'constant':
      return genLoadImmediate(state, node.value)
    case 'length': {
      const register = allocRegister(state)
      return { check: null, statements: [statement(state, CLASS.LD | MODE.LEN), store(state, register)], register }
    }
    case 'load': {
      const index = genArithmetic(state, node.index)
      state.span = node.span
      return genLoad(state, node.protocol, index, node.size)
    }
    case 'negate': {
      const value = genArithmetic(state, node.operand)
      value.statements.push(toA(state, value), statement(state, CLASS.ALU | ALU.NEG), store(state, value.register))
      return value
    }
    case 'binary': {
      // A sum is as deep on its left side as it is long.
      const operations = [node]
      let first = node.left
      for (; first.kind === 'binary'; first = first.left) operations.push(first)
      let value = genArithmetic(state, first)
      for (const { operator, right, span } of operations.reverse()) {
        const next = genArithmetic(state, right)
        state.span = span
        value = genArth(state, ALU_CODES[operator], value, next)
      }
      return value
    }
  }
}

export function genLoadImmediate(state: CodegenState, value: number): Value {
  const register = allocRegister(state)
  return { check: null, statements: [statement(state, CLASS.LD | MODE.IMM, value), store(state, register)], register }
}

function genArth(state: CodegenState, operation: number, left: Value, right: Value): Value {
  const [first] = right.statements
  if (first !== undefined && first.code === (CLASS.LD | MODE.IMM)) {
    // Judged by the first statement only, as libpcap does: `1 / (0 + 1)` is refused as well.
    if (operation === ALU.DIV && first.k === 0) fail(state, 'division by zero')
    if (operation === ALU.MOD && first.k === 0) fail(state, 'modulus by zero')
    if ((operation === ALU.LSH || operation === ALU.RSH) && first.k > 31) fail(state, 'shift by more than 31 bits')
  }
  // Not a copy: a long sum has many statements.
  const { statements } = left
  for (const each of right.statements) statements.push(each)
  statements.push(toX(state, right), toA(state, left), statement(state, CLASS.ALU | SRC.X | operation))
  freeRegister(state, left.register)
  freeRegister(state, right.register)
  const register = allocRegister(state)
  statements.push(store(state, register))
  // The tests of the right operand are lost here, as in libpcap 1.10.
  return { check: left.check, statements, register }
}

export function genRelation(state: CodegenState, operator: RelationalOperator, left: Value, right: Value): Block {
  const [operation, reversed] = RELATIONAL_CODES[operator]
  return genRelationCode(state, operation, left, right, reversed)
}

export function genRelationCode(
  state: CodegenState,
  operation: number,
  left: Value,
  right: Value,
  reversed: boolean,
): Block {
  const statements = [...left.statements, ...right.statements, toX(state, right), toA(state, left)]
  const equality = operation === JMP.JEQ
  if (equality) statements.push(statement(state, CLASS.ALU | ALU.SUB | SRC.X))
  const code = equality ? jump(operation) : CLASS.JMP | operation | SRC.X
  const b = block(state, code, 0, statements)
  if (reversed) genNot(b)
  freeRegister(state, left.register)
  freeRegister(state, right.register)
  const check =
    left.check !== null && right.check !== null ? genAnd(left.check, right.check) : (left.check ?? right.check)
  return check === null ? b : genAnd(check, b)
}

const SIZES = new Map<number, number>([
  [1, SIZE.B],
  [2, SIZE.H],
  [4, SIZE.W],
])

/** Protocols whose bytes are counted from the network header. */
const NETWORK: ReadonlySet<string> = new Set([
  'ip',
  'arp',
  'rarp',
  'atalk',
  'decnet',
  'sca',
  'lat',
  'moprc',
  'mopdl',
  'ip6',
])
/** Protocols whose bytes are counted from the end of the IPv4 header. */
const TRANSPORT: ReadonlySet<string> = new Set(['sctp', 'tcp', 'udp', 'icmp', 'igmp', 'igrp', 'pim', 'vrrp', 'carp'])

/** `protocol[index:size]` */
export function genLoad(state: CodegenState, protocol: string, index: Value, size: number): Value {
  const register = allocRegister(state)
  freeRegister(state, index.register)
  const sizeCode = SIZES.get(size) ?? fail(state, 'data size must be 1, 2, or 4')
  const done = (check: Block | null, load: Statement[]): Value => ({
    check,
    statements: [...index.statements, ...load, store(state, register)],
    register,
  })
  const fetch = (offset: number) => statement(state, CLASS.LD | MODE.IND | sizeCode, offset)
  const joined = (b: Block) => (index.check === null ? b : genAnd(index.check, b))
  const payload = () => state.linkPayload.constant + state.networkHeader

  if (protocol === 'radio') {
    const { linkType } = state
    if (linkType !== DLT.IEEE802_11_RADIO_AVS && linkType !== DLT.IEEE802_11_RADIO && linkType !== DLT.PRISM_HEADER)
      fail(state, 'radio information not present in capture')
    return done(index.check, [toX(state, index), fetch(0)])
  }
  if (protocol === 'link') {
    return done(index.check, [
      ...indexToX(state, loadVariablePart(state, state.linkHeader), index),
      fetch(state.linkHeader.constant),
    ])
  }
  if (NETWORK.has(protocol)) {
    const load = [...indexToX(state, loadVariablePart(state, state.linkPayload), index), fetch(payload())]
    return done(joined(genProtoAbbrev(state, protocol)), load)
  }
  if (TRANSPORT.has(protocol)) {
    const load = [...indexToX(state, genLoadXIpHeaderLength(state), index), fetch(payload())]
    const isProtocol = genProtoAbbrev(state, protocol)
    const b = joined(genAnd(isProtocol, genFirstFragment(state)))
    return done(genAnd(genProtoAbbrev(state, 'ip'), b), load)
  }
  if (protocol === 'icmp6') {
    const b = joined(genProtoAbbrev(state, 'ip6'))
    const check = genAnd(b, genCmp(state, 'network', 6, SIZE.B, IPPROTO.ICMPV6))
    const load = [...indexToX(state, loadVariablePart(state, state.linkPayload), index), fetch(payload() + 40)]
    return done(check, load)
  }
  return fail(state, 'unsupported index operation')
}

/** X ← index, plus what X holds after `base` where that is not empty. */
function indexToX(state: CodegenState, base: Statement[], index: Value): Statement[] {
  if (base.length === 0) return [toX(state, index)]
  return [
    ...base,
    toA(state, index),
    statement(state, CLASS.ALU | ALU.ADD | SRC.X),
    statement(state, CLASS.MISC | MISC.TAX),
  ]
}

function toA(state: CodegenState, value: Value): Statement {
  return statement(state, CLASS.LD | MODE.MEM, value.register)
}

function toX(state: CodegenState, value: Value): Statement {
  return statement(state, CLASS.LDX | MODE.MEM, value.register)
}

function store(state: CodegenState, register: number): Statement {
  return statement(state, CLASS.ST, register)
}
