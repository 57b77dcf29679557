/**
 * `vlan`, `mpls`, `pppoed`, `pppoes`: tests for an encapsulation that also move every offset used by
 * what stands behind them in the expression, whatever `and`, `or` or `not` joins the two.
 * A tag that the kernel keeps beside the bytes is vlan-extensions.ts's affair.
 * Source of behaviour: gen_vlan, gen_mpls, gen_pppoed, gen_pppoes of libpcap 1.10.3.
 */
import { SIZE } from '../../bpf/index.ts'
import { DLT, ETHERTYPE } from '../../net/index.ts'
import type { Encapsulation } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd } from './boolean.ts'
import { genGeneve } from './geneve.ts'
import { genLinktype } from './link-type.ts'
import { genMcmp } from './load.ts'
import { fail, fixedOffset, linkDescription, pushLinkHeader, type CodegenState } from './state.ts'
import { genVlanBpfExtensions, genVlanTpidTest, genVlanVidTest, tagMayBeBeside } from './vlan-extensions.ts'

const PPP_MPLS_UCAST = 0x0281

export function genEncapsulation(state: CodegenState, encapsulation: Encapsulation, value: number | null): Block {
  switch (encapsulation) {
    case 'vlan':
      return genVlan(state, value)
    case 'mpls':
      return genMpls(state, value)
    case 'pppoed':
      return genLinktype(state, ETHERTYPE.PPPOED)
    case 'pppoes':
      return genPppoes(state, value)
    case 'geneve':
      return genGeneve(state, value)
  }
}

const HAS_VLAN: ReadonlySet<number> = new Set([
  DLT.EN10MB,
  DLT.NETANALYZER,
  DLT.NETANALYZER_TRANSPARENT,
  DLT.IEEE802_11,
  DLT.PRISM_HEADER,
  DLT.IEEE802_11_RADIO_AVS,
  DLT.IEEE802_11_RADIO,
])

function genVlan(state: CodegenState, id: number | null): Block {
  if (state.mplsDepth > 0) fail(state, 'no VLAN match after MPLS')
  if (!HAS_VLAN.has(state.linkType)) fail(state, `no VLAN support for ${linkDescription(state)}`)
  const b = tagMayBeBeside(state) ? genVlanBpfExtensions(state, id) : genVlanNoBpfExtensions(state, id)
  state.vlanDepth++
  return b
}

/** The tag in the frame's bytes. */
function genVlanNoBpfExtensions(state: CodegenState, id: number | null): Block {
  let b = genVlanTpidTest(state)
  if (id !== null) b = genAnd(b, genVlanVidTest(state, id))
  // A tag is four bytes, between the addresses and the type.
  state.linkPayload.constant += 4
  state.linkTypeField.constant += 4
  return b
}

function genMpls(state: CodegenState, label: number | null): Block {
  let b: Block
  if (state.mplsDepth > 0) {
    // Not the bottom of the stack: another label follows.
    b = genMcmp(state, 'previous-mpls-header', 2, SIZE.B, 0, 0x01)
  } else {
    switch (state.linkType) {
      case DLT.C_HDLC:
      case DLT.EN10MB:
      case DLT.NETANALYZER:
      case DLT.NETANALYZER_TRANSPARENT:
        b = genLinktype(state, ETHERTYPE.MPLS)
        break
      case DLT.PPP:
        b = genLinktype(state, PPP_MPLS_UCAST)
        break
      default:
        return fail(state, `no MPLS support for ${linkDescription(state)}`)
    }
  }
  if (label !== null) {
    if (label > 0xfffff) fail(state, `MPLS label ${label} greater than maximum ${0xfffff}`)
    b = genAnd(b, genMcmp(state, 'network', 0, SIZE.W, (label << 12) >>> 0, 0xfffff000))
  }
  state.networkHeaderNoSnap += 4
  state.networkHeader += 4
  state.mplsDepth++
  return b
}

function genPppoes(state: CodegenState, session: number | null): Block {
  let b = genLinktype(state, ETHERTYPE.PPPOES)
  if (session !== null) {
    if (session > 0xffff) fail(state, `PPPoE session number ${session} greater than maximum ${0xffff}`)
    b = genAnd(b, genMcmp(state, 'network', 0, SIZE.W, session, 0x0000ffff))
  }
  // Behind six bytes of PPPoE comes PPP without its framing: a two-byte type.
  const { variable, register, constant } = state.linkPayload
  pushLinkHeader(state, DLT.PPP, { variable, register, constant: constant + state.networkHeader + 6 })
  state.linkTypeField = { ...state.linkHeader }
  state.linkPayload = { ...fixedOffset(state.linkHeader.constant + 2), variable, register }
  state.networkHeader = 0
  state.networkHeaderNoSnap = 0
  return b
}
