/**
 * The loads that read the socket buffer instead of the packet (SKF_AD_*).
 *
 * Linux knows them at every size of an absolute load, and one that is no load at all: SKF_AD_OFF + 40
 * does `A ^= X`. libpcap's bpf_filter() knows `vlan_tci` and `vlan_avail` as byte loads only.
 *
 * Left out: on a socket buffer without a device the kernel ends the program at `ifidx` and `hatype`
 * (it returns what A holds); here every packet has a device.
 *
 * Source: Documentation/networking/filter.rst, linux/filter.h; answers of a live kernel.
 */
import { CLASS, EXTENSION_OFFSETS, MODE, SIZE, SKF_AD_OFF, extensionAt } from '../bpf/index.ts'
import { findAttribute, findNestedAttribute } from './netlink.ts'
import { payloadOffset } from './payload-offset.ts'
import { type Environment, type Flavour, type MachineState } from './types.ts'

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

/** The new value of A. Only for what `readsExtension` says yes to. */
export function readExtension(k: number, { a, x }: MachineState, { packet, metadata }: Environment): number {
  if (k === XOR_X) return (a ^ x) >>> 0
  const name = extensionAt(k)
  switch (name) {
    case undefined:
      throw new Error(`Broken invariant: 0x${k.toString(16)} is not an extension`)
    case 'nla':
      return findAttribute(packet, a, x)
    case 'nlan':
      return findNestedAttribute(packet, a, x)
    case 'poff':
      return (metadata.poff ?? payloadOffset(packet, metadata.proto, metadata.netoff)) >>> 0
    default:
      return metadata[name] >>> 0
  }
}
