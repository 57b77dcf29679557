/**
 * Which of the kernel's values a program reads. `nla`, `nlan` and `poff` are computed from the packet and where its
 * network header starts, so that is what can be set for them.
 */
import {
  CLASS,
  MODE,
  SKF_AD_OFF,
  SKF_NET_OFF,
  classOf,
  extensionAt,
  modeOf,
  type Instruction,
  type Program,
} from '../../../bpf/index.ts'
import type { Metadata } from '../../../store/index.ts'
import type { MetadataName, MetadataValue } from '../../views/packet-fields/index.ts'

function nameOf({ code, k }: Instruction): MetadataName | null {
  const kind = classOf(code)
  const mode = modeOf(code)
  if ((kind === CLASS.LD || kind === CLASS.LDX) && mode === MODE.LEN) return 'len'
  if (kind !== CLASS.LD || (mode !== MODE.ABS && mode !== MODE.IND)) return null
  const extension = mode === MODE.ABS ? extensionAt(k) : undefined
  if (extension === 'nla' || extension === 'nlan') return null
  if (extension === 'poff') return 'netoff'
  return extension ?? (k >= SKF_NET_OFF && k < SKF_AD_OFF ? 'netoff' : null)
}

/** Each once, in the order of the program. `length` is that of the bytes at hand, which `len` follows. */
export function usedMetadata(program: Program, metadata: Metadata, length: number): MetadataValue[] {
  const names = new Set(program.map(nameOf).filter((name) => name !== null))
  return [...names].map((name) => ({ name, value: metadata[name] ?? length }))
}
