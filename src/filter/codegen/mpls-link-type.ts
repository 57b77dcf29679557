/**
 * Protocols under MPLS. No field names them: the label must be the last of the stack, and the first
 * nibble of the payload tells IPv4 from IPv6.
 */
import { SIZE } from '../../bpf/index.ts'
import { ETHERTYPE } from '../../net/index.ts'
import type { Block } from './block.ts'
import { genAnd } from './boolean.ts'
import { genMcmp } from './load.ts'
import { fail, type CodegenState } from './state.ts'

export function genMplsLinktype(state: CodegenState, protocol: number): Block {
  if (protocol !== ETHERTYPE.IP && protocol !== ETHERTYPE.IPV6) fail(state, 'unsupported protocol over mpls')
  const bottomOfStack = genMcmp(state, 'network', -2, SIZE.B, 0x01, 0x01)
  const version = genMcmp(state, 'network', 0, SIZE.B, protocol === ETHERTYPE.IP ? 0x40 : 0x60, 0xf0)
  return genAnd(bottomOfStack, version)
}
