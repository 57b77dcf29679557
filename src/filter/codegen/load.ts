/**
 * Loading packet bytes relative to a header, and comparing them.
 *
 * Every comparison becomes a block of its own that loads, masks and branches; the optimizer removes
 * what was loaded before.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC } from '../../bpf/index.ts'
import { jump, type Block, type Statement } from './block.ts'
import { genAnd, genNot } from './boolean.ts'
import { allocRegister, block, statement, type CodegenState, type Offset } from './state.ts'

/** What an offset is relative to. */
export type Base =
  | 'packet'
  | 'link-header'
  | 'previous-link-header'
  /** The 802.2 header, at the start of the link payload. */
  | 'llc'
  | 'previous-mpls-header'
  /** The field that says what the link payload is. */
  | 'link-type'
  /** The network header. */
  | 'network'
  /** The network header behind an 802.2 header without SNAP. */
  | 'network-no-snap'
  /** The transport header behind IPv4, options and all. */
  | 'transport-ipv4'
  /** What follows the fixed IPv6 header. */
  | 'transport-ipv6'

const IPV6_HEADER = 40

/** X ← the variable part of an offset; nothing where it has none. */
export function loadVariablePart(state: CodegenState, offset: Offset): Statement[] {
  if (!offset.variable) return []
  offset.register ??= allocRegister(state)
  return [statement(state, CLASS.LDX | MODE.MEM, offset.register)]
}

function loadRelative(state: CodegenState, base: Offset, offset: number, size: number): Statement[] {
  const variable = loadVariablePart(state, base)
  const mode = variable.length > 0 ? MODE.IND : MODE.ABS
  return [...variable, statement(state, CLASS.LD | mode | size, base.constant + offset)]
}

/** A ← `size` bytes at `offset` from `base`. */
export function genLoadA(state: CodegenState, base: Base, offset: number, size: number): Statement[] {
  switch (base) {
    case 'packet':
      return [statement(state, CLASS.LD | MODE.ABS | size, offset)]
    case 'link-header':
      return loadRelative(state, state.linkHeader, offset, size)
    case 'previous-link-header':
      return loadRelative(state, state.previousLinkHeader, offset, size)
    case 'llc':
      return loadRelative(state, state.linkPayload, offset, size)
    case 'previous-mpls-header':
      return loadRelative(state, state.linkPayload, state.networkHeader - 4 + offset, size)
    case 'network':
      return loadRelative(state, state.linkPayload, state.networkHeader + offset, size)
    case 'network-no-snap':
      return loadRelative(state, state.linkPayload, state.networkHeaderNoSnap + offset, size)
    case 'link-type':
      return loadRelative(state, state.linkTypeField, offset, size)
    case 'transport-ipv4':
      return [
        ...genLoadXIpHeaderLength(state),
        statement(state, CLASS.LD | MODE.IND | size, state.linkPayload.constant + state.networkHeader + offset),
      ]
    case 'transport-ipv6':
      return loadRelative(state, state.linkPayload, state.networkHeader + IPV6_HEADER + offset, size)
  }
}

/** X ← the length of the IPv4 header, plus the variable part of where it starts. */
export function genLoadXIpHeaderLength(state: CodegenState): Statement[] {
  const at = state.linkPayload.constant + state.networkHeader
  const variable = loadVariablePart(state, state.linkPayload)
  if (variable.length === 0) return [statement(state, CLASS.LDX | MODE.MSH | SIZE.B, at)]
  // The one-instruction form cannot add X, so the low nibble times four is computed in A.
  return [
    ...variable,
    statement(state, CLASS.LD | MODE.IND | SIZE.B, at),
    statement(state, CLASS.ALU | ALU.AND | SRC.K, 0xf),
    statement(state, CLASS.ALU | ALU.LSH | SRC.K, 2),
    statement(state, CLASS.ALU | ALU.ADD | SRC.X),
    statement(state, CLASS.MISC | MISC.TAX),
  ]
}

/** `(bytes & mask) operation value`; `reverse` turns an inequality round. */
export function genNcmp(
  state: CodegenState,
  base: Base,
  offset: number,
  size: number,
  mask: number,
  operation: number,
  reverse: boolean,
  value: number,
): Block {
  const statements = genLoadA(state, base, offset, size)
  if (mask !== 0xffffffff) statements.push(statement(state, CLASS.ALU | ALU.AND | SRC.K, mask))
  const b = block(state, jump(operation), value, statements)
  // "Not equal" is turned round by whoever asks for it, never here.
  return reverse && operation !== JMP.JEQ ? genNot(b) : b
}

export function genCmp(state: CodegenState, base: Base, offset: number, size: number, value: number): Block {
  return genNcmp(state, base, offset, size, 0xffffffff, JMP.JEQ, false, value)
}

export function genCmpGt(state: CodegenState, base: Base, offset: number, size: number, value: number): Block {
  return genNcmp(state, base, offset, size, 0xffffffff, JMP.JGT, false, value)
}

export function genCmpGe(state: CodegenState, base: Base, offset: number, size: number, value: number): Block {
  return genNcmp(state, base, offset, size, 0xffffffff, JMP.JGE, false, value)
}

export function genCmpLt(state: CodegenState, base: Base, offset: number, size: number, value: number): Block {
  return genNcmp(state, base, offset, size, 0xffffffff, JMP.JGE, true, value)
}

export function genCmpLe(state: CodegenState, base: Base, offset: number, size: number, value: number): Block {
  return genNcmp(state, base, offset, size, 0xffffffff, JMP.JGT, true, value)
}

export function genMcmp(
  state: CodegenState,
  base: Base,
  offset: number,
  size: number,
  value: number,
  mask: number,
): Block {
  return genNcmp(state, base, offset, size, mask >>> 0, JMP.JEQ, false, value)
}

/** Equality of a run of bytes: words from the end, then a half-word, then a byte. */
export function genBcmp(state: CodegenState, base: Base, offset: number, bytes: readonly number[]): Block {
  let joined: Block | null = null
  let rest = bytes.length
  for (const [width, size] of [[4, SIZE.W] as const, [2, SIZE.H] as const, [1, SIZE.B] as const]) {
    while (rest >= width) {
      rest -= width
      const value = bytes.slice(rest, rest + width).reduce((sum, byte) => sum * 256 + byte, 0)
      const b = genCmp(state, base, offset + rest, size, value)
      if (joined !== null) genAnd(joined, b)
      joined = b
    }
  }
  if (joined === null) throw new Error('Broken invariant: nothing to compare')
  return joined
}

/** "A has one of these bits", of one byte. */
export function genBits(state: CodegenState, base: Base, offset: number, bits: number): Block {
  return block(state, jump(JMP.JSET), bits, genLoadA(state, base, offset, SIZE.B))
}

function genUnconditional(state: CodegenState, holds: boolean): Block {
  return block(state, jump(JMP.JEQ), 0, [statement(state, CLASS.LD | MODE.IMM, holds ? 0 : 1)])
}

/** A test that always holds; the optimizer removes it. */
export function genTrue(state: CodegenState): Block {
  return genUnconditional(state, true)
}

export function genFalse(state: CodegenState): Block {
  return genUnconditional(state, false)
}
