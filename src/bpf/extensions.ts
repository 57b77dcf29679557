/**
 * The ancillary loads of the Linux kernel: an absolute load whose offset lies at or above
 * SKF_AD_OFF reads a property of the socket buffer into A instead of packet bytes.
 *
 * Source: linux/filter.h (SKF_AD_*), names from Documentation/networking/filter.rst. The numbers
 * are part of the kernel's user interface and do not change.
 *
 * Linux knows them at every size of an absolute load; libpcap's bpf_filter() knows `vlan_tci` and
 * `vlan_avail` as byte loads only.
 */

import { CLASS, MODE, SIZE } from './opcodes.ts'

/** Whose rules apply where machines differ (shifts of 32 and more, division by zero, negative offsets). */
export type Flavour = 'linux' | 'libpcap'

/** -0x1000 as unsigned 32 bits: where the ancillary loads begin. */
export const SKF_AD_OFF = 0xfffff000
/** -0x100000: loads relative to the network header. */
export const SKF_NET_OFF = 0xfff00000
/** -0x200000: loads relative to the link header. */
export const SKF_LL_OFF = 0xffe00000

export type ExtensionName =
  | 'proto'
  | 'type'
  | 'ifidx'
  | 'nla'
  | 'nlan'
  | 'mark'
  | 'queue'
  | 'hatype'
  | 'rxhash'
  | 'cpu'
  | 'vlan_tci'
  | 'vlan_avail'
  | 'poff'
  | 'rand'
  | 'vlan_tpid'

/** Extension name → offset from SKF_AD_OFF. `len` is not here: it is an opcode of its own. */
export const EXTENSION_OFFSETS: Readonly<Record<ExtensionName, number>> = {
  proto: 0,
  type: 4,
  ifidx: 8,
  nla: 12,
  nlan: 16,
  mark: 20,
  queue: 24,
  hatype: 28,
  rxhash: 32,
  cpu: 36,
  vlan_tci: 44,
  vlan_avail: 48,
  poff: 52,
  rand: 56,
  vlan_tpid: 60,
}

const byOffset = new Map<number, ExtensionName>(
  (Object.entries(EXTENSION_OFFSETS) as [ExtensionName, number][]).map(([name, offset]) => [SKF_AD_OFF + offset, name]),
)

/** The extension that an absolute load of `k` reads, or undefined where `k` names none. */
export function extensionAt(k: number): ExtensionName | undefined {
  return byOffset.get(k)
}

/** The load of SKF_AD_OFF + 40, which has no name, does `A ^= X`. */
export const XOR_X = SKF_AD_OFF + 40
const VLAN_TCI = SKF_AD_OFF + EXTENSION_OFFSETS.vlan_tci
const VLAN_AVAIL = SKF_AD_OFF + EXTENSION_OFFSETS.vlan_avail

/** Whether an absolute load of this code and offset reads metadata rather than packet bytes. */
export function readsExtension(code: number, k: number, flavour: Flavour): boolean {
  if (k < SKF_AD_OFF) return false
  if (flavour === 'libpcap') {
    return code === (CLASS.LD | SIZE.B | MODE.ABS) && (k === VLAN_TCI || k === VLAN_AVAIL)
  }
  return k === XOR_X || extensionAt(k) !== undefined
}
