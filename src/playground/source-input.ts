/**
 * A source text and everything that decides what it compiles to.
 */
import type { CheckContext } from '../bpf/index.ts'
import { DLT } from '../net/index.ts'

export type Language = 'filter' | 'assembly' | 'bytecode'

export const languages: readonly Language[] = ['filter', 'assembly', 'bytecode']

export interface SourceInput {
  readonly language: Language
  readonly text: string
  /** Where the program is to run. */
  readonly context: CheckContext
  /** DLT_* number. Filters alone depend on it; the meaning of an instruction does everywhere. */
  readonly linkType: number
  /** Bytes to keep of an accepted packet, 0 to 262144. Filters alone depend on it. */
  readonly snaplen: number
  /** IPv4 netmask in host byte order; null where it is not known. Filters alone depend on it. */
  readonly netmask: number | null
  readonly optimize: boolean
  /** Compile as for a live capture on Linux: an outer VLAN tag may be beside the bytes. Filters alone depend on it. */
  readonly live: boolean
  /** The table of names as text; see names.ts. Filters alone depend on it. */
  readonly names: string
}

/** What tcpdump uses where it is not told (MAXIMUM_SNAPLEN). */
export const DEFAULT_SNAPLEN = 262144

export const DEFAULT_LINK_TYPE: number = DLT.EN10MB
