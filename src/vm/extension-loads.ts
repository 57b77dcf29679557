/**
 * The loads that read the socket buffer instead of the packet (SKF_AD_*).
 *
 * Which loads these are is in bpf/extensions.ts.
 *
 * Left out: on a socket buffer without a device the kernel ends the program at `ifidx` and `hatype`
 * (it returns what A holds); here every packet has a device.
 *
 * Source: Documentation/networking/filter.rst, linux/filter.h; answers of a live kernel.
 */
import { XOR_X, extensionAt } from '../bpf/index.ts'
import { findAttribute, findNestedAttribute } from './netlink.ts'
import { payloadOffset } from './payload-offset.ts'
import { type Environment, type MachineState } from './types.ts'

/** The new value of A. Only for what `readsExtension` says yes to. */
export function readExtension(
  k: number,
  { a, x }: Pick<MachineState, 'a' | 'x'>,
  { packet, metadata }: Pick<Environment, 'packet' | 'metadata'>,
): number {
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
