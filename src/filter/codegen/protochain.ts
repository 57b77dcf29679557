/**
 * `protochain`: follows IPv6 extension headers, and the authentication header in both, to the
 * protocol asked for. It is the one primitive with a loop: a jump backwards inside its block.
 *
 * The loop cannot be optimized, so the whole program is not. For IPv4 with an AH header it never
 * ends (X keeps growing only for IPv6); that is libpcap's program, and the machine has a step limit.
 * Source of behaviour: gen_protochain of libpcap 1.10.3.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC } from '../../bpf/index.ts'
import { ETHERTYPE, IPPROTO } from '../../net/index.ts'
import type { ProtocolQualifier } from '../ast.ts'
import { jump, type Block, type Statement } from './block.ts'
import { genAnd, genOr } from './boolean.ts'
import { genLinktype } from './link-type.ts'
import { allocRegister, block, fail, freeRegister, statement, type CodegenState } from './state.ts'

export function genProtochain(state: CodegenState, number: number, protocol: ProtocolQualifier): Block {
  // The word is taken before the two versions are tried one after the other, as libpcap does.
  const register = allocRegister(state)
  if (protocol === null) {
    const b0 = genProtochain(state, number, 'ip')
    return genOr(b0, genProtochain(state, number, 'ip6'))
  }
  if (protocol !== 'ip' && protocol !== 'ip6') fail(state, "bad protocol applied for 'protochain'")
  if (state.linkPayload.variable) fail(state, "'protochain' not supported with variable length headers")
  state.mayOptimize = false

  const network = state.linkPayload.constant + state.networkHeader
  const s: Statement[] = []
  const emit = (code: number, k = 0): Statement => {
    const made = statement(state, code, k)
    s.push(made)
    return made
  }
  const branch = (value: number) => emit(jump(JMP.JEQ), value)
  const loadAtX = (offset: number) => emit(CLASS.LD | MODE.IND | SIZE.B, network + offset)
  const backTo = (index: number) => emit(CLASS.JMP | JMP.JA, index - s.length - 1)

  const isVersion = genLinktype(state, protocol === 'ip' ? ETHERTYPE.IP : ETHERTYPE.IPV6)
  // A is the protocol, X the distance from the network header to the header that it names.
  emit(CLASS.LD | MODE.ABS | SIZE.B, network + (protocol === 'ip' ? 9 : 6))
  if (protocol === 'ip') emit(CLASS.LDX | MODE.MSH | SIZE.B, network)
  else emit(CLASS.LDX | MODE.IMM, 40)

  const again = s.length
  const isWanted = branch(number)
  const isLast = branch(IPPROTO.NONE)
  isWanted.jf = isLast

  let beforeAh = isLast
  if (protocol === 'ip6') {
    const extensions = [IPPROTO.HOPOPTS, IPPROTO.DSTOPTS, IPPROTO.ROUTING, IPPROTO.FRAGMENT].map(branch)
    for (const test of extensions) {
      beforeAh.jf = test
      beforeAh = test
    }
    // Next header to A, and X moves on by (length + 1) × 8.
    const advance = loadAtX(0)
    for (const test of extensions) test.jt = advance
    emit(CLASS.ST, register)
    loadAtX(1)
    emit(CLASS.ALU | ALU.ADD | SRC.K, 1)
    emit(CLASS.ALU | ALU.MUL | SRC.K, 8)
    emit(CLASS.ALU | ALU.ADD | SRC.X)
    emit(CLASS.MISC | MISC.TAX)
    emit(CLASS.LD | MODE.MEM, register)
    backTo(again)
  } else {
    beforeAh.jf = emit(CLASS.ALU | ALU.ADD | SRC.K, 0)
  }

  const isAh = branch(IPPROTO.AH)
  if (protocol === 'ip6') beforeAh.jf = isAh
  isAh.jt = emit(CLASS.MISC | MISC.TXA)
  loadAtX(0)
  emit(CLASS.ST, register)
  emit(CLASS.MISC | MISC.TXA)
  emit(CLASS.ALU | ALU.ADD | SRC.K, 1)
  emit(CLASS.MISC | MISC.TAX)
  loadAtX(0)
  emit(CLASS.ALU | ALU.ADD | SRC.K, 2)
  emit(CLASS.ALU | ALU.MUL | SRC.K, 4)
  emit(CLASS.MISC | MISC.TAX)
  emit(CLASS.LD | MODE.MEM, register)
  backTo(again)

  const end = emit(CLASS.ALU | ALU.ADD | SRC.K, 0)
  isWanted.jt = end
  isLast.jt = end
  isAh.jf = end

  const b = block(state, jump(JMP.JEQ), number, s)
  freeRegister(state, register)
  return genAnd(isVersion, b)
}
