/**
 * Where in the packet a load reads, and what it finds there.
 *
 * The two flavours differ in offsets of 2^31 and above. Linux takes them as negative: from
 * SKF_NET_OFF on they count from the network header, from SKF_LL_OFF on from the link header, and
 * X + k wraps around at 32 bits, so an indexed load can get there too. libpcap's bpf_filter() knows
 * only the packet's own bytes and never wraps.
 *
 * Left out: headers that lie before the packet's first byte (sockets that see no link header), and
 * skb->len beyond the bytes at hand; only the bytes at hand can be read.
 *
 * Source: Documentation/networking/filter.rst, linux/filter.h; answers of a live kernel.
 */
import { SKF_LL_OFF, SKF_NET_OFF, CLASS, MODE, SIZE, classOf, modeOf, readsExtension, sizeOf } from '../bpf/index.ts'
import { type Instruction } from '../bpf/index.ts'
import { type ByteRange, type Environment, type MachineState } from './types.ts'

/** First byte of the packet that an absolute load of `k` asks for; it may lie past the end. */
export function absoluteOffset(k: number, { flavour, metadata }: Environment): number {
  if (flavour === 'libpcap' || k < 0x80000000) return k
  if (k >= SKF_NET_OFF) return metadata.netoff + (k - SKF_NET_OFF)
  if (k >= SKF_LL_OFF) return k - SKF_LL_OFF
  return k
}

/** The same for an indexed load. */
export function indexedOffset(x: number, k: number, environment: Environment): number {
  // A sum past 2^32 stays past every packet's end where it does not wrap.
  if (environment.flavour === 'libpcap') return x + k
  return absoluteOffset((x + k) >>> 0, environment)
}

/** The big-endian number at `offset`, of 1, 2 or 4 bytes; -1 where it reaches past the end. */
export function readPacket(packet: Uint8Array, offset: number, size: number): number {
  if (offset + size > packet.length) return -1
  let value = 0
  for (let i = offset; i < offset + size; i++) value = value * 256 + (packet[i] ?? 0)
  return value
}

/** Bytes that a packet load of this code reads: 1, 2 or 4. */
export function loadSize(code: number): number {
  const size = sizeOf(code)
  return size === SIZE.W ? 4 : size === SIZE.H ? 2 : 1
}

/**
 * The packet bytes that an instruction is about to read, given the state before it; null where it
 * reads none: no packet load, an extension, or a load past the packet's end.
 */
export function bytesRead(instruction: Instruction, before: MachineState, environment: Environment): ByteRange | null {
  const { code, k } = instruction
  const mode = modeOf(code)
  const isLoad = classOf(code) === CLASS.LD && (mode === MODE.ABS || mode === MODE.IND)
  const isHeaderLength = code === (CLASS.LDX | SIZE.B | MODE.MSH)
  if (!(isLoad || isHeaderLength) || sizeOf(code) === 0x18) return null
  if (mode === MODE.ABS && readsExtension(code, k, environment.flavour)) return null
  const from = mode === MODE.IND ? indexedOffset(before.x, k, environment) : absoluteOffset(k, environment)
  const to = from + loadSize(code)
  return to <= environment.packet.length ? { from, to } : null
}
