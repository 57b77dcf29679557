/**
 * Where absolute loads read.
 *
 * Source: vm/loads.ts, which says what offsets mean.
 */
import { SKF_LL_OFF, SKF_NET_OFF, type Flavour } from '../bpf/index.ts'

export interface Place {
  readonly flavour: Flavour
  /** Byte of every packet where its network header starts. */
  readonly netoff: number
}

/** First byte that an absolute load of `k` asks for. */
export function absoluteOffset(k: number, { flavour, netoff }: Place): number {
  if (flavour === 'libpcap' || k < 0x80000000) return k
  if (k >= SKF_NET_OFF) return netoff + (k - SKF_NET_OFF)
  if (k >= SKF_LL_OFF) return k - SKF_LL_OFF
  return k
}
