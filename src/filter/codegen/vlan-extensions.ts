/**
 * `vlan` in a live capture on Linux, where the kernel, or the network card, may have taken the outer
 * tag out of the frame and keeps it beside the bytes.
 *
 * Whether it did shows only packet by packet: the program asks for the tag beside the bytes first,
 * then for one in them, and counts in scratch words the four bytes that every later offset moves by
 * in the second case. The computation of header-lengths.ts sets the words to zero.
 * Left out on purpose: deeper tags. The kernel takes out one; the others are in the bytes.
 * Source of behaviour: gen_vlan_bpf_extensions and its helpers in libpcap 1.10.3.
 */
import { ALU, CLASS, EXTENSION_OFFSETS, JMP, MODE, SIZE, SKF_AD_OFF, SRC } from '../../bpf/index.ts'
import { DLT, ETHERTYPE } from '../../net/index.ts'
import { jump, type Block, type Statement } from './block.ts'
import { genAnd, genOr } from './boolean.ts'
import { genLinktype } from './link-type.ts'
import { genMcmp } from './load.ts'
import { allocRegister, block, fail, statement, type CodegenState, type Offset } from './state.ts'

/** Bytes of a tag. */
const TAG = 4

const ETHERNET: ReadonlySet<number> = new Set([DLT.EN10MB, DLT.NETANALYZER, DLT.NETANALYZER_TRANSPARENT])

/** Whether the tag asked for next is the frame's outer one, in a live capture. */
export function tagMayBeBeside(state: CodegenState): boolean {
  const { linkHeader, outermostLinkHeader } = state
  return (
    state.options.live === true &&
    ETHERNET.has(state.linkType) &&
    state.vlanDepth === 0 &&
    !linkHeader.variable &&
    linkHeader.constant === outermostLinkHeader.constant
  )
}

/** "The type is one of those that VLAN tags have": 802.1Q, 802.1ad, and what stood for the latter before. */
export function genVlanTpidTest(state: CodegenState): Block {
  const plain = genLinktype(state, ETHERTYPE.VLAN)
  const stacked = genOr(plain, genLinktype(state, ETHERTYPE.QINQ_AD))
  return genOr(stacked, genLinktype(state, ETHERTYPE.QINQ_OLD))
}

export function genVlanVidTest(state: CodegenState, id: number): Block {
  if (id > 0x0fff) fail(state, `VLAN tag ${id} greater than maximum ${0x0fff}`)
  return genMcmp(state, 'network', 0, SIZE.H, id, 0x0fff)
}

export function genVlanBpfExtensions(state: CodegenState, id: number | null): Block {
  const isBeside = block(state, jump(JMP.JEQ), 1, [loadExtension(state, 'vlan_avail')])
  // Both tests are made before the offsets become variable, for they ask at the place without a tag.
  const tpid = genVlanTpidTest(state)
  const vid = id === null ? null : genVlanVidTest(state, id)
  genVlanPatchTpidTest(state, tpid.head)
  const b = genOr(isBeside, tpid)
  if (vid === null) return b
  genVlanPatchVidTest(state, vid)
  return genAnd(b, vid)
}

/** Whoever gets as far as the first of the type tests has no tag beside: what is there is in the bytes. */
function genVlanPatchTpidTest(state: CodegenState, first: Block): void {
  state.countsVlanTags = true
  first.statements = [
    ...genVlanVloffsetAdd(state, state.linkPayload),
    ...genVlanVloffsetAdd(state, state.linkTypeField),
    ...first.statements,
  ]
}

function genVlanVloffsetAdd(state: CodegenState, offset: Offset): Statement[] {
  offset.variable = true
  const register = (offset.register ??= allocRegister(state))
  return [
    statement(state, CLASS.LD | MODE.MEM, register),
    statement(state, CLASS.ALU | ALU.ADD | SRC.K, TAG),
    statement(state, CLASS.ST, register),
  ]
}

/** The block's load from the bytes is gone round where the tag is beside them; its mask is not. */
function genVlanPatchVidTest(state: CodegenState, vid: Block): void {
  const fromBytes = vid.statements
  const [first] = fromBytes
  if (first === undefined) throw new Error('Broken invariant: a comparison loads something')
  const isBeside = statement(state, jump(JMP.JEQ), 1)
  const load = loadExtension(state, 'vlan_tci')
  isBeside.jt = load
  isBeside.jf = first
  const skip = statement(state, CLASS.JMP | JMP.JA, fromBytes.length - 1)
  vid.statements = [loadExtension(state, 'vlan_avail'), isBeside, load, skip, ...fromBytes]
}

/** libpcap loads bytes; the kernel gives the whole number whatever the size. */
function loadExtension(state: CodegenState, name: 'vlan_avail' | 'vlan_tci'): Statement {
  return statement(state, CLASS.LD | MODE.ABS | SIZE.B, SKF_AD_OFF + EXTENSION_OFFSETS[name])
}
