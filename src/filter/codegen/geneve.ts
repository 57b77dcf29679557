/**
 * `geneve`: UDP port 6081, the header's version, the network identifier, and then everything behind
 * it in the expression is about the payload.
 *
 * The header has options, so the offsets of what it carries are computed into scratch words as the
 * program runs; the payload is Ethernet, or the network protocol itself. The computation jumps
 * inside its block, which is why such a program is not optimized.
 * Source of behaviour: gen_geneve and its helpers in libpcap 1.10.3.
 */
import { ALU, CLASS, JMP, MISC, MODE, SIZE, SRC } from '../../bpf/index.ts'
import { DLT, ETHERTYPE, IPPROTO } from '../../net/index.ts'
import { jump, type Block, type Statement } from './block.ts'
import { genAnd, genOr } from './boolean.ts'
import { genLoadXIpHeaderLength, genMcmp, genTrue, loadVariablePart } from './load.ts'
import { genPortsIn } from './port.ts'
import { allocRegister, block, fail, pushLinkHeader, statement, type CodegenState } from './state.ts'

const PORT = 6081

export function genGeneve(state: CodegenState, vni: number | null): Block {
  const b4 = genGeneve4(state, vni)
  const either = genOr(b4, genGeneve6(state, vni))
  const offsets = genGeneveOffsets(state)
  const b = genTrue(state)
  b.statements = [...offsets, ...b.statements]
  genAnd(either, b)
  state.isGeneve = true
  return b
}

function genGeneveCheck(state: CodegenState, network: 'ip' | 'ip6', vni: number | null): Block {
  const base = network === 'ip' ? 'transport-ipv4' : 'transport-ipv6'
  const isPort = genPortsIn(state, network, { port: PORT }, IPPROTO.UDP, 'dst')
  const version = genAnd(isPort, genMcmp(state, base, 8, SIZE.B, 0, 0xc0))
  if (vni === null) return version
  if (vni > 0xffffff) fail(state, `Geneve VNI ${vni} greater than maximum ${0xffffff}`)
  return genAnd(version, genMcmp(state, base, 12, SIZE.W, (vni << 8) >>> 0, 0xffffff00))
}

/** Both leave the distance from the link payload to the UDP header in A and X, and hold. */
function genGeneve4(state: CodegenState, vni: number | null): Block {
  const b0 = genGeneveCheck(state, 'ip', vni)
  const statements = [...genLoadXIpHeaderLength(state), statement(state, CLASS.MISC | MISC.TXA)]
  return genAnd(b0, block(state, CLASS.JMP | JMP.JEQ | SRC.X, 0, statements))
}

function genGeneve6(state: CodegenState, vni: number | null): Block {
  const b0 = genGeneveCheck(state, 'ip6', vni)
  const variable = loadVariablePart(state, state.linkPayload)
  const statements = [...variable, statement(state, CLASS.LD | MODE.IMM, 40)]
  if (variable.length > 0) statements.push(statement(state, CLASS.ALU | ALU.ADD | SRC.X))
  statements.push(statement(state, CLASS.MISC | MISC.TAX))
  return genAnd(b0, block(state, CLASS.JMP | JMP.JEQ | SRC.X, 0, statements))
}

function genGeneveOffsets(state: CodegenState): Statement[] {
  const s: Statement[] = []
  const emit = (code: number, k = 0): Statement => {
    const made = statement(state, code, k)
    s.push(made)
    return made
  }
  const addK = (k: number) => emit(CLASS.ALU | ALU.ADD | SRC.K, k)

  // A: the Geneve header, behind eight bytes of UDP; its protocol type is at offset 2.
  addK(state.linkPayload.constant + state.networkHeader + 8)
  emit(CLASS.MISC | MISC.TAX)
  addK(2)
  const typeRegister = allocRegister(state)
  state.linkTypeField = { constant: 0, variable: true, register: typeRegister }
  emit(CLASS.ST, typeRegister)

  // The header is eight bytes and as many words of options as its low six bits say.
  emit(CLASS.LD | MODE.IND | SIZE.B, 0)
  emit(CLASS.ALU | ALU.AND | SRC.K, 0x3f)
  emit(CLASS.ALU | ALU.MUL | SRC.K, 4)
  addK(8)
  emit(CLASS.ALU | ALU.ADD | SRC.X)
  const headerRegister = allocRegister(state)
  pushLinkHeader(state, DLT.EN10MB, { constant: 0, variable: true, register: headerRegister })
  emit(CLASS.ST, headerRegister)

  // Ethernet inside: its type is 12 bytes further on, its payload 14. Otherwise both are here.
  state.mayOptimize = false
  emit(CLASS.LD | MODE.IND | SIZE.H, 2)
  emit(CLASS.LDX | MODE.MEM, headerRegister)
  const isEthernet = emit(jump(JMP.JEQ), ETHERTYPE.TEB)
  isEthernet.jt = emit(CLASS.MISC | MISC.TXA)
  addK(12)
  emit(CLASS.ST, typeRegister)
  addK(2)
  emit(CLASS.MISC | MISC.TAX)
  const payloadRegister = allocRegister(state)
  state.linkPayload = { constant: 0, variable: true, register: payloadRegister }
  isEthernet.jf = emit(CLASS.STX, payloadRegister)
  state.networkHeader = 0
  return s
}
