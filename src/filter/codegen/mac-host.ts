/**
 * Link-layer addresses: where each link type keeps them.
 * Source of behaviour: gen_ehostop, gen_fhostop, gen_thostop, gen_ipfchostop, gen_ahostop and their
 * callers gen_ecode, gen_scode, gen_broadcast, gen_multicast of libpcap 1.10.3.
 */
import { DLT } from '../../net/index.ts'
import type { Direction } from '../ast.ts'
import type { Block } from './block.ts'
import { genAnd } from './boolean.ts'
import { byDirection, wlanDirectionIs } from './host.ts'
import { genPreviousLinkHeaderCheck } from './link-type.ts'
import { genBcmp, genBits } from './load.ts'
import type { CodegenState } from './state.ts'
import { genWlanhostop, genWlanMulticast } from './wlan-host.ts'

/** Offsets of the addresses in the link header, and what the link type is called in messages. */
interface MacLayout {
  readonly src: number
  readonly dst: number
  readonly title: string
}

const LAYOUTS = new Map<number, MacLayout>([
  [DLT.EN10MB, { src: 6, dst: 0, title: 'ether' }],
  [DLT.NETANALYZER, { src: 6, dst: 0, title: 'ether' }],
  [DLT.NETANALYZER_TRANSPARENT, { src: 6, dst: 0, title: 'ether' }],
  [DLT.FDDI, { src: 7, dst: 1, title: 'FDDI' }],
  [DLT.IEEE802, { src: 8, dst: 2, title: 'token ring' }],
  [DLT.IP_OVER_FC, { src: 10, dst: 2, title: 'Fibre Channel' }],
])

const WLAN: ReadonlySet<number> = new Set([
  DLT.IEEE802_11,
  DLT.PRISM_HEADER,
  DLT.IEEE802_11_RADIO_AVS,
  DLT.IEEE802_11_RADIO,
  DLT.PPI,
])

/** What messages call a host of this link type; null where it has no MAC addresses. */
export function macHostTitle(linkType: number): string | null {
  return WLAN.has(linkType) ? '802.11' : (LAYOUTS.get(linkType)?.title ?? null)
}

/** Null where the link type has no MAC addresses. */
export function genMacHost(state: CodegenState, address: readonly number[], direction: Direction): Block | null {
  if (WLAN.has(state.linkType)) return genWlanhostop(state, address, direction)
  const layout = LAYOUTS.get(state.linkType)
  if (layout === undefined) return null
  const ethernet = layout.title === 'ether'
  const check = ethernet ? genPreviousLinkHeaderCheck(state) : null
  const suffix = ethernet ? ' with 802.11 headers' : ''
  const b = byDirection(
    state,
    direction,
    (side) => genBcmp(state, 'link-header', layout[side], address),
    (refused) => `${wlanDirectionIs(refused)} only supported on 802.11${suffix}`,
  )
  return check === null ? b : genAnd(check, b)
}

/** The group bit of the destination address; null where the link type has no MAC addresses. */
export function genMacMulticast(state: CodegenState): Block | null {
  if (WLAN.has(state.linkType)) return genWlanMulticast(state)
  const layout = LAYOUTS.get(state.linkType)
  if (layout === undefined) return null
  const check = layout.title === 'ether' ? genPreviousLinkHeaderCheck(state) : null
  const b = genBits(state, 'link-header', layout.dst, 1)
  return check === null ? b : genAnd(check, b)
}

export function isArcnet(linkType: number): boolean {
  return linkType === DLT.ARCNET || linkType === DLT.ARCNET_LINUX
}

/** ARCnet's one-byte addresses. */
export function genAhostop(state: CodegenState, address: readonly number[], direction: Direction): Block {
  return byDirection(
    state,
    direction,
    (side) => genBcmp(state, 'link-header', side === 'src' ? 0 : 1, address.slice(0, 1)),
    (refused) => `${wlanDirectionIs(refused)} only supported on 802.11`,
  )
}
