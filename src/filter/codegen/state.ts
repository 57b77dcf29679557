/**
 * What code generation knows while it goes through an expression from left to right: where the
 * headers are, which scratch words are taken, and which clause it is working for.
 */
import type { Span } from '../../base/index.ts'
import { MEMWORDS } from '../../bpf/index.ts'
import { linkTypeDescription } from '../../net/index.ts'
import type { CompileOptions } from '../types.ts'
import { newBlock, newStatement, type Block, type Statement } from './block.ts'
import { FIRST_ASSIGNED, LAST_ASSIGNED, linkLayout } from './link-layout.ts'

/** An offset that has a constant part and, on some link types, a part in a scratch word. */
export interface Offset {
  constant: number
  variable: boolean
  /** The scratch word that holds the variable part; null until some code needs it. */
  register: number | null
}

/** No such header on this link type. As in libpcap, arithmetic with it wraps at 32 bits. */
export const NOT_SET = 0xffffffff

export function fixedOffset(constant: number): Offset {
  return { constant, variable: false, register: null }
}

/**
 * Thrown by code generation and by the optimizer when an expression has no program; caught in
 * compile.ts. The message is libpcap's.
 */
export class CompileFailure extends Error {
  readonly span: Span | null
  /** In plain words, what it means or what to do. */
  readonly notes: readonly string[]
  constructor(message: string, span: Span | null, notes: readonly string[] = []) {
    super(message)
    this.span = span
    this.notes = notes
  }
}

export interface CodegenState {
  readonly options: CompileOptions
  linkType: number
  previousLinkType: number
  readonly outermostLinkType: number
  linkHeader: Offset
  previousLinkHeader: Offset
  readonly outermostLinkHeader: Offset
  /** Where the type of the network protocol is said. */
  linkTypeField: Offset
  linkPayload: Offset
  /** From the start of the link payload to the network header; with and without a SNAP header. */
  networkHeader: number
  networkHeaderNoSnap: number
  mplsDepth: number
  vlanDepth: number
  isAtm: boolean
  isGeneve: boolean
  /** Whether the lengths of VLAN tags are counted in scratch words. */
  countsVlanTags: boolean
  /** Set by code that the optimizer cannot handle: jumps inside a block. */
  mayOptimize: boolean
  readonly registersUsed: boolean[]
  nextRegister: number
  /** Index of the clause that code generated now serves; null for none. */
  clause: number | null
  /** Text that code generated now comes from, for messages. */
  span: Span | null
  /** The identifier in it, where it has one. */
  identifierSpan: Span | null
}

export function createCodegenState(options: CompileOptions): CodegenState {
  const layout = linkLayout(options.linkType)
  if (layout === null) {
    const range = `(min ${FIRST_ASSIGNED}, max ${LAST_ASSIGNED})`
    throw new CompileFailure(`unknown data link type ${options.linkType} ${range}`, null)
  }
  const header = { ...fixedOffset(layout.linkHeader), variable: layout.linkHeaderVaries }
  return {
    options,
    linkType: options.linkType,
    previousLinkType: options.linkType,
    outermostLinkType: options.linkType,
    linkHeader: header,
    previousLinkHeader: { ...header },
    outermostLinkHeader: { ...header },
    linkTypeField: fixedOffset(layout.linkTypeField),
    linkPayload: { ...fixedOffset(layout.linkPayload), variable: layout.linkPayloadVaries },
    networkHeader: layout.networkHeader,
    networkHeaderNoSnap: layout.networkHeaderNoSnap,
    mplsDepth: 0,
    vlanDepth: 0,
    isAtm: layout.isAtm,
    isGeneve: false,
    countsVlanTags: false,
    mayOptimize: true,
    registersUsed: new Array<boolean>(MEMWORDS).fill(false),
    nextRegister: 0,
    clause: null,
    span: null,
    identifierSpan: null,
  }
}

export function fail(state: CodegenState, message: string, ...notes: string[]): never {
  throw new CompileFailure(message, state.span, notes)
}

/** The fault is the identifier's, not that of the words before it. */
export function failIdentifier(state: CodegenState, message: string, ...notes: string[]): never {
  throw new CompileFailure(message, state.identifierSpan ?? state.span, notes)
}

export function statement(state: CodegenState, code: number, k = 0): Statement {
  return newStatement(code, k, state.clause)
}

export function block(state: CodegenState, code: number, k: number, statements: Statement[]): Block {
  return newBlock(code, k, statements, state.clause)
}

/** Description of the current link type for a message: `Ethernet`. */
export function linkDescription(state: CodegenState): string {
  return linkTypeDescription(state.linkType)
}

/** A free scratch word. The search goes on from the last one given, as libpcap's does. */
export function allocRegister(state: CodegenState): number {
  for (let tries = 0; tries < MEMWORDS; tries++) {
    const register = state.nextRegister
    if (state.registersUsed[register] !== true) {
      state.registersUsed[register] = true
      return register
    }
    state.nextRegister = (register + 1) % MEMWORDS
  }
  return fail(state, 'too many registers needed to evaluate expression')
}

export function freeRegister(state: CodegenState, register: number): void {
  state.registersUsed[register] = false
}

/** A new link header inside the payload of the current one. */
export function pushLinkHeader(state: CodegenState, linkType: number, header: Offset): void {
  state.previousLinkHeader = state.linkHeader
  state.previousLinkType = state.linkType
  state.linkType = linkType
  state.linkHeader = header
  state.isGeneve = false
}
