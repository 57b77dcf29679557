/**
 * "The Geneve payload begins with an Ethernet header": the offsets of link header and payload, both
 * in scratch words by then, differ only if it does.
 */
import { CLASS, JMP, MODE, SRC } from '../../bpf/index.ts'
import type { Block } from './block.ts'
import { genNot } from './boolean.ts'
import { block, statement, type CodegenState } from './state.ts'

export function genGeneveLinkCheck(state: CodegenState): Block {
  const { linkHeader, linkPayload } = state
  if (linkHeader.register === null || linkPayload.register === null) {
    throw new Error('Broken invariant: Geneve offsets are in scratch words')
  }
  const statements = [
    statement(state, CLASS.LD | MODE.MEM, linkHeader.register),
    statement(state, CLASS.LDX | MODE.MEM, linkPayload.register),
  ]
  return genNot(block(state, CLASS.JMP | JMP.JEQ | SRC.X, 0, statements))
}
